#!/usr/bin/env python3
"""From an edit to the reloaded page: `site-builder serve` on the sample site, in Chromium.

usage: reload.py [--runs 15] [--builder PATH]

Edits a page's text again and again and measures the time until the browser shows it. Needs the browser tests' tools
(`make setup`).
"""
import argparse
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time

from playwright.sync_api import sync_playwright

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--builder", default=f"{ROOT}/.build/release/site-builder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("content", "templates"):
            shutil.copytree(f"{ROOT}/{name}", f"{folder}/{name}")
        serve = subprocess.Popen(
            [options.builder, "serve", "--port", "0"], cwd=folder, stderr=subprocess.PIPE, text=True)
        try:
            url = ""
            for line in serve.stderr:
                url = url or "".join(re.findall(r"http://\S+/", line))
                if line.startswith("Built"):
                    break
            times = edit(url, f"{folder}/content/help/privacy.md", options.runs)
        finally:
            serve.terminate()
            serve.wait()
    print(f"edit to reloaded page: median {statistics.median(times):.0f} ms, {min(times):.0f}–{max(times):.0f} ms, "
          f"load {os.getloadavg()[0]:.1f}")


def edit(url, file, runs):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{url}help/privacy/")
        page.wait_for_timeout(500)
        times = []
        for run in range(runs):
            start = time.perf_counter()
            with open(file, "a", encoding="utf-8") as text:
                text.write(f"\nEdited in run {run}.\n")
            page.get_by_text(f"Edited in run {run}.").wait_for(timeout=30_000)
            times.append((time.perf_counter() - start) * 1000)
            page.wait_for_timeout(200)
        browser.close()
    return times


if __name__ == "__main__":
    main()
