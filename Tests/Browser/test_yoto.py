"""The connection to a (simulated) Yoto account, in all three ways, as an administrator walks them."""

import re
from collections.abc import Iterator

import pytest
from accessibility import assert_accessible, assert_fits
from accounts import add_user, set_up, sign_in
from conftest import PHONE, OpenPage
from edge import CALLBACK_PATH, Installation, running_installation
from playwright.sync_api import Page, expect
from watch import Watch

CONNECTED = "Connected to Yoto"
DISCONNECTED = "Not connected to Yoto"


@pytest.fixture(scope="module")
def home(tmp_path_factory, browser) -> Iterator[Installation]:
    with running_installation(tmp_path_factory.mktemp("yoto")) as installation:
        page = browser.new_page(base_url=installation.url)
        set_up(page, installation.setup_link)
        page.context.close()
        yield installation


@pytest.fixture
def anna(open_page: OpenPage, home: Installation, watch: Watch) -> Page:
    """The administrator on the connection's page; whatever another test left behind is disconnected."""
    watch.expect("favicon.ico")  # of Yoto's pages, which are not ours
    page = open_page(base_url=home.url)
    sign_in(page, path="/settings/yoto/")
    expect(page.locator("[data-part=state]")).not_to_have_text("Asking …")
    page.evaluate("fetch('/api/yoto', { method: 'DELETE' }).then((answer) => answer.status)")
    page.goto("/settings/yoto/")
    expect_state(page, DISCONNECTED)
    return page


def expect_state(page: Page, state: str) -> None:
    expect(page.get_by_role("heading", name=state)).to_be_visible()


def answer_consent(page: Page, answer: str) -> None:
    """On Yoto's own page, which is not ours and not watched for style."""
    page.get_by_role("button", name=answer, exact=True).click()


def connect_in_browser(page: Page) -> None:
    page.get_by_role("button", name="Connect", exact=True).click()
    answer_consent(page, "Allow")
    expect(page).to_have_url("/settings/yoto/")
    expect_state(page, CONNECTED)


def test_connects_in_the_browser(anna: Page) -> None:
    connect_in_browser(anna)
    expect(anna.locator("[data-messages] [role=status]")).to_have_text("Done: your Yoto account is connected.")
    anna.get_by_text("What Yoto allows").click()
    expect(anna.locator("[data-part=scopes]")).to_contain_text("family:library:view")
    assert_accessible(anna)
    anna.goto("/library/")
    expect(anna.locator("[data-library] > li").first).to_be_visible()


def test_refusal_at_yoto_is_told(anna: Page) -> None:
    anna.get_by_role("button", name="Connect", exact=True).click()
    answer_consent(anna, "Deny")
    expect(anna).to_have_url("/settings/yoto/")
    expect(anna.locator("[data-messages] [role=alert]")).to_have_text(
        "The request was refused at Yoto’s page. Nothing was changed."
    )
    expect_state(anna, DISCONNECTED)


def test_connects_with_a_code(open_page: OpenPage, anna: Page) -> None:
    anna.get_by_role("button", name="Get a code").click()
    code = anna.locator("[data-device-code] [data-part=code]")
    expect(code).to_be_focused()
    assert len(code.inner_text()) >= 6
    expect(anna.get_by_role("timer")).not_to_have_text("0:00")
    assert_accessible(anna)
    anna.reload()
    expect(code).to_be_visible()
    telephone = open_page(viewport=PHONE)
    telephone.goto(anna.locator("[data-device-code] [data-part=link]").get_attribute("href"))
    answer_consent(telephone, "Allow")
    expect(anna.get_by_role("heading", name=CONNECTED)).to_be_visible(timeout=30_000)
    expect(code).to_be_hidden()


def test_code_that_is_refused_ends(open_page: OpenPage, anna: Page) -> None:
    anna.get_by_role("button", name="Get a code").click()
    link = anna.locator("[data-device-code] [data-part=link]")
    telephone = open_page(viewport=PHONE)
    expect(link).to_be_visible()
    telephone.goto(link.get_attribute("href"))
    answer_consent(telephone, "Deny")
    expect(anna.get_by_role("heading", name=DISCONNECTED)).to_be_visible(timeout=30_000)
    expect(anna.locator("[data-part=last-error]")).to_contain_text("Last time:")


def test_connects_by_pasting_the_final_address(open_page: OpenPage, anna: Page, watch: Watch) -> None:
    watch.expect(CALLBACK_PATH)  # the last step leads to an address where nobody is
    anna.get_by_role("button", name="Begin").click()
    link = anna.get_by_role("link", name="Open Yoto’s page")
    expect(link).to_be_focused()
    assert_accessible(anna)
    tab = open_page()
    tab.goto(link.get_attribute("href"))
    with tab.expect_event("requestfailed", lambda request: CALLBACK_PATH in request.url) as failed:
        answer_consent(tab, "Allow")
    anna.get_by_label("The final address").fill(failed.value.url)
    anna.get_by_role("button", name="Finish").click()
    expect_state(anna, CONNECTED)
    expect(anna.get_by_label("The final address")).to_be_hidden()


def test_address_that_is_no_answer_is_refused(anna: Page, watch: Watch) -> None:
    watch.expect("422")
    anna.get_by_role("button", name="Begin").click()
    field = anna.get_by_label("The final address")
    button = anna.get_by_role("button", name="Finish")
    field.fill("not an address")
    button.click()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("http://127.0.0.1/oauth/callback?code=stolen&state=somebody-else")
    button.click()
    problem = anna.locator("[data-form=paste] [role=alert]")
    expect(problem).to_be_focused()
    expect(problem).not_to_be_empty()
    expect(field).to_have_value("http://127.0.0.1/oauth/callback?code=stolen&state=somebody-else")


def test_disconnecting_asks_first(anna: Page) -> None:
    connect_in_browser(anna)
    button = anna.get_by_role("button", name="Disconnect …")
    button.click()
    anna.get_by_role("button", name="Stay connected").click()
    expect_state(anna, CONNECTED)
    button.click()
    anna.get_by_role("dialog").get_by_role("button", name="Disconnect", exact=True).click()
    expect_state(anna, DISCONNECTED)
    expect(anna.locator("[data-messages] [role=status]")).to_contain_text("Disconnected.")


def test_library_filters_and_opens_a_card(anna: Page) -> None:
    connect_in_browser(anna)
    anna.goto("/library/")
    tiles = anna.locator("[data-library] > li")
    expect(tiles.first).to_be_visible()
    total = tiles.count()
    expect(anna.get_by_role("status").filter(has_text="cards")).to_have_text(f"{total} of {total} cards")
    assert_accessible(anna)
    assert_fits(anna)
    title = tiles.first.locator("[data-part=title]").inner_text()
    anna.get_by_label("Words").fill(title)
    expect(anna.locator("[data-library] > li:visible").first).to_contain_text(title)
    anna.get_by_label("Words").fill("no card has these words")
    expect(anna.locator("[data-library] > li:visible")).to_have_count(0)
    anna.get_by_label("Words").fill("")
    tiles.first.get_by_role("button").click()
    dialog = anna.get_by_role("dialog", name=title)
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("Asking Yoto …")).to_be_hidden()
    expect(dialog.locator("[data-part=chapters] > li").first).to_be_visible()
    anna.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_library_says_that_yoto_is_not_connected(anna: Page, watch: Watch) -> None:
    watch.expect("409")
    anna.goto("/library/")
    expect_state(anna, DISCONNECTED)
    anna.get_by_role("main").get_by_role("link", name="Yoto connection").click()
    expect(anna).to_have_url("/settings/yoto/")


@pytest.mark.parametrize("role", ["listener", "member", "admin"])
def test_only_administrators_change_the_connection(
    open_page: OpenPage, anna: Page, home: Installation, watch: Watch, role: str
) -> None:
    watch.expect("409")  # the library, which is not connected
    add_user(anna, f"the-{role}", role)
    page = open_page(base_url=home.url)
    sign_in(page, f"the-{role}", path="/settings/yoto/")
    expect_state(page, DISCONNECTED)
    ways = page.get_by_role("button", name="Get a code")
    members = page.get_by_text("Only an administrator of this installation can change the connection.")
    expect(ways if role == "admin" else members).to_be_visible()
    expect(members if role == "admin" else ways).to_be_hidden()
    page.goto("/library/")
    expect_state(page, DISCONNECTED)


def test_listener_sees_the_library_and_cannot_disconnect(
    open_page: OpenPage, anna: Page, home: Installation
) -> None:
    connect_in_browser(anna)
    add_user(anna, "mia", "listener")
    mia = open_page(base_url=home.url)
    sign_in(mia, "mia", path="/library/")
    expect(mia.locator("[data-library] > li").first).to_be_visible()
    mia.goto("/settings/yoto/")
    expect_state(mia, CONNECTED)
    expect(mia.get_by_role("button", name="Disconnect …")).to_be_hidden()


def test_ended_login_is_told_plainly(anna: Page) -> None:
    """What Yoto does in months happens here by another answer of the edge's."""
    status = {
        "state": "reconnect",
        "lastError": {"code": "invalid-grant", "detail": "Yoto did not renew it.", "at": "2026-11-25T01:00:00Z"},
    }
    anna.route("**/api/yoto/status", lambda route: route.fulfill(json=status))
    anna.goto("/settings/yoto/")
    expect_state(anna, "Connect again")
    expect(anna.get_by_text("Yoto no longer takes the login of this installation.")).to_be_visible()
    expect(anna.locator("[data-part=last-error]")).to_contain_text("Yoto did not renew it.")
    expect(anna.get_by_role("button", name="Connect", exact=True)).to_be_visible()
    expect(anna.get_by_role("button", name="Disconnect …")).to_be_visible()
    assert_accessible(anna)


def test_login_that_ends_soon_can_be_renewed_before(anna: Page) -> None:
    warning = "The login at Yoto ends by 2026-12-01. Connect the account again before."
    code = {"method": "device", "userCode": "WDJB-MJHT", "verificationURL": "https://login.yotoplay.com/activate"}
    status = {"state": "connected", "scopes": ["offline_access"], "missingScopes": [], "warning": warning}
    anna.route("**/api/yoto/status", lambda route: route.fulfill(json=status))
    anna.goto("/settings/yoto/")
    expect_state(anna, CONNECTED)
    expect(anna.get_by_text(warning)).to_be_visible()
    expect(anna.get_by_role("button", name="Get a code")).to_be_visible()
    # A second connection waits beside the first, which still works.
    status["connecting"] = {**code, "expiresAt": "2099-01-01T00:00:00Z"}
    anna.reload()
    expect_state(anna, CONNECTED)
    expect(anna.get_by_text("WDJB-MJHT")).to_be_visible()
    del status["connecting"], status["warning"]
    expect(anna.locator("[data-messages] [role=status]")).to_have_text("Done: your Yoto account is connected.")
    expect(anna.get_by_role("button", name="Get a code")).to_be_hidden()


def test_missing_permission_is_told_with_the_way_to_get_it(anna: Page) -> None:
    status = {"state": "connected", "scopes": ["offline_access"], "missingScopes": ["family:devices:control"]}
    anna.route("**/api/yoto/status", lambda route: route.fulfill(json=status))
    anna.goto("/settings/yoto/")
    expect_state(anna, CONNECTED)
    expect(anna.locator("[data-part=missing-scopes]")).to_contain_text("family:devices:control control the players")
    expect(anna.get_by_role("button", name="Connect", exact=True)).to_be_visible()


@pytest.mark.parametrize("result", ["expired", "state", "scope", "redirect", "failed", "<b>made up</b>"])
def test_end_of_the_way_over_yoto_is_told_once(anna: Page, result: str) -> None:
    anna.goto(f"/settings/yoto/?result={result}")
    message = anna.locator("[data-messages] [role=alert]")
    expect(message).to_be_focused()
    expect(message).to_contain_text(re.compile(r"^[A-Z].*\.$"))
    expect(anna).to_have_url("/settings/yoto/")
    anna.reload()
    expect_state(anna, DISCONNECTED)
    expect(message).to_be_hidden()


def test_fixed_client_is_shown_as_such(anna: Page, home: Installation) -> None:
    anna.get_by_role("heading", name="Your client at Yoto").click()
    expect(anna.get_by_label("Callback URL to register")).to_have_value(f"{home.url}{CALLBACK_PATH}")
    expect(anna.get_by_label("To connect by pasting, register this one, too")).not_to_have_value("")
    anna.get_by_text("Permissions to tick (scopes)").click()
    expect(anna.locator("[data-part=wanted-scopes]")).to_contain_text("offline_access stay connected")
    expect(anna.get_by_text("The client is given by the edge’s environment")).to_be_visible()
    expect(anna.get_by_role("button", name="Save the client")).to_be_hidden()


def test_client_is_entered_before_connecting(tmp_path, open_page: OpenPage, watch: Watch) -> None:
    watch.expect("409|favicon.ico")
    with running_installation(tmp_path, "--client-id", "client-of-the-family", with_client=False) as installation:
        page = open_page(base_url=installation.url, permissions=["clipboard-read", "clipboard-write"])
        set_up(page, installation.setup_link)
        page.get_by_role("button", name="Connect", exact=True).click()
        problem = page.locator("[data-yoto-ways] > [role=alert]")
        expect(problem).to_be_focused()
        expect(problem).not_to_be_empty()
        page.get_by_role("button", name="Copy the callback URL", exact=True).click()
        expect(page.locator("[data-yoto-client]").get_by_text("The address is copied.")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == f"{installation.url}{CALLBACK_PATH}"
        page.get_by_label("Client id").fill("client-of-the-family")
        page.get_by_role("button", name="Save the client").click()
        expect(page.get_by_text("The client is saved. Now connect.")).to_be_visible()
        connect_in_browser(page)
        page.context.close()
