#!/usr/bin/env python3
"""Writes one generated site twice, for site-builder and for Hugo: the same posts, byte for byte.

usage: generate.py FOLDER PAGES

FOLDER/ours/{content,templates} and FOLDER/hugo/{content,layouts,assets,hugo.toml}. Posts are hard links to one file where
the disk allows. The same PAGES gives the same bytes on every machine.
"""
import os
import random
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS = """lantern kettle harbour meadow pillow whistle biscuit thunder button marble island feather window garden
puddle rocket ladder blanket candle pocket river castle saddle cupboard mirror the a of to and in on with under over before
after when while because it she he they we said asked found lost built carried counted opened closed listened slowly gently
softly loudly never always often perhaps today tomorrow small tall round bright quiet warm cold old new""".split()
TAGS = [f"tag-{number:02}" for number in range(40)]
SERIES = [f"series-{number:02}" for number in range(12)]
BODY_BYTES = 3_000


class Text:
    """Sentences and blocks from a seeded source of chance."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def words(self, count):
        return " ".join(self.random.choices(WORDS, k=count))

    def sentence(self):
        text = self.words(self.random.randint(7, 15))
        kind = self.random.random()
        extras = [
            (0.10, lambda: f"**{self.words(2)}**"),
            (0.20, lambda: f"*{self.words(2)}*"),
            (0.28, lambda: f"`{self.words(1)}`"),
            (0.36, lambda: f"[{self.words(2)}](https://example.org/{self.random.randint(1, 9999)}/)"),
            (0.40, lambda: f"https://example.org/story/{self.random.randint(1, 9999)}"),
            (0.43, lambda: f"~~{self.words(2)}~~"),
            (0.46, lambda: f"— “{self.words(3)}” à ö 月"),
        ]
        for limit, extra in extras:
            if kind < limit:
                text += " " + extra()
                break
        return text[0].upper() + text[1:] + "."

    def paragraph(self):
        return " ".join(self.sentence() for _ in range(self.random.randint(3, 6)))

    def table(self):
        rows = [f"| {row} | {self.words(3)} | {self.random.randint(1, 9)}:{self.random.randint(10, 59)} |" for row in range(1, 5)]
        return "\n".join(["| No. | Name | Length |", "|---|:---|---:|"] + rows)

    def code(self):
        return f'```json\n{{\n  "id": {self.random.randint(1, 999)},\n  "name": "{self.words(3)}"\n}}\n```'

    def tasks(self):
        return f"1. {self.words(6)}\n2. {self.words(5)}\n   - [x] {self.words(3)}\n   - [ ] {self.words(3)}"

    def body(self):
        blocks = [
            lambda: "## " + self.words(4).capitalize(), self.paragraph, self.paragraph,
            lambda: "\n".join("- " + self.words(self.random.randint(4, 9)) for _ in range(5)), self.table, self.paragraph,
            lambda: f"> {self.sentence()}\n> {self.sentence()}",
            lambda: self.code() if self.random.random() < 0.5 else self.tasks(),
        ]
        parts, size = [], 0
        while size < BODY_BYTES:
            parts.append(blocks[len(parts) % len(blocks)]())
            size += len(parts[-1].encode()) + 2
        return "\n\n".join(parts) + "\n"


def post(number):
    """A post's file: front matter that both programs understand, and Markdown."""
    text = Text(7_919 * number + 17)
    title = f"{text.words(text.random.randint(3, 7)).capitalize()} {number}"
    tags = ", ".join(sorted(text.random.sample(TAGS, 3)))
    day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    description = " ".join(text.words(text.random.randint(8, 16)).capitalize().split())
    return (
        f'---\ntitle: "{title}"\ndate: {day}\ndescription: "{description}."\ntags: [{tags}]\n'
        f"series: [{text.random.choice(SERIES)}]\ndraft: false\n---\n\n{text.body()}"
    )


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def index(title, layout=None):
    extra = f"description: {title}.\nlayout: {layout}\n" if layout else ""
    return f"---\ntitle: {title}\n{extra}---\n"


def main():
    folder, pages = sys.argv[1], int(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(f"{HERE}/hugo", f"{folder}/hugo")
    shutil.copytree(f"{HERE}/ours", f"{folder}/ours")
    for number in range(pages):
        name = f"content/posts/b{number // 500:03}/post-{number:05}.md"
        write(f"{folder}/ours/{name}", post(number))
        os.makedirs(os.path.dirname(f"{folder}/hugo/{name}"), exist_ok=True)
        os.link(f"{folder}/ours/{name}", f"{folder}/hugo/{name}")
    about = "---\ntitle: About\ndescription: About this site.\n---\n\nAbout this site.\n"
    write(f"{folder}/hugo/content/posts/_index.md", index("All posts"))
    write(f"{folder}/hugo/content/about.md", about)
    write(f"{folder}/ours/content/about.md", about)
    write(f"{folder}/ours/content/index.md", index("Benchmark site", "list"))
    write(f"{folder}/ours/content/posts/index.md", index("All posts", "list"))
    write(f"{folder}/ours/content/404.md", index("Not found", "not-found"))


if __name__ == "__main__":
    main()
