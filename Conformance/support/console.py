"""The web console as a browser without scripts sees it: links, forms and a cookie."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx


@dataclass
class Form:
    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    def __init__(self, answer: httpx.Response):
        super().__init__(convert_charrefs=True)
        self.status, self.text, self.url = answer.status_code, answer.text, str(answer.url)
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._open = None
        self._select = None
        self._words: list[str] = []
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            self.feed(answer.text)

    @property
    def words(self) -> str:
        """What is there to read."""
        return " ".join(" ".join(self._words).split())

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        if tag == "a" and has.get("href"):
            self.links.append(urlsplit(urljoin(self.url, has["href"])).path)
        elif tag == "form":
            action = urlsplit(urljoin(self.url, has.get("action") or self.url)).path
            self._open = Form(action, (has.get("method") or "get").lower())
            self.forms.append(self._open)
        elif self._open is not None and tag == "option" and self._select:
            if "selected" in has or not any(name == self._select for name, _ in self._open.fields):
                self._open.fields = [pair for pair in self._open.fields if pair[0] != self._select]
                self._open.fields.append((self._select, has.get("value", "")))
        elif self._open is not None and tag == "select":
            self._select = has.get("name")
        elif self._open is not None and tag in ("input", "button", "textarea") and has.get("name"):
            self._field(tag, has)

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data):
        self._words.append(data)

    def _field(self, tag, has):
        kind = has.get("type", "submit" if tag == "button" else "text")
        if kind == "file":
            self._open.files.append(has["name"])
        elif kind == "submit":
            self._open.buttons.append((has["name"], has.get("value", "")))
        elif kind not in ("checkbox", "radio") or "checked" in has:
            self._open.fields.append((has["name"], has.get("value", "")))


class Console:
    """One visitor of one organization's rooms. Cookies are kept by hand, since they are marked for HTTPS only."""

    def __init__(self, organization):
        self.organization = organization
        self.origin = organization.installation.origin
        self.cookies: dict[str, str] = {}
        self.http = httpx.Client(timeout=60, follow_redirects=False)

    @classmethod
    def signed_in(cls, organization, path: str | None = None) -> "Console":
        console = cls(organization)
        console.open_link(path or organization.sign_in_path)
        return console

    def ask(self, email: str, path: str = "/", expected: int | None = 200) -> Page:
        """Asks for a link by mail, on the start page or at the organization's door."""
        (form,) = [form for form in self.get(path).forms if "email" in dict(form.fields)]
        return self.submit(form, expected, email=email)

    def open_link(self, link: str, expected: int | None = 200) -> Page:
        """Opens a one-time link and presses its one button."""
        (form,) = [form for form in self.get(link).forms if form.method == "post"]
        return self.submit(form, expected)

    def room(self, path: str = "") -> str:
        return f"/o/{self.organization.slug}{path}"

    def get(self, path: str, expected: int | None = 200) -> Page:
        return self._send("GET", path, expected)

    def submit(self, form: Form, expected: int | None = 200, files: dict | None = None, **fields: str) -> Page:
        """Sends the form as it stands, with `fields` filled in, and follows to where it leads."""
        values = [(name, value) for name, value in form.fields if name not in fields] + list(fields.items())
        data = {}
        for name, value in values:
            data.setdefault(name, []).append(value)
        return self._send(form.method.upper(), form.action, expected, data=data, files=files)

    def _send(self, method: str, path: str, expected: int | None, **options) -> Page:
        for _ in range(5):
            headers = {"Accept": "text/html", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
            if method == "POST":
                headers |= {"Origin": self.origin, "Sec-Fetch-Site": "same-origin"}
            answer = self.http.request(method, urljoin(self.origin, path), headers=headers, **options)
            self._remember(answer)
            if answer.status_code not in (302, 303):
                break
            method, path, options = "GET", answer.headers["Location"], {}
        page = Page(answer)
        assert expected is None or page.status == expected, f"{method} {path}: {page.status} {page.words[:400]}"
        return page

    def _remember(self, answer: httpx.Response):
        for line in answer.headers.get_list("Set-Cookie"):
            name, _, rest = line.partition("=")
            value = rest.partition(";")[0]
            if value and "max-age=0" not in rest.lower():
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)


def waiting(console) -> list[str]:
    """The change sets on the directory page that wait for a decision."""
    page = console.get(console.room("/directory"))
    end = "/rejection"
    return sorted({link[:-len(end)] for link in page.links if "/directory/changes/" in link and link.endswith(end)})
