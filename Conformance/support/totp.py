"""An authenticator app: codes from the key that a page shows, each used once."""

import re
import time

import pyotp

RECOVERY_CODE = re.compile(r"\b[0-9A-Z]{5}(?:-[0-9A-Z]{5}){4}\b")
# The key as the page writes it to type: Base32 in groups of four.
KEY = re.compile(r"\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b")


class Authenticator:
    def __init__(self, key: str):
        self.totp = pyotp.TOTP(key.replace(" ", ""))
        self._used = 0

    @classmethod
    def of_page(cls, text: str) -> "Authenticator":
        found = set(KEY.findall(text))
        assert len(found) == 1, f"{len(found)} keys in {text[:2000]}"
        return cls(found.pop())

    def code(self) -> str:
        """A code that the server has not seen from here and still takes: the present one, or the next.

        The server looks one step ahead and back, so two codes are at hand at any moment; for a third the time passes.
        """
        step = max(int(time.time()) // self.totp.interval, self._used + 1)
        while step > int(time.time()) // self.totp.interval + 1:
            time.sleep(0.5)
        self._used = step
        return self.totp.at(step * self.totp.interval)

    def last_code(self) -> str:
        """The one used last, again."""
        return self.totp.at(self._used * self.totp.interval)

    def wrong_code(self) -> str:
        """Six digits that are none of those of these minutes."""
        present = int(time.time()) // self.totp.interval
        near = {self.totp.at(step * self.totp.interval) for step in range(present - 10, present + 11)}
        return next(code for number in range(100) if (code := f"{number * 10_007:06}") not in near)
