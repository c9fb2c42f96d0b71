"""Fetches every media file of a running site the way players and download tools do: check-media.py SITE_URL DIST EDGE_PID

Ranges by curl, resumed downloads by curl and wget, seeking by ffmpeg and ffprobe must give exactly the bytes of the file, also to a
player that loses its connection a thousand times; and the kernel must have sent whole files by itself (`sendfile`), which strace of the
edge shows. Prints what is wrong and exits with 1.
"""

import random
import socket
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path


def run(*command: str) -> bytes:
    """What a command prints; its failure is a mistake with its words."""
    result = subprocess.run(command, capture_output=True, check=False, timeout=60)
    if result.returncode != 0:
        raise AssertionError(f"{' '.join(command[:3])} …: {result.stderr.decode(errors='replace').strip()}")
    return result.stdout


def check_ranges(url: str, content: bytes) -> None:
    """A range in the middle, an open one and a suffix."""
    size = len(content)
    wanted = {f"{size // 3}-{size // 2}": content[size // 3 : size // 2 + 1], f"{size - 10}-": content[-10:], "-7": content[-7:]}
    for text, expected in wanted.items():
        if run("curl", "-sSf", "-r", text, url) != expected:
            raise AssertionError(f"curl -r {text}: other bytes than the file's")


def check_resume(url: str, content: bytes, folder: Path) -> None:
    """A download that broke after a third goes on where it was."""
    for name, command in (
        ("curl", ["curl", "-sSf", "-C", "-", "-o"]),
        ("wget", ["wget", "-q", "-c", "-O"]),
    ):
        target = folder / name
        target.write_bytes(content[: len(content) // 3])
        run(*command, str(target), url)
        if target.read_bytes() != content:
            raise AssertionError(f"{name} did not resume to the file's bytes")


def check_drops(url: str, content: bytes, drops: int) -> None:
    """A player that loses its connection a thousand times, anywhere, goes on with `If-Range` and has the file in the end.

    It takes a random stretch from each connection, so that the file is put together from pieces that were cut at any place.
    """
    address = urllib.parse.urlsplit(url)
    randomness = random.Random(9)
    have = b""
    tag = ""
    for number in range(drops):
        # The last connection takes the rest; until then each leaves something to the others.
        left = len(content) - len(have)
        wanted = left if number == drops - 1 else min(left - 1, randomness.randrange(1 + 2 * left // (drops - number)))
        with socket.create_connection((address.hostname, address.port), timeout=10) as client:
            fields = f"Range: bytes={len(have)}-\r\nIf-Range: {tag}\r\n" if have else ""
            client.sendall(f"GET {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\n{fields}\r\n".encode())
            answer = client.makefile("rb")
            status = answer.readline().split()[1]
            head = {}
            while (line := answer.readline().strip()) != b"":
                name, _, value = line.partition(b":")
                head[name.lower()] = value.strip().decode()
            if status != (b"206" if have else b"200") or (tag and head[b"etag"] != tag):
                raise AssertionError(f"connection {number} got {status!r} with {head}")
            tag = head[b"etag"]
            have += answer.read(wanted)
    if have != content:
        raise AssertionError(f"{drops} pieces do not make the file")


def check_seek(url: str) -> None:
    """A tool that knows MP3 finds its length, and decodes from the middle without a complaint."""
    seconds = float(run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", url))
    output = subprocess.run(
        ["ffmpeg", "-v", "error", "-ss", str(seconds / 2), "-i", url, "-f", "null", "-"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    if output.returncode != 0 or output.stderr:
        raise AssertionError(f"ffmpeg -ss: {output.stderr.decode(errors='replace').strip()}")


def sendfile_mistakes(url: str, size: int, process: str, folder: Path) -> list[str]:
    """What the kernel was asked to do for one whole file: its bytes must leave by sendfile, and none by write."""
    report = folder / "strace"
    tracer = subprocess.Popen(
        ["strace", "-f", "-e", "trace=sendfile,write,writev,sendto,sendmsg", "-o", str(report), "-p", process],
        stderr=subprocess.PIPE,
        text=True,
    )
    # strace says on its first line that it is attached.
    tracer.stderr.readline()
    received = len(run("curl", "-sSf", url))
    tracer.terminate()
    tracer.wait(timeout=10)
    lines = [line for line in report.read_text().splitlines() if " = " in line]
    results = [(line, int(line.rsplit(" = ", 1)[1].split()[0])) for line in lines if line.rsplit(" = ", 1)[1][:1].isdigit()]
    by_kernel = sum(count for line, count in results if "sendfile(" in line)
    if received != size or by_kernel != size:
        return [f"{url}: {by_kernel} of {size} bytes left by sendfile"]
    return []


def main() -> int:
    site, dist, process = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    files = sorted(dist.rglob("media/**/*.mp3"))
    mistakes = [] if files else ["no media in the site"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in files:
            url = f"{site}/{file.relative_to(dist)}"
            content = file.read_bytes()
            try:
                check_ranges(url, content)
                check_resume(url, content, folder)
                check_seek(url)
            except AssertionError as mistake:
                mistakes.append(f"{url}: {mistake}")
        if files:
            largest = max(files, key=lambda file: file.stat().st_size)
            try:
                check_drops(f"{site}/{largest.relative_to(dist)}", largest.read_bytes(), 1000)
            except AssertionError as mistake:
                mistakes.append(f"{largest.name}: {mistake}")
            mistakes += sendfile_mistakes(f"{site}/{largest.relative_to(dist)}", largest.stat().st_size, process, folder)
    print("\n".join(mistakes) if mistakes else f"check-media: {len(files)} files play, seek and resume; sent by sendfile")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
