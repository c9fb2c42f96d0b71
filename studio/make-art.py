#!/usr/bin/env python3
"""Makes the sample cards' pictures: make-art.py [--only SLUG]

Covers are drawn by hand as SVG in art/ and rasterised by rsvg-convert (Debian's librsvg2-bin); icons are letters in
art/icons.txt. Results go to ../content/media/<slug>/. Needs Pillow from PyPI.
"""

import argparse
import io
import subprocess
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
ART = HERE / "art"
MEDIA = HERE.parent / "content" / "media"

# Strong colours: the display dims what is bright and swallows what is dull (a dot is unlit).
COLOURS = {
    "y": (255, 200, 60),
    "o": (240, 130, 40),
    "r": (220, 60, 50),
    "p": (200, 90, 160),
    "w": (235, 235, 235),
    "b": (60, 130, 230),
    "c": (110, 200, 240),
    "n": (150, 100, 60),
    "g": (70, 170, 90),
    "k": (90, 90, 110),
}


def cover(slug: str, side: int, target: Path) -> None:
    """An SVG as a JPEG of `side` pixels."""
    png = subprocess.run(
        ["rsvg-convert", "--width", str(side), "--height", str(side), ART / f"{slug}.svg"],
        capture_output=True,
        check=True,
    ).stdout
    target.parent.mkdir(parents=True, exist_ok=True)
    Image.open(io.BytesIO(png)).convert("RGB").save(target, quality=84, optimize=True, progressive=True)
    print(f"{target.relative_to(MEDIA)}: {target.stat().st_size // 1000} KB")


def icons() -> dict[str, list[str]]:
    """The grids of icons.txt by name."""
    blocks = (ART / "icons.txt").read_text().split("\n\n")[1:]
    return {lines[0]: lines[1:17] for lines in (block.strip().splitlines() for block in blocks)}


def icon(grid: list[str], target: Path) -> None:
    """A grid as a PNG of 16 x 16 pixels, RGBA without a palette, as players want it."""
    image = Image.new("RGBA", (16, 16), (0, 0, 0, 0))
    for y, row in enumerate(grid):
        for x, letter in enumerate(row.ljust(16, ".")[:16]):
            if letter in COLOURS:
                image.putpixel((x, y), (*COLOURS[letter], 255))
    target.parent.mkdir(parents=True, exist_ok=True)
    image.save(target, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="SLUG", help="make the pictures of one card, or of 'site'")
    only = parser.parse_args().only
    for source in sorted(ART.glob("*.svg")):
        if only in (None, source.stem):
            cover(source.stem, 1400 if source.stem == "site" else 1000, MEDIA / source.stem / "cover.jpg")
    for name, grid in icons().items():
        if only in (None, name):
            icon(grid, MEDIA / name / "icon.png")


if __name__ == "__main__":
    main()
