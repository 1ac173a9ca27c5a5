"""Fixtures: the engines, a server on each that many tests share, and an organization for each test."""

import os

import pytest

from support.engines import ENGINES
from support.installation import BINARY, Installation


def pytest_configure(config):
    if not BINARY.exists():
        pytest.exit(f"{BINARY.name} is not built: run make build first", returncode=2)


def pytest_generate_tests(metafunc):
    if "engine_name" in metafunc.fixturenames:
        chosen = os.environ.get("INSTRUCTORS_TEST_ENGINES", "sqlite,postgres").split(",")
        for marker in metafunc.definition.iter_markers("engines"):
            chosen = [name for name in chosen if name in marker.args]
        metafunc.parametrize("engine_name", chosen, scope="session")


@pytest.fixture(scope="session")
def clusters():
    """The engines that some test asked for so far; PostgreSQL's clusters start with the first that does."""
    started = {}
    yield started
    for engine in started.values():
        engine.stop()


@pytest.fixture(scope="session")
def engine(engine_name, clusters):
    if engine_name not in clusters:
        clusters[engine_name] = ENGINES[engine_name]()
    return clusters[engine_name]


@pytest.fixture(scope="session")
def running(engine):
    """A server that tests share; each has its own organization on it, which must be isolation enough."""
    installation = Installation(engine)
    try:
        yield installation.start()
    finally:
        installation.close()


@pytest.fixture
def organization(running):
    return running.organization()


@pytest.fixture
def scim(organization):
    return organization.scim()


@pytest.fixture
def install(engine):
    """Makes installations of a test's own, for what a shared server cannot bear."""
    made = []

    def make(**options) -> Installation:
        made.append(Installation(engine, **options))
        return made[-1]

    yield make
    for installation in made:
        installation.close()


def pytest_unconfigure(config):
    """The closing line that continuous integration reads, after pytest's own."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or config.option.collectonly:
        return
    counts = {name: len(reporter.stats.get(name, [])) for name in ("passed", "failed", "error", "skipped")}
    line = f"{counts['passed']} passed, {counts['failed'] + counts['error']} failed"
    print(line + (f", {counts['skipped']} skipped" if counts["skipped"] else ""), flush=True)


@pytest.fixture(scope="session")
def demonstration(engine):
    from support.demonstration import Demonstration

    demonstration = Demonstration(engine)
    try:
        yield demonstration.start()
    finally:
        demonstration.close()
