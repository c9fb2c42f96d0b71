"""What people do on the pages of an installation."""

from playwright.sync_api import Page, expect

ADMIN = "anna"
PASSWORD = "the owl is still awake"


def set_up(page: Page, link: str, password: str = PASSWORD) -> None:
    """Makes the first administrator through the setup link."""
    page.goto(link)
    page.get_by_label("User name").fill(ADMIN)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Make the administrator").click()
    expect(page).to_have_url("/settings/yoto/")
    expect(page.locator("[data-account-name]")).to_have_text(ADMIN)


def sign_in(page: Page, username: str = ADMIN, password: str = PASSWORD, path: str = "/settings/") -> None:
    """Goes to a page that needs a session, signs in on the way and arrives."""
    page.goto(path)
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    fill_login(page, username, password)
    expect(page).to_have_url(path)


def fill_login(page: Page, username: str, password: str) -> None:
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def sign_out(page: Page) -> None:
    """By the menu in the header."""
    page.locator("[data-account] summary").click()
    page.locator("[data-sign-out]").click()
    page.wait_for_url("**/")
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def add_user(page: Page, username: str, role: str, password: str = PASSWORD) -> None:
    """As an administrator, on the users' page."""
    page.goto("/settings/users/")
    form = page.locator("[data-form=create-user]")
    form.get_by_label("User name").fill(username)
    form.get_by_label("Role").select_option(role)
    form.get_by_label("First password").fill(password)
    form.get_by_role("button", name="Add").click()
    expect(form.get_by_role("status")).to_have_text(f"{username} can sign in now.")
