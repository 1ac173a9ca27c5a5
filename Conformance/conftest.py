"""Fixtures: the engines, a server on each that many tests share, and an organization for each test."""

import os

import pytest
from playwright.sync_api import sync_playwright

from support.browser import Visit
from support.console import Console
from support.engines import ENGINES
from support.installation import BINARY, Installation
from support.mailbox import Mailbox
from support.people import user
from support.provider import Canaille, MockProvider


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
def mailbox(engine):
    """The mail server of the shared installation: organizations of the same name on two engines never meet in it."""
    mailbox = Mailbox().start()
    yield mailbox
    mailbox.stop()


@pytest.fixture(scope="session")
def employers(engine):
    """The providers that the shared installation may reach; they run from the first test on that asks for one."""
    employers = {"mock": MockProvider(), "canaille": Canaille()}
    yield employers
    for provider in employers.values():
        provider.close()


@pytest.fixture(scope="session")
def provider(employers):
    return employers["mock"].start()


@pytest.fixture(scope="session")
def running(engine, mailbox, employers):
    """A server that tests share; each has its own organization on it, which must be isolation enough."""
    installation = Installation(engine)
    listed = [mailbox.origin, *(provider.issuer for provider in employers.values())]
    try:
        yield installation.start(**mailbox.settings, INSTRUCTORS_EGRESS_ALLOW=",".join(listed))
    finally:
        installation.close()


@pytest.fixture
def organization(running):
    return running.organization()


@pytest.fixture
def scim(organization):
    return organization.scim()


@pytest.fixture(scope="session")
def put_off(running, mailbox):
    """Two people whose letters were refused, the first for now, the second for ever, with the browsers that asked.

    The next try comes after a minute: what becomes of them is looked at by a test that runs later.
    """
    organization = running.organization()
    scim = organization.scim()
    consoles = {}
    for name, reply in (("greylisted", "450 4.7.1 come back later"), ("unknown", "550 5.1.1 no such mailbox")):
        address = f"{name}.mail@{organization.domain}"
        scim.create(user(f"{name}.mail", organization.domain))
        mailbox.answer(address, reply)
        consoles[address] = Console(organization)
        consoles[address].ask(address)
    for address in consoles:
        mailbox.wait_for_try(address)
    return consoles


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


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, running):
    """Opens windows on the shared server; at the end nothing may have gone wrong in any."""
    opened = []

    def open(**options) -> Visit:
        opened.append(Visit(browser, options.pop("origin", running.origin), **options))
        return opened[-1]

    yield open
    problems = [problem for one in opened for problem in one.problems]
    for one in opened:
        one.close()
    assert not problems, "\n".join(problems[:40])


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
