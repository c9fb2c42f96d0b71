"""The two servers under test, each a process group of its own on a free port of the loopback, and what the kernel knows of them."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Server:
    """A running server."""

    name: str
    port: int
    process: subprocess.Popen

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def processes(self) -> list[int]:
        """Ids of the server and its workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]

    def cpu_seconds(self) -> float:
        """User and system time of all threads since the start."""
        total = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def memory(self) -> dict[str, float]:
        """Megabytes: `RssAnon` is what the server allocated, `VmRSS` all that is resident, code included."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        values = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        return {key: round(int(values[key].split()[0]) / 1024, 1) for key in ("RssAnon", "VmRSS")}

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def get(self, path: str) -> int:
        """The status of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response.status

    def wait_until_ready(self, path: str) -> None:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                if self.get(path) == 200:
                    return
            time.sleep(0.005)
        raise SystemExit(f"{self.name} does not answer {path}")


def unit_environment() -> dict[str, str]:
    """What deploy/systemd/edge-server.service tells the allocator."""
    unit = Path(__file__).resolve().parents[2] / "deploy/systemd/edge-server.service"
    lines = [line.partition("=")[2] for line in unit.read_text().splitlines() if line.startswith("Environment=MALLOC_")]
    return dict(word.split("=", 1) for line in lines for word in line.split())


@contextlib.contextmanager
def edge(binary: Path, folder: Path, options: list[str] | None = None) -> Iterator[Server]:
    """The edge with its defaults and the allocator as its unit file sets it; the access log goes into a file."""
    port = free_port()
    command = [str(binary), "serve", "--port", str(port), "--site", str(folder / "site")]
    command += ["--data", str(folder / "data"), "--private", str(folder / "private"), *(options or [])]
    with open(folder / "edge.log", "w", encoding="utf-8") as log:
        process = subprocess.Popen(command, stderr=log, stdout=log, env={**os.environ, **unit_environment()})
    yield from running(Server("edge", port, process), "/api/health")


NGINX = """
worker_processes 2;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    default_type application/octet-stream;
    types {{ audio/mpeg mp3; text/html html; }}
    access_log {folder}/nginx.log;
    sendfile on;
    tcp_nopush off;
    open_file_cache max=256 inactive=60s;
    keepalive_requests 1000000;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{port} backlog=511;
        root {folder}/site;
        location = /api/health {{
            default_type application/json;
            return 200 '{{"status":"ok","version":"0.1.0"}}';
        }}
    }}
}}
"""


@contextlib.contextmanager
def nginx(folder: Path) -> Iterator[Server]:
    """nginx as one would set it up for this: sendfile, open-file cache, two workers, an access log.

    Without `tcp_nopush`: with it, this kernel holds the end of a range back for 40 ms on the loopback, and 64 KiB ranges cost more.
    """
    port = free_port()
    configuration = folder / "nginx.conf"
    user = "user root;\n" if os.geteuid() == 0 else ""
    configuration.write_text(user + NGINX.format(folder=folder, port=port), encoding="utf-8")
    process = subprocess.Popen(["nginx", "-c", str(configuration)], stderr=subprocess.DEVNULL)
    yield from running(Server("nginx", port, process), "/index.html")


def running(server: Server, path: str) -> Iterator[Server]:
    """Stops the server in any case."""
    try:
        server.wait_until_ready(path)
        yield server
    finally:
        server.process.send_signal(signal.SIGTERM)
        try:
            server.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait()
