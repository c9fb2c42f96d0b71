"""Requests per second and processor seconds per gigabyte, by wrk."""

import re
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

from servers import Server

UNITS = {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}


@dataclass
class Load:
    """What wrk is told to do."""

    path: str
    connections: int
    script: str | None = None
    whole: bool = False


@dataclass
class Sample:
    """One run of wrk against one server."""

    requests_per_second: float
    megabytes_per_second: float
    cpu_per_gigabyte: float
    cpu_per_request: float


def measure(server: Server, load: Load, seconds: float) -> Sample:
    """Runs wrk; gigabytes are 10⁹ bytes as wrk read them, heads included."""
    command = ["wrk", "-t2", f"-c{load.connections}", f"-d{seconds:.0f}s", "--timeout", "30s"]
    if load.script:
        command += ["-s", str(Path(__file__).with_name(load.script))]
    before = server.cpu_seconds()
    output = subprocess.run([*command, server.url + load.path], capture_output=True, text=True, check=True).stdout
    cpu = server.cpu_seconds() - before
    requests, elapsed, size, unit = re.search(
        r"(\d+) requests in ([\d.]+)s, ([\d.]+)([KMG]?B) read", output
    ).groups()
    if "Non-2xx" in output or "Socket errors" in output:
        raise SystemExit(f"{server.name}{load.path}: {output}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    gigabytes = float(size) * UNITS[unit] / 1e9
    return Sample(rate, 1000 * gigabytes / float(elapsed), cpu / gigabytes if gigabytes else 0, cpu / max(1, int(requests)))


def compare(edge: Server, nginx: Server, load: Load, rounds: int, seconds: float) -> dict:
    """Both in turn, several times: what other work on the machine does to one round it does to both. Medians."""
    samples: dict[str, list[Sample]] = {"edge": [], "nginx": []}
    for server in (edge, nginx):
        measure(server, load, 1)
    for number in range(rounds):
        for server in (edge, nginx) if number % 2 == 0 else (nginx, edge):
            samples[server.name].append(measure(server, load, seconds))

    def median(name: str, field: str) -> float:
        return statistics.median(getattr(sample, field) for sample in samples[name])

    def ratio(field: str) -> float:
        pairs = zip(samples["edge"], samples["nginx"], strict=True)
        values = [(getattr(one, field), getattr(other, field)) for one, other in pairs]
        # On a busy machine a server may get no turn at all in a round: such a round says nothing.
        return statistics.median(one / other for one, other in values if one > 0 and other > 0)

    return {
        "connections": load.connections,
        "rounds": rounds,
        "edge": {
            "requestsPerSecond": round(median("edge", "requests_per_second")),
            "megabytesPerSecond": round(median("edge", "megabytes_per_second")),
            "cpuSecondsPerGB": round(median("edge", "cpu_per_gigabyte"), 3),
            "cpuMicrosecondsPerRequest": round(median("edge", "cpu_per_request") * 1e6, 1),
        },
        "nginx": {
            "requestsPerSecond": round(median("nginx", "requests_per_second")),
            "megabytesPerSecond": round(median("nginx", "megabytes_per_second")),
            "cpuSecondsPerGB": round(median("nginx", "cpu_per_gigabyte"), 3),
            "cpuMicrosecondsPerRequest": round(median("nginx", "cpu_per_request") * 1e6, 1),
        },
        "ratio": {
            # Of whole files few end within a round: there, bytes say more than answers.
            "rate": round(ratio("megabytes_per_second" if load.whole else "requests_per_second"), 2),
            "cpuPerGB": round(ratio("cpu_per_gigabyte"), 2),
        },
    }
