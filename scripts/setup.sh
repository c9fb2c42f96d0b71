#!/usr/bin/env bash
# Installs what is missing and nothing else: setup.sh run | test | bench
# Debian packages by apt-get (with sudo only when not root); for tests also Python tools in .venv.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-test}

say() { printf 'setup: %s\n' "$*" >&2; }

require_swift() {
    local swift
    swift=$(command -v swift || true)
    if [ -z "$swift" ]; then
        say "no Swift toolchain found; install Swift 6.2 or newer from https://swift.org/install and put it on PATH"
        exit 2
    fi
    local version
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    if [ "$(printf '6.2\n%s\n' "${version:-0}" | sort -V | head -n 1)" != 6.2 ]; then
        say "Swift ${version:-of unknown version} is too old; 6.2 or newer is needed"
        exit 2
    fi
}

install_packages() {
    local wanted missing=() package
    wanted=$(awk -v purpose="$purpose" '$1 == "run" || $1 == purpose { print $2 }' scripts/packages.txt)
    for package in $wanted; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "please install: ${missing[*]}"
        exit 2
    fi
    local root=()
    [ "$(id -u)" = 0 ] || root=(sudo)
    say "installing ${missing[*]}"
    "${root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Tools from PyPI live in .venv, made again when the list of them changes.
install_python_tools() {
    local list=Tests/Browser/requirements.txt stamp=.venv/installed.txt
    cmp -s "$list" "$stamp" && return 0
    say "installing the browser tests' Python tools into .venv"
    rm -rf .venv
    python3 -m venv .venv
    .venv/bin/pip install --quiet --disable-pip-version-check -r "$list"
    cp "$list" "$stamp"
}

require_swift
install_packages
[ "$purpose" != test ] || install_python_tools
