#!/usr/bin/env bash
# The whole product without a Yoto account: demo.sh [PORT]
# A simulated Yoto cloud, the sample site and an edge beside it, in a data folder of their own that is kept in .demo/
# until it is removed. Ctrl-C stops all of it.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${1:-8080}
cloud_port=${2:-$((port + 10))}
url=http://127.0.0.1:$port
mkdir -p .demo

cloud=
cleanup() {
    [ -z "$cloud" ] || kill "$cloud" 2>/dev/null || true
    [ -z "$cloud" ] || wait "$cloud" 2>/dev/null || true
}
trap cleanup EXIT

.build/debug/yoto-simulator --port "$cloud_port" \
    --redirect-uri "$url/oauth/callback" --redirect-uri http://127.0.0.1:8080/oauth/callback >.demo/environment &
cloud=$!
for _ in $(seq 100); do
    [ ! -s .demo/environment ] || break
    kill -0 "$cloud" 2>/dev/null || exit 2
    sleep 0.1
done

.build/debug/site-builder build --quiet --base-url "$url" --output .demo/dist --private .demo/private

cat <<TEXT

A family without a Yoto account: its cloud is simulated at http://127.0.0.1:$cloud_port (commands at /_control).
 1. Open the setup link below and become the administrator.
 2. Settings → Yoto → Connect: Yoto's page is the simulator's; press Allow.
 3. Look at Library. The cards are made up.
The site is at $url/ (stop with Ctrl-C; \`rm -r .demo\` begins anew).

TEXT

# The line is one of shell assignments: NAME=value.
set -a
eval "$(head -n 1 .demo/environment)"
set +a
.build/debug/edge-server serve --host 127.0.0.1 --port "$port" \
    --site .demo/dist --private .demo/private --data .demo/data --public-url "$url"
