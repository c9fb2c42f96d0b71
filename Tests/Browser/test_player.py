"""The player of a card's page: audio really plays, seeks, goes on and remembers."""

import re

from playwright.sync_api import Page, expect
from watch import Watch

CARD = "/cards/the-night-train/"
AUDIO = "document.querySelector('audio')"


def wait_until(page: Page, condition: str) -> None:
    """Waits until a condition in JavaScript holds. Playwright's own way needs eval(), which the site's CSP refuses."""
    page.evaluate(
        """() => new Promise((resolve, reject) => {
          const deadline = performance.now() + 10_000;
          const look = () => {
            if (CONDITION) resolve();
            else if (performance.now() > deadline) reject(new Error("waited in vain"));
            else setTimeout(look, 40);
          };
          look();
        })""".replace("CONDITION", condition)
    )


def play(page: Page) -> None:
    page.get_by_role("button", name="Play", exact=True).click()
    wait_until(page, f"{AUDIO}.currentTime > 0.3 && !{AUDIO}.paused")


def test_audio_plays_and_pauses(page: Page) -> None:
    page.goto(CARD)
    play(page)
    page.get_by_role("button", name="Pause", exact=True).click()
    wait_until(page, f"{AUDIO}.paused")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_seeking_lands_and_comes_in_ranges(page: Page, watch: Watch) -> None:
    page.goto("/cards/rain-on-the-tent/")
    play(page)
    length = page.evaluate(f"{AUDIO}.duration")
    target = round(length * 0.8)
    # As a listener's finger does: the value follows the finger, then the finger lets go.
    page.get_by_role("slider", name="Position").fill(str(target))
    wait_until(page, f"{AUDIO}.currentTime >= {target} && {AUDIO}.currentTime < {target} + 5")
    wait_until(page, f"{AUDIO}.currentTime > {target} + 0.3")
    statuses = {status for url, status in watch.statuses if url.endswith(".mp3")}
    assert statuses == {206}


def test_next_and_previous_go_through_the_tracks(page: Page) -> None:
    page.goto(CARD)
    now = page.locator("[data-player-now]")
    back, forward = (page.get_by_role("button", name=f"{way} track") for way in ("Previous", "Next"))
    expect(now).to_have_text("All aboard")
    expect(back).to_be_disabled()
    forward.click()
    expect(now).to_have_text("Over the viaduct")
    wait_until(page, f"{AUDIO}.currentTime > 0.1 && {AUDIO}.src.endsWith('02-over-the-viaduct.mp3')")
    forward.click()
    expect(now).to_have_text("The last stop")
    expect(forward).to_be_disabled()
    back.click()
    expect(now).to_have_text("Over the viaduct")


def test_end_of_a_track_starts_the_next(page: Page) -> None:
    page.goto(CARD)
    play(page)
    page.evaluate(f"{AUDIO}.currentTime = {AUDIO}.duration - 0.2")
    expect(page.locator("[data-player-now]")).to_have_text("Over the viaduct")
    wait_until(page, f"{AUDIO}.currentTime > 0.1 && !{AUDIO}.paused")


def test_track_in_the_list_plays_when_pressed(page: Page) -> None:
    page.goto(CARD)
    page.get_by_role("button", name="The last stop").click()
    wait_until(page, f"{AUDIO}.currentTime > 0.1 && {AUDIO}.src.endsWith('03-the-last-stop.mp3')")
    current = page.locator("[data-track][aria-current=true]")
    expect(current).to_have_count(1)
    expect(current).to_contain_text("The last stop")


def test_place_is_remembered(page: Page) -> None:
    page.goto(CARD)
    page.get_by_role("button", name="Over the viaduct").click()
    wait_until(page, f"{AUDIO}.currentTime > 1")
    page.reload()
    expect(page.locator("[data-player-now]")).to_have_text("Over the viaduct")
    wait_until(page, f"{AUDIO}.currentTime > 0.5")
    assert page.evaluate(f"{AUDIO}.paused")


def test_speed_stays_from_track_to_track(page: Page) -> None:
    page.goto(CARD)
    page.get_by_label("Speed").select_option("1.25")
    page.get_by_role("button", name="Next track").click()
    wait_until(page, f"{AUDIO}.currentTime > 0.1")
    assert page.evaluate(f"{AUDIO}.playbackRate") == 1.25


def test_keyboard_alone_plays_and_seeks(page: Page) -> None:
    page.goto(CARD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    toggle = page.get_by_role("button", name="Play", exact=True)
    for _ in range(20):
        page.keyboard.press("Tab")
        if toggle.evaluate("(button) => button === document.activeElement"):
            break
    expect(toggle).to_be_focused()
    page.keyboard.press("Space")
    wait_until(page, f"{AUDIO}.currentTime > 0.2")
    page.get_by_role("slider", name="Position").focus()
    page.keyboard.press("End")
    expect(page.locator("[data-player-now]")).to_have_text("Over the viaduct")


def test_adventure_asks_at_the_end_of_a_scene(page: Page) -> None:
    page.goto("/cards/the-lantern-path/")
    play(page)
    page.evaluate(f"{AUDIO}.currentTime = {AUDIO}.duration - 0.2")
    choices = page.get_by_role("group", name="What happens next?").get_by_role("button")
    expect(choices).to_have_text(["Left, down to the brook", "right, up to the old oak"])
    expect(choices.first).to_be_focused()
    choices.nth(1).click()
    expect(page.locator("[data-player-now]")).to_have_text("The old oak")
    wait_until(page, f"{AUDIO}.currentTime > 0.1 && !{AUDIO}.paused")
    expect(choices.first).to_be_hidden()
    expect(page.locator("h2.is-told")).to_have_text("The old oak")


def test_adventure_ends_quietly(page: Page) -> None:
    page.goto("/cards/the-lantern-path/")
    page.get_by_role("button", name="Wet feet").click()
    wait_until(page, f"{AUDIO}.currentTime > 0.1")
    page.evaluate(f"{AUDIO}.currentTime = {AUDIO}.duration - 0.2")
    wait_until(page, f"{AUDIO}.ended")
    expect(page.get_by_role("group", name="What happens next?")).to_be_hidden()
    expect(page.locator("[data-player-now]")).to_have_text("Wet feet")


def test_download_is_the_whole_file(page: Page) -> None:
    page.goto(CARD)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^Download All aboard")).click()
    assert download.value.suggested_filename.endswith(".mp3")
    assert download.value.path().stat().st_size > 100_000
