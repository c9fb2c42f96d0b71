"""Pages that need the edge say honestly when it is not there."""

import pytest
from conftest import OpenPage
from playwright.sync_api import Page, Route, expect
from watch import Watch


def test_header_says_connected(page: Page) -> None:
    page.goto("/")
    expect(page.locator("[data-connection]")).to_have_text("Connected")


@pytest.mark.parametrize("fault", ["refused", "error", "page"])
def test_page_says_not_connected(open_page: OpenPage, watch: Watch, fault: str) -> None:
    """No answer, a broken edge, and a static host that answers everything with a page."""
    watch.expect("/api/")

    def answer(route: Route) -> None:
        if fault == "refused":
            route.abort("connectionrefused")
        elif fault == "error":
            route.fulfill(status=503, content_type="application/problem+json", body="{}")
        else:
            route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>Home</title>")

    page = open_page()
    page.route("**/api/**", answer)
    page.goto("/players/")
    expect(page.locator("[data-connection]")).to_have_text("Not connected")
    expect(page.get_by_role("heading", name="Not connected")).to_be_visible()
    page.get_by_role("link", name="How to start it").click()
    expect(page).to_have_url("/help/first-steps/")


def test_page_says_what_this_version_lacks(page: Page) -> None:
    page.goto("/players/")
    expect(page.get_by_role("heading", name="Not in this version")).to_be_visible()
