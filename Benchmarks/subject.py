"""The program under measurement: an installation on scratch data, as a target for load."""

import shutil
import tempfile
from pathlib import Path

import load
from process import family
from support.installation import Installation, Organization

DOMAIN = "bench.example"


class Subject:
    """A server of ours with one organization, on a fresh folder or a fresh pair of databases."""

    def __init__(self, engine, settings: dict[str, str]):
        self.installation = Installation(engine)
        self.installation.environment |= settings
        self.installation.start()
        self.organization: Organization = self.installation.organization("bench", domain=DOMAIN)
        # The load sends both; what nobody instructed would be dropped.
        self.organization.allow("department", "employeeNumber")
        self.target = self._target()

    def _target(self) -> load.Target:
        name = f"instructors, {self.installation.engine.name}"
        return load.Target(name, self.installation.origin, self.organization.scim_path, self.organization.token(),
                           family(self.installation.process.pid))

    @property
    def pid(self) -> int:
        return self.installation.process.pid

    def bring(self, sheet: Path, *flags: str) -> str:
        return self.installation.must("directory", "import", "bench", str(sheet), *flags, seconds=1_800)

    def restart(self):
        self.installation.stop()
        self.installation.start(port=self.installation.port)
        self.target.pids = family(self.pid)

    def remember_everyone(self, most: int | None = None):
        """Gives the load the ids and names that the service has, read by cursor."""
        scim = self.organization.scim(self.target.token)
        lines, cursor = [], ""
        while cursor is not None and (most is None or len(lines) < most):
            page = scim.get("/Users", cursor=cursor, count=200, attributes="userName").json()
            lines += [f"{one['id']} {one['userName']}" for one in page["Resources"]]
            cursor = page.get("nextCursor")
        load.remember(self.target, lines)

    def disk_mb(self) -> float:
        return sum(path.stat().st_size for path in self.installation.data.rglob("*") if path.is_file()) / (1 << 20)

    def close(self):
        self.installation.close()


def scratch(prefix: str) -> Path:
    return Path(tempfile.mkdtemp(prefix=prefix))


def forget(folder: Path):
    shutil.rmtree(folder, ignore_errors=True)
