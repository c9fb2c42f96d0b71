"""Accounts on a fresh installation: setup, login, sessions, passwords, users and what each role may see."""

import json
import re
from collections.abc import Iterator

import pytest
from accessibility import assert_accessible, assert_fits
from accounts import ADMIN, PASSWORD, add_user, fill_login, set_up, sign_in, sign_out
from conftest import DESKTOP, PHONE, OpenPage
from edge import Installation, running_installation
from playwright.sync_api import Page, expect
from watch import Watch


@pytest.fixture
def fresh(tmp_path) -> Iterator[Installation]:
    """An installation that nobody has set up."""
    with running_installation(tmp_path) as installation:
        yield installation


@pytest.fixture(scope="module")
def home(tmp_path_factory, browser) -> Iterator[Installation]:
    """An installation with its administrator; tests add users with names of their own."""
    with running_installation(tmp_path_factory.mktemp("home")) as installation:
        page = browser.new_page(base_url=installation.url)
        set_up(page, installation.setup_link)
        page.context.close()
        yield installation


@pytest.fixture
def visitor(open_page: OpenPage, home: Installation) -> Page:
    """A page of somebody who is not signed in."""
    return open_page(base_url=home.url)


@pytest.fixture
def anna(visitor: Page) -> Page:
    """The administrator's page."""
    sign_in(visitor)
    return visitor


# Setup


def test_first_visitor_is_told_about_the_setup_link(open_page: OpenPage, fresh: Installation) -> None:
    page = open_page(base_url=fresh.url)
    page.goto("/")
    banner = page.locator("[data-notices]")
    expect(banner).to_contain_text("This edge has no administrator yet; open the setup link that it printed")
    assert_accessible(page)
    banner.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Make yourself the administrator")).to_be_in_viewport()


def test_setup_link_makes_the_administrator_once(open_page: OpenPage, fresh: Installation, watch: Watch) -> None:
    page = open_page(base_url=fresh.url)
    page.goto(fresh.setup_link)
    expect(page.get_by_label("User name")).to_be_visible()
    assert "token" not in page.url, "the token stays in the address"
    assert_accessible(page)
    page.reload()
    page.get_by_label("User name").fill(ADMIN)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Make the administrator").click()
    expect(page).to_have_url("/settings/yoto/")
    expect(page.locator("[data-account-name]")).to_have_text(ADMIN)
    expect(page.locator("[data-notices]")).to_be_empty()
    second = open_page(base_url=fresh.url)
    second.goto(fresh.setup_link)
    expect(second.get_by_role("heading", name="Already set up")).to_be_visible()


def test_setup_says_what_is_wrong_where_it_is_wrong(open_page: OpenPage, fresh: Installation, watch: Watch) -> None:
    watch.expect(r"422|403")
    page = open_page(base_url=fresh.url)
    page.goto(fresh.setup_link)
    name, password = page.get_by_label("User name"), page.get_by_label("Password", exact=True)
    button = page.get_by_role("button", name="Make the administrator")
    button.click()
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description(re.compile("Choose a user name."))
    expect(password).to_have_attribute("aria-invalid", "true")
    name.fill("anna lee")
    password.fill("short")
    button.click()
    expect(name).to_have_accessible_description(re.compile("Only letters"))
    expect(password).to_have_accessible_description(re.compile("At least 10 characters."))
    assert_accessible(page)
    name.fill(ADMIN)
    password.fill("password1234")
    button.click()
    problem = page.get_by_role("alert")
    expect(problem).to_be_focused()
    expect(problem).not_to_be_empty()
    expect(name).to_have_value(ADMIN)
    expect(password).to_have_value("password1234")


def test_setup_without_or_with_a_wrong_token_is_refused(
    open_page: OpenPage, fresh: Installation, watch: Watch
) -> None:
    watch.expect("403")
    page = open_page(base_url=fresh.url)
    page.goto("/setup/")
    expect(page.get_by_role("heading", name="Open the setup link")).to_be_visible()
    expect(page.get_by_label("User name")).to_be_hidden()
    page.goto("/setup/?token=not-the-token")
    page.get_by_label("User name").fill("mallory")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Make the administrator").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.goto("/login/")
    expect(page.get_by_role("main").get_by_role("button", name="Sign in")).to_be_visible()


# Login


def test_login_goes_where_the_visitor_wanted_to(visitor: Page) -> None:
    sign_in(visitor, path="/settings/account/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Your account")
    visitor.goto("/login/?next=/library/")
    expect(visitor).to_have_url("/library/")


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "/\\example.org/", "javascript:alert(1)"])
def test_login_never_leads_to_another_site(visitor: Page, target: str) -> None:
    visitor.goto(f"/login/?next={target}")
    fill_login(visitor, ADMIN, PASSWORD)
    expect(visitor).to_have_url("/")


def test_wrong_password_is_told_and_nothing_is_lost(visitor: Page, watch: Watch) -> None:
    watch.expect("401")
    visitor.goto("/login/")
    fill_login(visitor, ADMIN, "not the password")
    problem = visitor.get_by_role("alert")
    expect(problem).to_have_text("The user name or the password is wrong.")
    expect(problem).to_be_focused()
    expect(visitor.get_by_label("User name")).to_have_value(ADMIN)
    assert_accessible(visitor)
    visitor.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_url("/")


def test_password_can_be_shown(visitor: Page) -> None:
    visitor.goto("/login/")
    field = visitor.get_by_label("Password", exact=True)
    expect(field).to_have_attribute("autocomplete", "current-password")
    field.fill("a secret")
    button = visitor.get_by_role("button", name="Show the password")
    button.click()
    expect(field).to_have_attribute("type", "text")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(field).to_have_attribute("type", "password")


def test_sign_out_ends_the_session(anna: Page) -> None:
    sign_out(anna)
    anna.go_back()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_login_that_is_asked_too_often_says_how_long_to_wait(visitor: Page, watch: Watch) -> None:
    watch.expect("429")
    problem = json.dumps({"code": "too-many-requests", "detail": "Too many wrong passwords.", "status": 429})
    answer = {"status": 429, "headers": {"Retry-After": "75"}, "content_type": "application/problem+json"}
    visitor.route("**/api/user/login", lambda route: route.fulfill(**answer, body=problem))
    visitor.goto("/login/")
    fill_login(visitor, ADMIN, PASSWORD)
    expect(visitor.get_by_role("alert")).to_have_text("Too many attempts. Try again in 75 seconds.")


def test_keyboard_alone_signs_in_and_out(visitor: Page) -> None:
    visitor.goto("/login/")
    expect(visitor.get_by_label("User name")).to_be_visible()
    visitor.get_by_label("User name").focus()
    visitor.keyboard.type(ADMIN)
    visitor.keyboard.press("Tab")
    visitor.keyboard.type(PASSWORD)
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_url("/")
    expect(visitor.locator("[data-account-name]")).to_have_text(ADMIN)
    menu = visitor.locator("[data-account] summary")
    menu.focus()
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("link", name="Your account")).to_be_visible()
    visitor.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(visitor.get_by_role("link", name="Your account")).to_be_hidden()
    visitor.keyboard.press("Enter")
    for _ in range(6):
        visitor.keyboard.press("Tab")
    expect(visitor.locator("[data-sign-out]")).to_be_focused()
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


# The account


def test_other_sessions_can_be_ended(open_page: OpenPage, anna: Page, home: Installation) -> None:
    add_user(anna, "sessions", "member")
    laptop, phone = (open_page(base_url=home.url) for _ in range(2))
    for page in (laptop, phone):
        sign_in(page, "sessions", path="/settings/account/")
    laptop.reload()
    rows = laptop.locator("[data-sessions] > li")
    expect(rows).to_have_count(2)
    expect(rows.locator("[data-part=current]:visible")).to_have_count(1)
    rows.get_by_role("button", name="Sign out").click()
    expect(rows).to_have_count(1)
    expect(laptop.get_by_role("status").filter(has_text="Signed out there.")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sign in")
    fill_login(phone, "sessions", PASSWORD)
    expect(phone).to_have_url("/settings/account/")
    phone.get_by_role("button", name="Sign out everywhere else").click()
    phone.get_by_role("button", name="Sign them out").click()
    expect(phone.locator("[data-sessions] > li")).to_have_count(1)
    laptop.reload()
    expect(laptop.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_password_can_be_changed(open_page: OpenPage, anna: Page, home: Installation, watch: Watch) -> None:
    watch.expect("401|403|422")
    add_user(anna, "changer", "listener")
    page, elsewhere = (open_page(base_url=home.url) for _ in range(2))
    sign_in(page, "changer", path="/settings/account/")
    sign_in(elsewhere, "changer")
    form = page.locator("[data-form=password]")
    current, new = form.get_by_label("Present password", exact=True), form.get_by_label("New password", exact=True)
    button = form.get_by_role("button", name="Change the password")
    current.fill("not the password")
    new.fill("a hedgehog pays with a yawn")
    button.click()
    expect(form.get_by_role("alert")).to_be_focused()
    expect(new).to_have_value("a hedgehog pays with a yawn")
    current.fill(PASSWORD)
    new.fill("changer")
    expect(form.locator("[data-hint]")).to_have_count(2)
    expect(form.locator("[data-hint][data-met=true]")).to_have_count(0)
    button.click()
    expect(new).to_be_focused()
    new.fill("a hedgehog pays with a yawn")
    expect(form.locator("[data-hint][data-met=true]")).to_have_count(2)
    button.click()
    expect(form.get_by_role("status")).to_have_text("Your password is changed. Everywhere else you are signed out.")
    expect(new).to_have_value("")
    elsewhere.reload()
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Sign in")
    fill_login(elsewhere, "changer", PASSWORD)
    expect(elsewhere.get_by_role("alert")).to_be_visible()
    fill_login(elsewhere, "changer", "a hedgehog pays with a yawn")
    expect(elsewhere).to_have_url("/settings/")


# Users and roles


@pytest.mark.parametrize(("role", "name"), [("listener", "Listener"), ("member", "Member"), ("admin", "Administrator")])
def test_role_decides_what_somebody_sees(
    open_page: OpenPage, anna: Page, home: Installation, role: str, name: str
) -> None:
    add_user(anna, f"the-{role}", role)
    page = open_page(base_url=home.url)
    sign_in(page, f"the-{role}")
    expect(page.get_by_text(f"You are signed in as the-{role} ({name}).")).to_be_visible()
    is_admin = role == "admin"
    topics = page.get_by_role("main").get_by_role("link", name="Users")
    expect(topics).to_be_visible() if is_admin else expect(topics).to_be_hidden()
    page.goto("/settings/users/")
    refusal = page.get_by_role("heading", name="Not allowed")
    people = page.get_by_role("heading", name="Everybody")
    expect(people if is_admin else refusal).to_be_visible()
    expect(refusal if is_admin else people).to_be_hidden()
    assert_accessible(page)


def test_administrator_changes_and_deletes_a_user(
    open_page: OpenPage, anna: Page, home: Installation, watch: Watch
) -> None:
    watch.expect("401")
    add_user(anna, "tom", "listener")
    tom = open_page(base_url=home.url)
    sign_in(tom, "tom")

    anna.get_by_role("button", name="Change tom").click()
    dialog = anna.get_by_role("dialog")
    assert_accessible(anna)
    dialog.get_by_label("User name").fill("thomas")
    dialog.get_by_label("Role").select_option("member")
    dialog.get_by_label("New password").fill("another long password")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    row = anna.locator("[data-users] > li").filter(has_text="thomas")
    expect(row).to_contain_text("Member")
    expect(anna.get_by_role("status").filter(has_text="thomas is changed.")).to_be_visible()

    tom.context.clear_cookies()
    sign_in(tom, "thomas", "another long password")
    expect(tom.locator("[data-account-name]")).to_have_text("thomas")

    row.get_by_role("button").click()
    dialog.get_by_label("May not sign in for now").check()
    dialog.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("May not sign in")
    tom.goto("/settings/")
    expect(tom.get_by_role("heading", level=1)).to_have_text("Sign in")
    fill_login(tom, "thomas", "another long password")
    expect(tom.get_by_role("alert")).to_have_text("The user name or the password is wrong.")

    row.get_by_role("button").click()
    dialog.get_by_role("button", name="Delete …").click()
    question = anna.get_by_role("dialog", name="Delete thomas?")
    question.get_by_role("button", name="Keep").click()
    expect(row).to_be_attached()
    dialog.get_by_role("button", name="Delete …").click()
    question.get_by_role("button", name="Delete").click()
    expect(row).to_have_count(0)
    expect(anna.get_by_role("status").filter(has_text="thomas is deleted.")).to_be_visible()


def test_name_that_is_taken_is_told_in_the_form(anna: Page, watch: Watch) -> None:
    watch.expect("409")
    anna.goto("/settings/users/")
    form = anna.locator("[data-form=create-user]")
    form.get_by_label("User name").fill(ADMIN.upper())
    form.get_by_label("First password").fill(PASSWORD)
    form.get_by_role("button", name="Add").click()
    expect(form.get_by_role("alert")).to_have_text("There is a user of this name already.")
    expect(form.get_by_label("First password")).to_have_value(PASSWORD)


def test_last_administrator_stays(open_page: OpenPage, fresh: Installation, watch: Watch) -> None:
    watch.expect("409")
    page = open_page(base_url=fresh.url)
    set_up(page, fresh.setup_link)
    page.goto("/settings/users/")
    page.get_by_role("button", name=f"Change {ADMIN}").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Role").select_option("member")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_be_focused()
    expect(dialog.get_by_label("Role")).to_have_value("member")


# How the pages are


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_fit(
    open_page: OpenPage, home: Installation, watch: Watch, scheme: str, viewport: dict
) -> None:
    watch.expect("409")  # the library, which is not connected
    page = open_page(base_url=home.url, viewport=viewport, color_scheme=scheme)
    page.goto("/login/")
    expect(page.get_by_label("User name")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    fill_login(page, ADMIN, PASSWORD)
    expect(page).to_have_url("/")
    for path in ("/", "/settings/", "/settings/account/", "/settings/yoto/", "/settings/users/", "/library/"):
        page.goto(path)
        expect(page.locator("[data-account-name]")).to_have_text(ADMIN)
        page.wait_for_load_state("networkidle")
        assert_accessible(page)
        assert_fits(page)
    page.locator("[data-account] summary").click()
    assert_accessible(page)
    assert_fits(page)


@pytest.mark.parametrize("path", ["/setup/", "/login/", "/settings/", "/settings/account/", "/library/"])
def test_page_without_javascript_says_so(open_page: OpenPage, home: Installation, path: str) -> None:
    page = open_page(base_url=home.url, java_script_enabled=False)
    page.goto(path)
    expect(page.locator("noscript .notice")).to_be_visible()
    expect(page.locator("form:visible")).to_have_count(0)


def test_page_says_when_the_edge_stops_answering(visitor: Page, watch: Watch) -> None:
    watch.expect("/api/")
    visitor.goto("/login/")
    visitor.route("**/api/**", lambda route: route.abort("connectionrefused"))
    fill_login(visitor, ADMIN, PASSWORD)
    expect(visitor.get_by_role("alert")).to_contain_text("The edge server does not answer.")
    expect(visitor.get_by_label("Password", exact=True)).to_have_value(PASSWORD)
