"""Traffic that means harm, beside listeners that mean none: hostile.py EDGE_BINARY RESULT_JSON [--seconds N]

Slow headers, 2,000 silent connections, headers of a megabyte, a thousand ranges, resets in the middle of a file, files that are replaced
and cut while they are sent. The edge must neither fall nor keep the listeners waiting nor grow, and a file that was cut must end its
connection with nothing but bytes that it had. Prints what went wrong and exits with 1.
"""

import argparse
import contextlib
import json
import os
import random
import socket
import statistics
import struct
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import servers
from bench import make_site, raise_limit

HEAD = "GET {path} HTTP/1.1\r\nHost: bench\r\nUser-Agent: hostile\r\n"


class Hostility:
    """What attackers and listeners share."""

    def __init__(self, edge: servers.Server, folder: Path) -> None:
        self.edge = edge
        self.folder = folder
        self.over = threading.Event()
        self.waits: list[float] = []
        self.mistakes: list[str] = []
        self.after_cut = 0

    def connect(self) -> socket.socket:
        client = socket.create_connection(("127.0.0.1", self.edge.port), timeout=10)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return client

    # Attackers

    def slow_headers(self) -> None:
        """Three hundred heads that arrive a byte at a time."""
        clients = [self.connect() for _ in range(300)]
        for client in clients:
            client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
        while not self.over.wait(1):
            for client in clients:
                with contextlib.suppress(OSError):
                    client.sendall(b"a")
        for client in clients:
            client.close()

    def silence(self) -> None:
        """Two thousand connections on which nothing happens."""
        clients = [self.connect() for _ in range(2000)]
        self.over.wait()
        for client in clients:
            client.close()

    def large_headers(self) -> None:
        """A megabyte of header, again and again."""
        while not self.over.is_set():
            with contextlib.suppress(OSError), self.connect() as client:
                client.sendall((HEAD.format(path="/") + "X: " + "a" * 1_000_000).encode())
                client.recv(1000)
            time.sleep(0.05)

    def many_ranges(self) -> None:
        """A thousand ranges, and sixteen that overlap."""
        thousand = ",".join(f"{i}-{i}" for i in range(0, 2000, 2))
        sixteen = ",".join("0-" for _ in range(16))
        while not self.over.is_set():
            for ranges in (thousand, sixteen):
                with contextlib.suppress(OSError), self.connect() as client:
                    client.sendall((HEAD.format(path="/media/2.mp3") + f"Range: bytes={ranges}\r\n\r\n").encode())
                    client.recv(1000)
            time.sleep(0.02)

    def resets(self) -> None:
        """Connections that are reset in the middle of a file."""
        while not self.over.is_set():
            with contextlib.suppress(OSError):
                client = self.connect()
                client.sendall((HEAD.format(path="/media/3.mp3") + "\r\n").encode())
                client.recv(10_000)
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                client.close()
            time.sleep(0.01)

    def replaced_files(self) -> None:
        """A file that is replaced while it is sent goes on as it was."""
        path = self.folder / "site/media/replaced.mp3"
        number = 0
        while not self.over.is_set():
            letter = b"ab"[number % 2 : number % 2 + 1]
            temporary = path.with_suffix(".new")
            temporary.write_bytes(letter * 5_000_000)
            temporary.rename(path)
            number += 1
            with contextlib.suppress(OSError):
                body = self.fetch_slowly("/media/replaced.mp3", lambda: None)
                if len(set(body)) != 1 or len(body) != 5_000_000:
                    self.mistakes.append(f"a replaced file came as {len(body)} bytes of {len(set(body))} kinds")

    def cut_files(self) -> None:
        """A file that is cut while it is sent ends its connection early, with bytes that it had."""
        path = self.folder / "site/media/cut.mp3"
        while not self.over.is_set():
            content = random.randbytes(5_000_000)
            path.write_bytes(content)
            body = self.fetch_slowly("/media/cut.mp3", lambda: os.truncate(path, 2_000_000))
            # Beyond the cut, what the kernel held shares its memory with the file: what of it was sent is zero now.
            if body[:2_000_000] != content[: min(len(body), 2_000_000)]:
                self.mistakes.append("a file that was cut came with other bytes than it had")
            elif len(body) == len(content):
                self.mistakes.append("a file that was cut was sent to its old end")
            self.after_cut = max(self.after_cut, len(body) - 2_000_000)

    def fetch_slowly(self, path: str, in_between: Callable[[], None]) -> bytes:
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(15)
        client.connect(("127.0.0.1", self.edge.port))
        client.sendall((HEAD.format(path=path) + "\r\n").encode())
        data = client.recv(50_000)
        in_between()
        time.sleep(0.1)
        length = 0
        while True:
            try:
                more = client.recv(1_000_000)
            except OSError:
                break
            data += more
            head, found, _ = data.partition(b"\r\n\r\n")
            if found and not length:
                length = len(head) + 4 + int(head.lower().split(b"content-length:")[1].split()[0])
            if not more or (length and len(data) >= length):
                break
        client.close()
        return data.partition(b"\r\n\r\n")[2]

    # Those who mean no harm

    def listen(self, keeps: bool) -> None:
        """A player that asks for a piece every 20 ms and notes how long its first byte takes."""
        client = None
        while not self.over.is_set():
            begin = time.monotonic()
            try:
                client = client or self.connect()
                start = random.randrange(0, 19_000_000)
                client.sendall((HEAD.format(path="/media/1.mp3") + f"Range: bytes={start}-{start + 4095}\r\n\r\n").encode())
                data = client.recv(65_536)
                self.waits.append(time.monotonic() - begin)
                if not data.startswith(b"HTTP/1.1 206"):
                    self.mistakes.append(f"a listener got {data[:40]!r}")
                    return
                head, _, body = data.partition(b"\r\n\r\n")
                while len(body) < 4096:
                    body += client.recv(65_536)
            except OSError as error:
                self.mistakes.append(f"a listener lost its connection: {error}")
                return
            if not keeps:
                client.close()
                client = None
            time.sleep(0.02)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    raise_limit()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_site(folder)
        with servers.edge(options.binary, folder, ["--max-connections", "5000"]) as edge:
            result = run(edge, folder, options.seconds)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))
    return 1 if result["mistakes"] else 0


def run(edge: servers.Server, folder: Path, seconds: float) -> dict:
    hostility = Hostility(edge, folder)
    edge.get("/media/1.mp3")
    before, descriptors = edge.memory(), edge.descriptors()
    attackers = [
        hostility.slow_headers, hostility.silence, hostility.large_headers, hostility.many_ranges, hostility.resets,
        hostility.replaced_files, hostility.cut_files,
    ]  # fmt: skip
    threads = [threading.Thread(target=attacker) for attacker in attackers]
    threads += [threading.Thread(target=hostility.listen, args=(number % 2 == 0,)) for number in range(4)]
    for thread in threads:
        thread.start()
    peak = 0.0
    begin = time.monotonic()
    while time.monotonic() - begin < seconds and edge.process.poll() is None:
        peak = max(peak, edge.memory()["VmRSS"])
        time.sleep(0.2)
    hostility.over.set()
    for thread in threads:
        thread.join()
    if edge.process.poll() is not None:
        return {"mistakes": [f"the edge ended with {edge.process.returncode}"]}
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and edge.descriptors() > descriptors + 8:
        time.sleep(1)
    waits = sorted(1000 * wait for wait in hostility.waits)
    result = {
        "seconds": round(time.monotonic() - begin),
        "loadAverage": round(os.getloadavg()[0], 1),
        "listenerRequests": len(waits),
        "firstByteMilliseconds": {
            "median": round(statistics.median(waits), 1),
            "p99": round(waits[len(waits) * 99 // 100], 1),
            "longest": round(waits[-1], 1),
        },
        "memory": {"before": before, "peakVmRSS": peak, "after": edge.memory()},
        "descriptors": {"before": descriptors, "after": edge.descriptors()},
        "bytesAfterCut": hostility.after_cut,
        "mistakes": hostility.mistakes[:20],
    }
    if peak > before["VmRSS"] + 60:
        result["mistakes"].append(f"memory grew from {before['VmRSS']} to {peak} MB")
    if edge.descriptors() > descriptors + 8:
        result["mistakes"].append("descriptors were not given back")
    return result


if __name__ == "__main__":
    sys.exit(main())
