"""Every kind of page: its title and heading, axe, the width of a phone, by day and by night."""

import pytest
from accessibility import assert_accessible, assert_fits
from conftest import DESKTOP, PHONE, OpenPage
from playwright.sync_api import Page, expect
from watch import Watch

PAGES = {
    "/": "Stories that know your family",
    "/cards/": "All cards",
    "/cards/the-night-train/": "The Night Train",
    "/cards/good-morning-good-night/": "Good Morning, Good Night",
    "/cards/the-lantern-path/": "The Lantern Path",
    "/tags/": "Tags",
    "/tags/bedtime/": "Cards tagged “bedtime”",
    "/help/": "Help",
    "/help/errors/": "Error codes",
    "/help/make-a-card/": "Make a card",
    "/about/": "About",
    "/players/": "Players",
}


@pytest.mark.parametrize(("path", "heading"), PAGES.items())
def test_page_has_its_title_and_one_heading(page: Page, path: str, heading: str) -> None:
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page).to_have_title(
        "Yoto Smart Stream – Your family’s own stories, on your children’s own player"
        if path == "/"
        else f"{heading} – Yoto Smart Stream"
    )


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_and_fits(open_page: OpenPage, path: str, scheme: str, viewport: dict) -> None:
    page = open_page(viewport=viewport, color_scheme=scheme)
    page.goto(path)
    expect(page.locator("[data-connection]")).to_have_text("Connected")
    assert_accessible(page)
    assert_fits(page)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lost_visitor_gets_a_friendly_404(
    open_page: OpenPage, watch: Watch, scheme: str, viewport: dict
) -> None:
    watch.expect(r"404.*/no/such/page")
    page = open_page(viewport=viewport, color_scheme=scheme)
    response = page.goto("/no/such/page")
    assert response and response.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("This path leads nowhere")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("main").get_by_role("link", name="all cards").click()
    expect(page).to_have_url("/cards/")


def test_home_leads_to_a_card(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="The Night Train").first.click()
    expect(page).to_have_url("/cards/the-night-train/")


def test_card_leads_to_its_neighbours_and_tags(page: Page) -> None:
    page.goto("/cards/the-night-train/")
    page.get_by_role("navigation", name="More cards").get_by_role("link", name="Older").click()
    expect(page).not_to_have_url("/cards/the-night-train/")
    page.get_by_role("link", name="short-stories", exact=True).click()
    expect(page).to_have_url("/tags/short-stories/")


@pytest.mark.parametrize("path", ["/", "/cards/", "/cards/the-lantern-path/", "/help/errors/"])
def test_page_is_readable_without_javascript(open_page: OpenPage, path: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES[path])
    assert len(page.get_by_role("main").inner_text()) > 300
    expect(page.locator("[data-connection]")).to_be_hidden()


def test_card_without_javascript_has_a_player_for_each_track(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/cards/the-night-train/")
    expect(page.locator("audio[controls]")).to_have_count(3)
    expect(page.locator("[data-player-bar]")).to_be_hidden()


def test_picture_of_every_card_loads(page: Page) -> None:
    page.goto("/cards/")
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
    for picture in page.locator("main img").all():
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("(image) => image.naturalWidth") > 0
