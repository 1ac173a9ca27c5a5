"""The peer: django-scim2 on gunicorn with two workers and SQLite, as its documents set it up."""

import os
import shutil
import subprocess
from pathlib import Path

import httpx

from load import Target
from process import family
from support.processes import end, free_port, wait_until

TOKEN = "peer-token"

SETTINGS = '''
from pathlib import Path
SECRET_KEY = "a benchmark has no secrets"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django_scim", "staff"]
MIDDLEWARE = ["staff.bearer.Bearer", "django_scim.middleware.SCIMAuthCheckMiddleware"]
ROOT_URLCONF = "project.urls"
AUTH_USER_MODEL = "staff.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
DATABASES = {"default": {
    "ENGINE": "django.db.backends.sqlite3", "NAME": Path(__file__).parent.parent / "db.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {"timeout": 30, "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"},
}}
SCIM_SERVICE_PROVIDER = {
    "SCHEME": "http", "NETLOC": "127.0.0.1", "GROUP_MODEL": "staff.models.Group",
    "AUTHENTICATION_SCHEMES": [{"type": "oauthbearertoken", "name": "Bearer", "description": "A bearer token"}],
}
'''

MODELS = '''
from django.contrib.auth.models import AbstractUser
from django.db import models
from django_scim.models import AbstractSCIMGroupMixin, AbstractSCIMUserMixin


class Group(AbstractSCIMGroupMixin):
    name = models.CharField(max_length=254, unique=True)


class User(AbstractSCIMUserMixin, AbstractUser):
    scim_groups = models.ManyToManyField(Group, related_name="user_set")
'''

BEARER = '''
from staff.models import User


class Bearer:
    def __init__(self, get_response):
        self.get_response = get_response
        self.user = User(username="directory", is_active=True)

    def __call__(self, request):
        if request.headers.get("Authorization") == "Bearer %s":
            request.user = self.user
        return self.get_response(request)
''' % TOKEN

URLS = '''
from django.urls import include, path
urlpatterns = [path("scim/v2/", include("django_scim.urls"))]
'''

WSGI = '''
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
'''

FILES = {"project/__init__.py": "", "project/settings.py": SETTINGS, "project/urls.py": URLS,
         "project/wsgi.py": WSGI, "staff/__init__.py": "", "staff/models.py": MODELS, "staff/bearer.py": BEARER,
         "staff/migrations/__init__.py": ""}


class Peer:
    """A server of the peer on a fresh database."""

    def __init__(self, tools: Path):
        self.home = tools / "peer-project"
        self.bin = tools / "peer" / "bin"
        shutil.rmtree(self.home, ignore_errors=True)
        for name, text in FILES.items():
            path = self.home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.lstrip())
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "project.settings", "PYTHONPATH": str(self.home)}
        for words in (["makemigrations", "staff"], ["migrate"]):
            subprocess.run([self.bin / "python", "-m", "django", *words, "--verbosity", "0"],
                           cwd=self.home, check=True, env=environment)
        port = free_port()
        log = self.home / "gunicorn.log"
        with open(log, "wb") as file:
            self.process = subprocess.Popen(
                [self.bin / "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{port}", "--log-level", "error",
                 "--keep-alive", "30", "project.wsgi"], cwd=self.home, stdout=file, stderr=file, env=environment)
        origin = f"http://127.0.0.1:{port}"
        wait_until(lambda: self._answers(origin), "the peer", self.process, log)
        self.target = Target("django-scim2", origin, "/scim/v2", TOKEN, family(self.process.pid))

    def stop(self):
        end(self.process)

    @staticmethod
    def _answers(origin: str) -> bool:
        try:
            return httpx.get(f"{origin}/scim/v2/Users", timeout=5).status_code == 401
        except httpx.HTTPError:
            return False
