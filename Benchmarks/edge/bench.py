"""Measures the edge against nginx on this machine: bench.py EDGE_BINARY RESULT_JSON [--quick] [--only PART,…]

Everything is a ratio of one run, in turns, since the machine may have other work: processor time rather than wall time, medians
rather than means. Parts: ranges, files, health, start, memory, listeners. Prints what misses its goal and exits with 1.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import readers
import servers
from throughput import Load, compare

SONG = 20_000_000
GOALS = [
    ("ranges.ratio.cpuPerGB", "<=", 1.1),
    ("ranges.ratio.rate", ">=", 0.9),
    ("files.ratio.cpuPerGB", "<=", 1.0),
    ("files.ratio.rate", ">=", 0.9),
    ("health.ratio.rate", ">=", 0.3),
    ("start.medianMilliseconds", "<=", 60),
    ("memory.idle.RssAnon", "<=", 12),
    ("memory.idle.VmRSS", "<=", 50),
    ("memory.added1000", "<=", 25),
    ("memory.keptAfterwards", "<=", 5),
    ("listeners.underruns", "<=", 0),
    ("listeners.cpuPercentOfOneCore", "<=", 15),
]


def make_site(folder: Path) -> None:
    """A page and four songs of random bytes, read once so that they are in the page cache."""
    (folder / "site/media").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "site/index.html").write_text("<!doctype html><title>bench</title>", encoding="utf-8")
    for number in range(1, 5):
        (folder / f"site/media/{number}.mp3").write_bytes(os.urandom(SONG))


def start_times(binary: Path, folder: Path, count: int) -> dict:
    """Milliseconds from exec to the first 200, and of processor time until then, which other work on the machine does not stretch."""
    times = []
    processor = []
    for _ in range(count):
        begin = time.monotonic()
        with servers.edge(binary, folder) as edge:
            times.append((time.monotonic() - begin) * 1000)
            processor.append(edge.cpu_seconds() * 1000)
    return {
        "runs": count,
        "medianMilliseconds": round(statistics.median(times), 1),
        "bestMilliseconds": round(min(times), 1),
        "processorMilliseconds": round(statistics.mean(processor)),
    }


def memory(binary: Path, folder: Path, patience: float) -> dict:
    """Megabytes idle, with 100 and 1,000 readers that do not read, and up to a minute after they left."""
    with servers.edge(binary, folder) as edge:
        edge.get("/media/1.mp3")
        edge.get("/index.html")
        time.sleep(1)
        idle = edge.memory()
        result: dict = {"idle": idle}
        clients = []
        for count in (100, 1000):
            clients += readers.stalled(edge, "/media/1.mp3", count - len(clients))
            time.sleep(1)
            result[f"stalled{count}"] = edge.memory()
        for client in clients:
            client.close()
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and edge.memory()["RssAnon"] > idle["RssAnon"] + 5:
            time.sleep(1)
        result["afterwards"] = edge.memory()
        result["added100"] = round(result["stalled100"]["VmRSS"] - idle["VmRSS"], 1)
        result["added1000"] = round(result["stalled1000"]["VmRSS"] - idle["VmRSS"], 1)
        result["keptAfterwards"] = round(result["afterwards"]["VmRSS"] - idle["VmRSS"], 1)
        return result


def raise_limit() -> None:
    """Thousands of connections need as many descriptors, on both ends."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(limit, 65_536), limit))


def environment(binary: Path) -> dict:
    """Where and when the figures were taken."""
    return {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "loadAverage": round(os.getloadavg()[0], 1),
        "binaryBytes": binary.stat().st_size,
    }


def misses(result: dict) -> list[str]:
    """The goals that were measured and not reached."""
    found = []
    for path, sign, bound in GOALS:
        value: object = result
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None and not (value <= bound if sign == "<=" else value >= bound):
            found.append(f"{path} is {value}, wanted {sign} {bound}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--quick", action="store_true", help="shorter rounds, for a look in between")
    parser.add_argument("--only", default="ranges,files,health,start,memory,listeners")
    options = parser.parse_args()
    raise_limit()
    parts = options.only.split(",")
    rounds, seconds = (3, 2) if options.quick else (7, 4)
    result: dict = {"environment": environment(options.binary)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_site(folder)
        with servers.edge(options.binary, folder) as edge, servers.nginx(folder) as nginx:
            loads = {
                "ranges": Load("/", 32, "ranges.lua"),
                "files": Load("/media/1.mp3", 8, whole=True),
                "health": Load("/api/health", 32),
            }
            for part, load in loads.items():
                if part in parts:
                    result[part] = compare(edge, nginx, load, rounds, seconds)
        if "start" in parts:
            result["start"] = start_times(options.binary, folder, 7 if options.quick else 21)
        if "memory" in parts:
            result["memory"] = memory(options.binary, folder, 60)
        if "listeners" in parts:
            with servers.edge(options.binary, folder) as edge:
                result["listeners"] = readers.paced(edge, "/media/1.mp3", 500, 15 if options.quick else 60)
    missed = misses(result)
    result["missed"] = missed
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2, ensure_ascii=False))
    print("\n".join(f"missed: {line}" for line in missed) or "all goals reached", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
