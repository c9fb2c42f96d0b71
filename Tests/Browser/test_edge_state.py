"""Pages say honestly how the edge is: absent, older than they, without an administrator, or in need of care."""

import json

import pytest
from accessibility import assert_accessible, assert_fits
from conftest import DESKTOP, PHONE, OpenPage
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


def site_that_says(page: Page, **facts: object) -> None:
    """Lets the edge say something else of itself than it does."""
    site = {"version": "0", "features": ["catalog"], "setupNeeded": False, "languages": ["en"], **facts}
    page.route("**/api/site", lambda route: route.fulfill(content_type="application/json", body=json.dumps(site)))


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_warning_stands_above_every_page(open_page: OpenPage, scheme: str, viewport: dict) -> None:
    page = open_page(viewport=viewport, color_scheme=scheme)
    detail = "Yoto no longer takes the login of this installation. <b>Connect again.</b>"
    site_that_says(page, warnings=[{"code": "yoto-reconnect", "detail": detail}])
    for path in ("/", "/cards/the-night-train/", "/help/"):
        page.goto(path)
        expect(page.locator("[data-notices]")).to_contain_text(detail)
    assert_accessible(page)
    assert_fits(page)
    page.locator("[data-notices]").get_by_role("link", name="Yoto connection").click()
    expect(page).to_have_url("/settings/yoto/")


def test_visitor_is_led_to_the_setup_link(page: Page) -> None:
    site_that_says(page, setupNeeded=True)
    page.goto("/")
    expect(page.locator("[data-notices]")).to_contain_text("This edge has no administrator yet")
    page.get_by_role("link", name="open the setup link that it printed").click()
    expect(page.get_by_role("heading", name="Make yourself the administrator")).to_be_in_viewport()


def test_nobody_is_asked_to_sign_in_without_accounts(page: Page) -> None:
    site_that_says(page)
    page.goto("/")
    expect(page.locator("[data-connection]")).to_have_text("Connected")
    expect(page.get_by_role("link", name="Sign in")).to_be_hidden()
