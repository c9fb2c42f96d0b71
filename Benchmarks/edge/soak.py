"""Mixed traffic for a long time: soak.py EDGE_BINARY RESULT_JSON --minutes M

Ranges, whole files, pages, 404s, the API, readers that stall and leave, connections that are reset. Every five seconds memory and descriptors are
noted; at the end the slope of the memory over the second half is given with its error. A slope above twice its error, or
descriptors that are not given back, is a leak: exit with 1.
"""

import argparse
import contextlib
import json
import math
import random
import socket
import struct
import sys
import tempfile
import threading
import time
from pathlib import Path

import servers
from bench import make_site, raise_limit


def visit(edge: servers.Server, over: threading.Event, counts: list[int]) -> None:
    """One client after the other, each doing one of the things that clients do."""
    randomness = random.Random()
    while not over.is_set():
        with contextlib.suppress(OSError):
            client = socket.create_connection(("127.0.0.1", edge.port), timeout=10)
            for _ in range(randomness.randint(1, 20)):
                kind = randomness.choice(["range", "range", "range", "file", "page", "api", "missing", "reset", "stall"])
                path = {"page": "/", "api": "/api/site", "missing": "/nothing"}.get(kind, f"/media/{randomness.randint(1, 4)}.mp3")
                fields = ""
                if kind == "range":
                    start = randomness.randrange(19_000_000)
                    fields = f"Range: bytes={start}-{start + randomness.randrange(200_000)}\r\n"
                client.sendall(f"GET {path} HTTP/1.1\r\nHost: soak\r\n{fields}\r\n".encode())
                counts[0] += 1
                if kind == "reset":
                    client.recv(10_000)
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    break
                if kind == "stall":
                    time.sleep(randomness.random())
                    break
                receive(client)
            client.close()


def receive(client: socket.socket) -> None:
    """Reads one answer to its end."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = client.recv(65_536)
        if not more:
            raise OSError("ended early")
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    left = int(head.lower().split(b"content-length:")[1].split()[0]) - len(body)
    while left > 0:
        more = len(client.recv(1_000_000))
        if more == 0:
            raise OSError("ended early")
        left -= more


def slope(samples: list[tuple[float, float]]) -> tuple[float, float]:
    """Least squares: the slope and its standard error, per hour. Samples near each other are alike, so the error is widened by how much."""
    count = len(samples)
    mean_x = sum(x for x, _ in samples) / count
    mean_y = sum(y for _, y in samples) / count
    spread = sum((x - mean_x) ** 2 for x, _ in samples)
    value = sum((x - mean_x) * (y - mean_y) for x, y in samples) / spread
    rests = [y - mean_y - value * (x - mean_x) for x, y in samples]
    variance = sum(rest**2 for rest in rests) / max(1, count - 2)
    alike = sum(a * b for a, b in zip(rests, rests[1:], strict=False)) / max(1e-12, sum(rest**2 for rest in rests))
    alike = min(max(alike, 0), 0.98)
    error = math.sqrt(variance / spread * (1 + alike) / (1 - alike))
    return value * 3600, error * 3600


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--clients", type=int, default=12)
    options = parser.parse_args()
    raise_limit()
    samples: list[tuple[float, float]] = []
    counts = [0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_site(folder)
        with servers.edge(options.binary, folder) as edge:
            edge.get("/")
            descriptors = edge.descriptors()
            over = threading.Event()
            threads = [threading.Thread(target=visit, args=(edge, over, counts)) for _ in range(options.clients)]
            for thread in threads:
                thread.start()
            begin = time.monotonic()
            while (now := time.monotonic() - begin) < options.minutes * 60 and edge.process.poll() is None:
                samples.append((now, edge.memory()["RssAnon"]))
                time.sleep(5)
            over.set()
            for thread in threads:
                thread.join()
            if edge.process.poll() is not None:
                print(f"the edge ended with {edge.process.returncode}", file=sys.stderr)
                return 1
            time.sleep(5)
            left = edge.descriptors() - descriptors
            memory = edge.memory()
    value, error = slope(samples[len(samples) // 2 :])
    result = {
        "minutes": options.minutes,
        "requests": counts[0],
        "slopeMegabytesPerHour": round(value, 2),
        "slopeError": round(error, 2),
        "firstRssAnon": samples[0][1],
        "lastRssAnon": samples[-1][1],
        "afterwards": memory,
        "descriptorsKept": left,
    }
    # The four songs and two pages that the cache keeps open.
    leaks = value > 2 * error + 0.05 or left > 8
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))
    return 1 if leaks else 0


if __name__ == "__main__":
    sys.exit(main())
