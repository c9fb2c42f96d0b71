#!/usr/bin/env bash
# libFuzzer on the parsers of what clients send (Tests/Fuzz): fuzz.sh MINUTES. Compiles them in one module, with the
# address sanitizer. Finds are left in .build-fuzz/ as crash-* files; what the corpus grows to stays there as well.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-15}
mkdir -p .build-fuzz/corpus
swiftc -O -swift-version 6 -parse-as-library -sanitize=fuzzer,address -package-name yoto-smart-stream -module-name Fuzz \
    -warnings-as-errors -o .build-fuzz/fuzz Sources/Core/ByteRanges/*.swift Sources/Core/Forwarding/*.swift \
    Sources/Core/Support/CivilDay.swift Sources/Core/Support/FixedText.swift Tests/Fuzz/FuzzTarget.swift
# Swift's own backtraces would take the crash before libFuzzer writes the input down.
SWIFT_BACKTRACE=enable=no .build-fuzz/fuzz .build-fuzz/corpus Tests/Fuzz/Corpus -max_len=4200 -timeout=2 \
    -artifact_prefix=.build-fuzz/ -print_final_stats=1 -max_total_time=$((minutes * 60))
