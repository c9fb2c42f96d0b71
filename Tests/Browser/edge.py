"""Installations of our own: a real edge with an empty data folder, and a simulated Yoto cloud beside it.

EDGE_SERVER and YOTO_SIMULATOR name other programs than the debug build's; SITE_FOLDER is the rendered site.
"""

import os
import queue
import re
import shlex
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BUILD = Path(__file__).parents[2] / ".build" / "debug"
PATIENCE_SECONDS = 30
CALLBACK_PATH = "/oauth/callback"


class Program:
    """A child process whose lines on standard output can be waited for, and that always ends."""

    def __init__(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.log = log
        self.lines: queue.Queue[str] = queue.Queue()
        with log.open("w") as errors:
            self.process = subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env={**os.environ, **environment},
            )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def line(self, pattern: str) -> re.Match[str]:
        """The first line from now on that matches."""
        while True:
            try:
                line = self.lines.get(timeout=PATIENCE_SECONDS)
            except queue.Empty:
                raise AssertionError(f"no line like {pattern!r}; its log:\n{self.log.read_text()}") from None
            if match := re.search(pattern, line):
                return match

    def stop(self) -> None:
        """Asks it to end. It must do so in time and without complaint."""
        self.process.terminate()
        try:
            status = self.process.wait(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"{self.process.args[0]} did not stop") from None
        assert status == 0, f"{self.process.args[0]} ended with {status}:\n{self.log.read_text()}"


@dataclass
class Installation:
    """A running edge: where it is, and the setup link that it printed."""

    url: str
    setup_link: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_simulator(folder: Path, callbacks: list[str], *options: str) -> Iterator[dict[str, str]]:
    """A Yoto cloud for an edge with those callback URLs; yields what the edge needs in its environment."""
    program = os.environ.get("YOTO_SIMULATOR", str(BUILD / "yoto-simulator"))
    command = [program, "--port", "0", *options]
    for callback in callbacks:
        command += ["--redirect-uri", callback]
    simulator = Program(command, {}, folder / "simulator.log")
    try:
        line = simulator.line(".*YOTO_LOGIN_URL=.*")[0]
        yield dict(word.split("=", 1) for word in shlex.split(line))
    finally:
        simulator.stop()


@contextmanager
def running_edge(folder: Path, port: int, environment: dict[str, str]) -> Iterator[Installation]:
    """An edge that nobody has set up yet."""
    site = os.environ.get("SITE_FOLDER")
    assert site, "SITE_FOLDER is not set: run scripts/test-site.sh, or name a rendered site"
    url = f"http://127.0.0.1:{port}"
    program = os.environ.get("EDGE_SERVER", str(BUILD / "edge-server"))
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port), "--site", site]
    command += ["--data", str(folder / "data"), "--public-url", url, "--log-level", "warning"]
    edge = Program(command, environment, folder / "edge.log")
    try:
        link = edge.line(r"^setup: (\S+)$")[1]
        wait_for_answer(f"{url}/api/health")
        yield Installation(url, link)
    finally:
        edge.stop()


def wait_for_answer(url: str) -> None:
    """The setup line may come before the port is open."""
    for _ in range(PATIENCE_SECONDS * 20):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            threading.Event().wait(0.05)
    raise AssertionError(f"no answer from {url}")


@contextmanager
def running_installation(folder: Path, *simulator_options: str, with_client: bool = True) -> Iterator[Installation]:
    """An edge beside a simulated Yoto cloud; without a client the administrator must enter its id."""
    port, nobody = free_port(), free_port()
    paste = f"http://127.0.0.1:{nobody}{CALLBACK_PATH}"
    callbacks = [f"http://127.0.0.1:{port}{CALLBACK_PATH}", paste]
    with running_simulator(folder, callbacks, *simulator_options) as environment:
        if not with_client:
            environment = {name: value for name, value in environment.items() if not name.startswith("YOTO_CLIENT")}
        with running_edge(folder, port, {**environment, "YOTO_PASTE_URL": paste}) as installation:
            yield installation
