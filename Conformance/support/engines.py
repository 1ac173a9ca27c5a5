"""The two engines: a SQLite folder, and PostgreSQL with one cluster for data and another for keys."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from support.processes import account, end, free_port, wait_until


class Sqlite:
    name = "sqlite"

    def environment(self) -> dict[str, str]:
        return {}

    def folders(self) -> list[Path]:
        """Where data lies beside the installation's own folder."""
        return []

    def stop(self):
        pass


class Cluster:
    """A PostgreSQL cluster in a scratch folder, on loopback only, durable as in production."""

    def __init__(self, label: str):
        self.home = Path(tempfile.mkdtemp(prefix=f"ii-{label}-"))
        self.data = self.home / "data"
        self.port = free_port()
        self.log = self.home / "postgres.log"
        self.process = None
        if os.geteuid() == 0:
            shutil.chown(self.home, "postgres", "postgres")
        subprocess.run(
            [program("initdb"), "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"],
            check=True, stdout=subprocess.DEVNULL, cwd=self.home, **account("postgres"))
        self.start()

    def start(self):
        settings = {"listen_addresses": "127.0.0.1", "port": str(self.port), "max_connections": "60",
                    "unix_socket_directories": str(self.home), "shared_buffers": "64MB"}
        command = [program("postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.home, **account("postgres"))
        wait_until(lambda: self._answers(), "PostgreSQL", self.process, self.log)

    def pause(self):
        """Stops the cluster at once, as an operator's mistake would; `start` brings it back."""
        end(self.process, signal.SIGINT)

    def stop(self):
        # Without a last checkpoint, which would sync a file for every table of every test.
        end(self.process, signal.SIGQUIT)
        shutil.rmtree(self.home, ignore_errors=True)

    def create_database(self, name: str) -> str:
        """Returns the new database's URL."""
        self.sql(f"CREATE DATABASE {name}")
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def sql(self, text: str, database: str = "postgres") -> str:
        done = subprocess.run(
            ["psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", database,
             "-X", "-q", "-t", "-A", "-c", text], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def _answers(self) -> bool:
        probe = ["pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(probe, stdout=subprocess.DEVNULL).returncode == 0


class Postgres:
    name = "postgres"

    def __init__(self):
        self.records = Cluster("data")
        self.keys = Cluster("keys")
        self.databases = 0

    def environment(self) -> dict[str, str]:
        """A database of its own in both clusters for each installation."""
        self.databases += 1
        name = f"installation{self.databases}"
        return {
            "INSTRUCTORS_DATABASE_URL": self.records.create_database(name),
            "INSTRUCTORS_KEYS_URL": self.keys.create_database(name),
        }

    def folders(self) -> list[Path]:
        return [self.records.home, self.keys.home]

    def stop(self):
        self.records.stop()
        self.keys.stop()


def program(name: str) -> str:
    """PostgreSQL's own programs, which Debian keeps out of the path."""
    folder = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True).stdout.strip()
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    for place in [Path(folder) / name, *reversed(newest)]:
        if place.exists():
            return str(place)
    raise AssertionError(f"PostgreSQL's {name} is missing; make setup installs it")


ENGINES = {"sqlite": Sqlite, "postgres": Postgres}
