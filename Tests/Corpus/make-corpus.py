#!/usr/bin/env python3
"""Makes short MP3 files of every kind that people have, into a folder: make-corpus.py FOLDER

Encoders make what encoders make; what they refuse to make (cut files, garbage, odd tags) is put together here.
corpus.json in the folder lists the files: {"file": name, "headerTells": whether the container's duration is exact,
"frames": how many there are, for those too short for ffprobe}.
Needs ffmpeg and lame.
"""

import json
import random
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

RANDOM = random.Random(20)


def run(*command: str) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")


# Tags -----------------------------------------------------------------------------------------------------------


def syncsafe(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def id3v1(title: str) -> bytes:
    fields = title.encode().ljust(30, b"\0") + b"Someone".ljust(30, b"\0") + b"Album".ljust(30, b"\0")
    return b"TAG" + fields + b"2026" + b"".ljust(30, b"\0") + bytes([255])


def id3v2(version: int, padding: int = 0, footer: bool = False) -> bytes:
    text = b"\x03A title"
    size = syncsafe(len(text)) if version == 4 else struct.pack(">I", len(text))
    if version == 2:
        body = b"TT2" + struct.pack(">I", len(text))[1:] + text
    else:
        body = b"TIT2" + size + b"\0\0" + text
    body += bytes(padding)
    rest = bytes([version, 0, 0x10 if footer else 0]) + syncsafe(len(body))
    return b"ID3" + rest + body + (b"3DI" + rest if footer else b"")


def apev2(with_header: bool) -> bytes:
    item = struct.pack("<II", 7, 0) + b"Title\0" + b"A title"
    length = len(item) + 32

    def block(flags: int) -> bytes:
        return b"APETAGEX" + struct.pack("<IIII", 2000, length, 1, flags) + bytes(8)

    has_header = 1 << 31 if with_header else 0
    return (block(has_header | 1 << 29) if with_header else b"") + item + block(has_header)


# Frames ---------------------------------------------------------------------------------------------------------

BITRATES = {
    3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
RATES = {3: [44100, 48000, 32000], 2: [22050, 24000, 16000], 0: [11025, 12000, 8000]}


def frame_length(header: bytes) -> int:
    version = header[1] >> 3 & 3
    bitrate = BITRATES[3 if version == 3 else 2][header[2] >> 4] * 1000
    rate = RATES[version][header[2] >> 2 & 3]
    return (144 if version == 3 else 72) * bitrate // rate + (header[2] >> 1 & 1)


def frames(data: bytes) -> list[bytes]:
    """The frames of a clean file without tags."""
    found, at = [], 0
    while at + 4 <= len(data):
        assert data[at] == 0xFF and data[at + 1] & 0xE0 == 0xE0, f"no frame at byte {at}"
        length = frame_length(data[at:])
        found.append(data[at : at + length])
        at += length
    return found


def vbri(like: bytes, count: int, size: int) -> bytes:
    """A frame of the same form as another one, with Fraunhofer's description in it instead of sound."""
    table = b"\0\1" * 4
    mark = b"VBRI" + struct.pack(">HHHIIHHHH", 1, 0, 75, size, count, 4, 1, 2, max(1, count // 4)) + table
    return (like[:4] + bytes(32) + mark).ljust(len(like), b"\0")


def noise(length: int) -> bytes:
    """Garbage that holds no sync word by chance."""
    return bytes(RANDOM.choice(range(0xE0)) for _ in range(length))


# Files ----------------------------------------------------------------------------------------------------------

# name: (samples per second, channels, seconds, options of lame)
LAME = {
    "mpeg1-48000-cbr-stereo": (48000, 2, 3, "--cbr -b 128 -m s"),
    "mpeg1-44100-cbr-joint": (44100, 2, 3, "--cbr -b 128 -m j"),
    "mpeg1-32000-cbr-mono": (32000, 1, 3, "--cbr -b 64 -m m"),
    "mpeg1-44100-cbr-320": (44100, 2, 2, "--cbr -b 320 -m s"),
    "mpeg1-44100-vbr-joint": (44100, 2, 4, "-V 4 -m j"),
    "mpeg1-48000-vbr-mono": (48000, 1, 3, "-V 6 -m m"),
    "mpeg1-44100-abr-joint": (44100, 2, 3, "--abr 112 -m j"),
    "mpeg1-44100-no-reservoir": (44100, 2, 2, "--cbr -b 96 --nores -m j"),
    "mpeg2-24000-cbr-joint": (24000, 2, 3, "--cbr -b 64 -m j"),
    "mpeg2-22050-vbr-mono": (22050, 1, 4, "-V 5 -m m"),
    "mpeg2-16000-abr-mono": (16000, 1, 4, "--abr 32 -m m"),
    "mpeg25-12000-cbr-stereo": (12000, 2, 4, "--cbr -b 40 -m s"),
    "mpeg25-11025-cbr-mono": (11025, 1, 4, "--cbr -b 24 -m m"),
    "mpeg25-8000-cbr-mono": (8000, 1, 5, "--cbr -b 16 -m m"),
    "mpeg25-8000-vbr-mono": (8000, 1, 5, "-V 7 -m m"),
    "no-info-vbr": (44100, 2, 3, "-t -V 5 -m j"),
    "no-info-cbr": (44100, 2, 3, "-t --cbr -b 128 -m j"),
    "no-info-mpeg2": (22050, 1, 3, "-t -V 5 -m m"),
    "checksum-cbr": (44100, 2, 2, "-p --cbr -b 128 -m j"),
    "checksum-vbr": (44100, 1, 3, "-p -V 4 -m m"),
    "checksum-mpeg2": (24000, 2, 2, "-p -t --cbr -b 64 -m j"),
    "id3v1-lame": (44100, 2, 2, "--cbr -b 128 --id3v1-only --tt Title"),
    "id3v2-lame": (44100, 2, 2, "-V 5 --id3v2-only --pad-id3v2-size 3000 --tt Title"),
}
# name: options of ffmpeg
FFMPEG = {
    "ffmpeg-id3v23": "-b:a 128k -id3v2_version 3 -metadata title=Title",
    "ffmpeg-id3v24-and-v1": "-q:a 5 -id3v2_version 4 -write_id3v1 1 -metadata title=Title",
    "ffmpeg-no-xing": "-b:a 96k -write_xing 0 -id3v2_version 0",
    "ffmpeg-no-xing-vbr": "-q:a 6 -write_xing 0 -id3v2_version 0 -ar 24000",
}


def assemble(folder: Path) -> dict[str, tuple[bytes, bool]]:
    """Files that no encoder makes, from one that an encoder made: name: (bytes, whether a header tells the length)."""
    bare = (folder / "no-info-cbr.mp3").read_bytes()
    described = (folder / "mpeg1-44100-vbr-joint.mp3").read_bytes()
    low = (folder / "mpeg25-8000-cbr-mono.mp3").read_bytes()
    parts = frames(bare)
    middle = len(parts) // 2
    loud = next(part for part in parts if len(part) > 120)
    return {
        "id3v22": (id3v2(2) + bare, False),
        "id3v24-footer": (id3v2(4, footer=True) + bare, False),
        "id3v2-zeros-after": (id3v2(3) + bytes(5000) + bare, False),
        "id3v2-padding-inside": (id3v2(4, padding=2000) + described, True),
        "id3v2-twice": (id3v2(3) + id3v2(4) + bare, False),
        "id3v2-at-end": (bare + id3v2(4, footer=True), False),
        "apev2-end": (bare + apev2(with_header=True), False),
        "apev2-end-no-header": (bare + apev2(with_header=False), False),
        "apev2-and-id3v1": (described + apev2(with_header=True) + id3v1("Title"), True),
        "all-tags": (id3v2(4) + described + apev2(with_header=True) + id3v1("Title"), True),
        "cut-in-frame": (bare[: -len(parts[-1]) // 2], False),
        "cut-in-header": (bare + parts[-1][:3], False),
        "cut-with-info": (described[: len(described) * 2 // 3], False),
        "garbage-in-between": (b"".join(parts[:middle]) + noise(700) + b"".join(parts[middle:]), False),
        "garbage-at-start": (noise(900) + bare, False),
        "garbage-at-end": (bare + noise(900), False),
        "zeros-at-end": (bare + bytes(4000), False),
        "frame-lost-head": (bare[200:], False),
        "joined-with-tag-between": (bare + id3v1("One") + id3v2(3) + bare, False),
        "one-frame": (parts[0], False),
        "two-frames": (b"".join(parts[:2]), False),
        "one-frame-low-rate": (frames(low)[1], False),
        "vbri": (vbri(loud, len(parts), len(bare)) + bare, True),
    }


def encode(folder: Path) -> None:
    def sound(rate: int, channels: int) -> Path:
        path = folder / f"{rate}-{channels}.wav"
        run("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"sine=330:r={rate}:d=5", "-f", "lavfi",
            "-i", f"anoisesrc=a=0.1:seed=7:r={rate}:d=5", "-filter_complex",
            "[0]tremolo=f=2:d=0.9[a];[a][1]amix,apad,atrim=0:5", "-ac", str(channels), str(path))
        return path

    def lame(name: str) -> None:
        rate, channels, seconds, options = LAME[name]
        run("lame", "--quiet", *options.split(), "--resample", str(rate / 1000), str(cut[rate, channels, seconds]),
            str(folder / f"{name}.mp3"))

    def ffmpeg(name: str) -> None:
        run("ffmpeg", "-v", "error", "-y", "-i", str(cut[44100, 2, 3]), "-c:a", "libmp3lame", *FFMPEG[name].split(),
            str(folder / f"{name}.mp3"))

    def shorten(kind: tuple[int, int, int]) -> Path:
        path = folder / f"{'-'.join(map(str, kind))}.wav"
        run("ffmpeg", "-v", "error", "-y", "-i", str(whole[kind[:2]]), "-t", str(kind[2]), str(path))
        return path

    kinds = sorted({(rate, channels, seconds) for rate, channels, seconds, _ in LAME.values()} | {(44100, 2, 3)})
    with ThreadPoolExecutor(max_workers=4) as pool:
        shapes = sorted({kind[:2] for kind in kinds})
        whole = dict(zip(shapes, pool.map(lambda shape: sound(*shape), shapes)))
        cut = dict(zip(kinds, pool.map(shorten, kinds)))
        list(pool.map(lame, LAME))
        list(pool.map(ffmpeg, FFMPEG))
    for path in [*whole.values(), *cut.values()]:
        path.unlink(missing_ok=True)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    encode(folder)
    files = [{"file": f"{name}.mp3", "headerTells": "-t" not in LAME[name][3].split()} for name in LAME]
    files += [{"file": f"{name}.mp3", "headerTells": "no-xing" not in name} for name in FFMPEG]
    for name, (data, described) in assemble(folder).items():
        (folder / f"{name}.mp3").write_bytes(data)
        entry = {"file": f"{name}.mp3", "headerTells": described}
        files.append(entry | ({"frames": 1} if name.startswith("one-frame") else {}))
    (folder / "corpus.json").write_text(json.dumps(files, indent=1))


if __name__ == "__main__":
    main()
