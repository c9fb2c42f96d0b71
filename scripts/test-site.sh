#!/usr/bin/env bash
# Renders the real site into a temporary folder, serves it with the real edge on a free port, and tries it:
# validators on the files, curl, wget and ffmpeg on the media, then Chromium on the pages. Leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
edge=
cleanup() {
    [ -z "$edge" ] || kill "$edge" 2>/dev/null || true
    [ -z "$edge" ] || wait "$edge" 2>/dev/null || true
    rm -rf "$folder"
}
trap cleanup EXIT

port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port

.build/debug/site-builder build --quiet --base-url "$url" --output "$folder/dist" --private "$folder/private"
.venv/bin/python scripts/check-site.py "$folder/dist"

.build/debug/edge-server serve --host 127.0.0.1 --port "$port" --site "$folder/dist" --private "$folder/private" \
    --data "$folder/data" --public-url "$url" --log-level warning >/dev/null &
edge=$!
curl --silent --show-error --fail --retry 50 --retry-connrefused --retry-delay 1 --output /dev/null "$url/api/ready"

.venv/bin/python scripts/check-media.py "$url" "$folder/dist" "$edge"
SITE_URL=$url SITE_FOLDER=$folder/dist .venv/bin/python -m pytest -q -p no:cacheprovider Tests/Browser

# The edge must stop by itself when asked to, with everything answered.
kill -TERM "$edge"
status=0
wait "$edge" || status=$?
edge=
[ "$status" = 0 ] || { echo "edge-server stopped with status $status" >&2; exit 1; }
