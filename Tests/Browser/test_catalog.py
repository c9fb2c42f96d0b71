"""The catalog's filter: it narrows what is there, says how much, and keeps the choice in the address."""

from playwright.sync_api import Page, expect


def tiles(page: Page):
    return page.locator("[data-card-tile]:visible")


def test_words_narrow_the_catalog(page: Page) -> None:
    page.goto("/cards/")
    total = tiles(page).count()
    expect(page.get_by_role("status").filter(has_text="cards")).to_have_text(f"All {total} cards")
    page.get_by_label("Words").fill("night train")
    expect(tiles(page)).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="cards")).to_have_text(f"1 of {total} cards")
    expect(page).to_have_url("/cards/?q=night+train")
    page.get_by_label("Words").fill("")
    expect(tiles(page)).to_have_count(total)
    expect(page).to_have_url("/cards/")


def test_kind_and_tag_narrow_together(page: Page) -> None:
    page.goto("/cards/")
    page.get_by_label("Kind").select_option("adventure")
    expect(tiles(page)).to_have_count(1)
    page.get_by_label("Tag").select_option("bedtime")
    expect(tiles(page)).to_have_count(0)
    expect(page.get_by_text("No card is like that")).to_be_visible()
    page.get_by_role("button", name="Show all cards").click()
    expect(page.get_by_text("No card is like that")).to_be_hidden()
    expect(page.get_by_label("Words")).to_be_focused()


def test_address_carries_the_choice(page: Page) -> None:
    page.goto("/cards/?kind=stream&q=morning")
    expect(page.get_by_label("Kind")).to_have_value("stream")
    expect(tiles(page)).to_have_count(1)


def test_words_of_a_stranger_are_only_words(page: Page) -> None:
    page.goto("/cards/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&elements=x&kind=nonsense")
    expect(page.get_by_label("Words")).to_have_value("<img src=x onerror=alert(1)>")
    expect(tiles(page)).to_have_count(0)


def test_enter_in_the_filter_stays_on_the_page(page: Page) -> None:
    page.goto("/cards/")
    page.get_by_label("Words").fill("snail")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/cards/?q=snail")
    expect(tiles(page)).to_have_count(1)
