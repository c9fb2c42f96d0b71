"""The JSON API held against its own description, logged in and not: no 5xx, no status or shape that it does not name."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from edge import Installation, running_installation

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
SEED = "20261125"


@dataclass
class Session:
    """A set-up installation with a connected account, and the administrator's cookie."""

    installation: Installation
    cookie: str

    def ask(self, method: str, path: str, body: object = None, cookie: bool = True) -> tuple[int, bytes]:
        request = urllib.request.Request(f"{self.installation.url}{path}", method=method)
        if cookie:
            request.add_header("Cookie", self.cookie)
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


@pytest.fixture(scope="module")
def session(tmp_path_factory) -> Iterator[Session]:
    with running_installation(tmp_path_factory.mktemp("api"), "--auto-approve") as installation:
        token = installation.setup_link.split("token=")[1]
        body = {"token": token, "username": "anna", "password": "a long enough password"}
        request = urllib.request.Request(f"{installation.url}/api/setup", json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=30) as answer:
            session = Session(installation, answer.headers["Set-Cookie"].split(";")[0])
        status, offer = session.ask("POST", "/api/yoto/connect", {"method": "browser"})
        assert status == 200, offer
        # The simulator approves at once and sends us back to the edge, which answers with its page.
        with urllib.request.urlopen(json.loads(offer)["authorizeURL"], timeout=30) as answer:
            assert answer.url.endswith("?result=connected")
        yield session


def description(session: Session) -> dict:
    status, document = session.ask("GET", "/api/openapi.yaml", cookie=False)
    assert status == 200
    return yaml.safe_load(document)


def run_schemathesis(session: Session, *options: str) -> None:
    command = [Path(sys.executable).parent / "schemathesis", "run", f"{session.installation.url}/api/openapi.yaml"]
    command += ["--checks", CHECKS, "--seed", SEED, "--max-examples", "10", "--no-color", *options]
    result = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]


def test_api_keeps_its_description_for_an_administrator(session: Session) -> None:
    # Logging out would end the session that the rest of the run needs, and live events have no end.
    run_schemathesis(session, "--header", f"Cookie: {session.cookie}", "--exclude-path-regex", "/logout$|^/events$")


def test_api_keeps_its_description_for_strangers(session: Session) -> None:
    run_schemathesis(session)


def test_every_route_without_login_is_refused_unless_the_description_says_that_it_is_open(session: Session) -> None:
    document = description(session)
    wrong = []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            security = operation.get("security", document["security"])
            if security == [] or {} in security:
                continue
            place = path.replace("{id}", "none").replace("{slug}", "none").replace("{cardId}", "none")
            status, _ = session.ask(method.upper(), place, {} if method in ("post", "put", "patch") else None, cookie=False)
            if status not in (401, 403, 404):
                wrong.append(f"{method.upper()} {path}: {status}")
    assert not wrong
