"""Chromium on a site that really runs: SITE_URL says where (scripts/test-site.sh starts it)."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from watch import Watch

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def site_url() -> str:
    """The site's address without a final slash."""
    url = os.environ.get("SITE_URL")
    assert url, "SITE_URL is not set: run scripts/test-site.sh, or start an edge and set it"
    return url.rstrip("/")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each page lives in a context of its own."""
    # Chromium's sandbox refuses root, as which containers run; the only site it opens is ours.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--mute-audio", *arguments])
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test in the end when a page of it had troubles."""
    watch = Watch()
    yield watch
    if watch.troubles:
        pytest.fail("\n".join(watch.troubles), pytrace=False)


@pytest.fixture
def open_page(browser: Browser, site_url: str, watch: Watch) -> Iterator[OpenPage]:
    """Makes watched pages: open_page(viewport=PHONE, color_scheme="dark", java_script_enabled=False, …)."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> Page:
        context = browser.new_context(**{"base_url": site_url, "viewport": DESKTOP, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        watch.runs_scripts = bool(options.get("java_script_enabled", True))
        page = context.new_page()
        watch.start(page)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A watched page on a desk by day."""
    return open_page()
