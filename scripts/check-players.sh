#!/usr/bin/env bash
# Players of Debian play, seek and play on: check-players.sh URL… Each must end by itself and without a complaint.
# VLC refuses to run as root, so there it runs as nobody.
set -euo pipefail
user=()
[ "$(id -u)" != 0 ] || user=(setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME=/tmp)
failed=0

try() {
    local what=$1 output
    shift
    if output=$(timeout 60 "$@" 2>&1) && ! grep -qiE '\berror\b|failed|cannot|unable' <<<"$output"; then
        printf 'ok    %s\n' "$what"
    else
        printf 'WRONG %s\n%s\n' "$what" "$output"
        failed=1
    fi
}

for url in "$@"; do
    middle=$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$url" | awk '{ print int($1 / 2) }')
    mpv=(mpv --no-config --no-video --ao=null --untimed --msg-level=all=warn)
    vlc=("${user[@]}" cvlc -I dummy --aout dummy --quiet --play-and-exit --rate 8)
    try "mpv plays $url" "${mpv[@]}" --length=3 "$url"
    try "mpv starts in the middle" "${mpv[@]}" --start="$middle" --length=3 "$url"
    try "mpv seeks back from the end" "${mpv[@]}" --start=-2 "$url"
    try "VLC plays" "${vlc[@]}" --run-time=3 "$url"
    try "VLC starts in the middle" "${vlc[@]}" --start-time="$middle" --run-time=3 "$url"
    try "ffmpeg decodes from the middle" ffmpeg -v error -ss "$middle" -i "$url" -f null -
done
exit "$failed"
