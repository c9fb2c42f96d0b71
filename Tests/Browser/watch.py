"""What must not happen on a page: console errors, page errors, failed requests, broken Content-Security-Policy."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, Request, Response

REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} blocked ${event.blockedURI}`);
});
"""


@dataclass
class Watch:
    """Collects what went wrong on one page, except what its test announces."""

    troubles: list[str] = field(default_factory=list)
    statuses: list[tuple[str, int]] = field(default_factory=list)
    expected: list[re.Pattern[str]] = field(default_factory=list)
    runs_scripts: bool = True

    def expect(self, pattern: str) -> None:
        """Announces a trouble that is the point of the test; call it before the trouble."""
        self.expected.append(re.compile(pattern))

    def start(self, page: Page) -> None:
        """Begins to listen; the page has not been anywhere yet."""
        page.add_init_script(REPORT_VIOLATIONS)
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.note(f"page error: {error}"))
        page.on("requestfailed", self.request_failed)
        page.on("response", self.response)

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            place = message.location.get("url", "")
            self.note(f"console {message.type}: {message.text} ({place})")

    def request_failed(self, request: Request) -> None:
        # The browser's own decision: it has enough of a song, or somebody goes to another page.
        if request.failure == "net::ERR_ABORTED":
            return
        # A browser that runs no scripts refuses to preload them, and says "csp".
        if not self.runs_scripts and request.resource_type in ("script", "other") and request.failure == "csp":
            return
        self.note(f"request failed: {request.method} {request.url}: {request.failure}")

    def response(self, response: Response) -> None:
        self.statuses.append((response.url, response.status))
        if response.status >= 400:
            self.note(f"status {response.status}: {response.request.method} {response.url}")

    def note(self, trouble: str) -> None:
        if not any(pattern.search(trouble) for pattern in self.expected):
            self.troubles.append(trouble)
