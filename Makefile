# The front door. Each target says what it needs; `make setup` installs it. Start with `make run`.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

TOOLS := .build-tools
PYTHON := $(TOOLS)/venv/bin/python
BUILD := swift build --explicit-target-dependency-import-check error
# A folder that keeps the demonstration between two runs; `make clean` leaves it alone.
DEMO_DATA ?= demo-data
PORT ?= 8080
# The outer tests and the benchmarks run this program.
INSTRUCTORS ?= .build/debug/instructors

.PHONY: help run test check lint format build unit conformance bench golden sbom setup setup-run clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## install what building, testing and measuring need (asks nothing; says what it does)
	@Scripts/setup test

setup-run:
	@Scripts/setup run

run: setup-run ## build the program and start the filled demonstration on port $(PORT)
	@[ -x .build/release/instructors ] || echo "The first build compiles the cryptography and the HTTP server:" \
	    "ten to fifteen minutes on two cores, once. Later ones take seconds."
	$(BUILD) -c release --product instructors
	exec .build/release/instructors demo --data $(DEMO_DATA) --port $(PORT)

build: setup-run ## build everything for development, tests included
	@[ -d .build/debug ] || echo "The first build takes eight to ten minutes on two cores, once."
	$(BUILD) --build-tests

lint: ## the format that .swift-format sets, without changing anything
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

format: ## bring the sources into that format
	swift format --in-place --recursive --parallel Sources Tests Package.swift

unit: build ## the tests inside the package, on both engines
	swift test --skip-build --disable-xctest

conformance: build ## the outer tests: real clients against the running program, on both engines
	@Scripts/setup test
	cd Conformance && INSTRUCTORS_BINARY=$(abspath $(INSTRUCTORS)) \
	    INSTRUCTORS_SCREENSHOTS=$(abspath $(TOOLS))/screenshots $(abspath $(PYTHON)) -m pytest $(ARGS)

check: setup lint unit ## what a commit must pass: format, warnings, import arrows, tests, goldens, budgets

test: check conformance ## everything, from a clean clone

golden: build ## write the golden files anew; read their difference before you commit it
	INSTRUCTORS_GOLDEN=write swift test --skip-build --disable-xctest
	git --no-pager diff --stat -- Tests/Golden docs/asvs.md

sbom: ## write the bill of materials, .build/sbom.cdx.json (CycloneDX 1.6)
	@Scripts/setup test
	swift package show-dependencies --format json | $(PYTHON) Scripts/sbom.py .build/sbom.cdx.json

bench: ## measure a release build beside a peer and write docs/benchmarks.md (about 15 minutes)
	@Scripts/setup bench
	$(BUILD) -c release --product instructors
	$(PYTHON) Benchmarks/bench.py --binary .build/release/instructors $(ARGS)

clean: ## remove builds and tools; the demonstration's data stays
	rm -rf .build $(TOOLS)
