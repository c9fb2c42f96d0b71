# The front door: every target installs what it needs first. `make help` lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PORT ?= 8080
HOST ?= 127.0.0.1
MINUTES ?= 15
URL := http://$(HOST):$(PORT)
# A toolchain that is installed but not on PATH.
export PATH := $(PATH):/opt/swift/usr/bin:$(HOME)/.local/share/swiftly/bin
SOURCES := Sources Tests Package.swift

.PHONY: help setup setup-run build site run serve demo test test-swift test-site lint format check tsan coverage \
	bench-site bench-edge hostile soak fuzz clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  \033[1m%-12s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what building and testing needs, only what is missing
	@scripts/setup.sh test

setup-run:
	@scripts/setup.sh run

build: setup-run ## Build both programs (debug)
	swift build --product site-builder
	swift build --product edge-server

site: build ## Render content/ and templates/ into dist/
	.build/debug/site-builder build --base-url $(URL)

run: site serve ## Build, render the site and serve it at http://127.0.0.1:8080 (PORT=9000 for another)

serve: setup-run ## Serve dist/ as it is
	@printf '\nThe site is at %s/  (stop with Ctrl-C)\n\n' '$(URL)'
	@exec .build/debug/edge-server serve --host $(HOST) --port $(PORT) --public-url $(URL)

demo: setup build ## The whole product beside a simulated Yoto cloud, without an account (PORT=9000 for another)
	swift build --product yoto-simulator
	scripts/demo.sh $(PORT)

test: test-swift test-site ## All tests: Swift, processes, browser, validators

# One kind of test at a time: what computes for seconds would starve what waits for sockets, since both share the
# machine's few threads.
TEST_GROUPS := ArchitectureTests "ProcessTests|HTTPClientTests|MQTTTests" "EdgeServerTests|YotoSimulatorTests" \
	"CoreTests|SiteBuilderTests|MarkdownTests|CompressionTests"

test-swift: setup ## Unit, in-process, process and architecture tests
	swift build --build-tests
	for group in $(TEST_GROUPS); do swift test --disable-xctest --skip-build --filter "$$group"; done

test-site: setup ## Render the real site, serve it, and try it in Chromium and validators
	swift build --product site-builder
	swift build --product edge-server
	swift build --product yoto-simulator
	scripts/test-site.sh

lint: setup ## Formatting, shell scripts, spelling
	swift format lint --strict --recursive --parallel $(SOURCES)
	shellcheck scripts/*.sh .ci/run
	codespell

format: ## Format the Swift sources in place
	swift format --in-place --recursive --parallel $(SOURCES)

check: lint test ## What must pass before a commit

tsan: setup ## Swift tests under the thread sanitizer
	swift test --disable-xctest --sanitize=thread --scratch-path .build-thread --skip ProcessTests

coverage: setup ## Line coverage of the Swift tests
	swift test --disable-xctest --enable-code-coverage
	"$$(dirname "$$(readlink -f "$$(command -v swiftc)")")/llvm-cov" report \
		.build/debug/yoto-smart-streamPackageTests.xctest \
		-instr-profile .build/debug/codecov/default.profdata Sources

bench-site: setup ## Race site-builder (release) against Hugo on 1,000 and 10,000 pages
	swift build -c release --product site-builder
	Benchmarks/site/bench.py

bench-edge: setup ## Streaming path against nginx, in release; writes Benchmarks/results/edge.json
	@scripts/setup.sh bench
	swift build -c release --product edge-server
	python3 Benchmarks/edge/bench.py .build/release/edge-server Benchmarks/results/edge.json

fuzz: ## libFuzzer on the parsers of ranges, dates, conditions, proxies' fields and addresses, for MINUTES (15)
	scripts/fuzz.sh $(MINUTES)

hostile: setup ## Hostile traffic beside listeners, in release; writes Benchmarks/results/hostile.json
	swift build -c release --product edge-server
	python3 Benchmarks/edge/hostile.py .build/release/edge-server Benchmarks/results/hostile.json

soak: setup ## Mixed traffic for MINUTES (15), in release; writes Benchmarks/results/soak.json
	swift build -c release --product edge-server
	python3 Benchmarks/edge/soak.py .build/release/edge-server Benchmarks/results/soak.json --minutes $(MINUTES)

clean: ## Remove everything that was built
	rm -rf .build .build-* dist private .venv
