# The commands of Recoup. Each installs what it lacks (.ci/setup) and says what it does.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help serve build test bench sizes check dev clean

PORT ?= 8080
PUBLIC_URL ?= /
export PUBLIC_URL

help: ## this list
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: build ## build the release and serve it on http://localhost:8080/ (PORT=…, PUBLIC_URL=/path/)
	@node tests/browser/serve.mjs dist --base "$(PUBLIC_URL)" --port "$(PORT)"

build: ## build the release into dist/ (PUBLIC_URL=/path/ when it is not hosted at a root)
	@.ci/setup build
	@.ci/build

test: ## run every test: format, lints, core, wasm in a browser, journeys through the release build
	@.ci/test

check: ## the quick part of the tests: format, lints, core
	@.ci/setup build
	@. .ci/env && cargo fmt --check
	@. .ci/env && cargo clippy --locked --no-default-features --all-targets -- -D warnings
	@. .ci/env && cargo clippy --locked --target wasm32-unknown-unknown --lib --bins -- -D warnings
	@. .ci/env && cargo test --quiet --locked --no-default-features

bench: ## time the core as wasm against the same work in JavaScript, in Chromium (BENCH="--sizes 1000 --pairs 15")
	@.ci/setup test
	@. .ci/env && CHROME=$$(find_chromium) node benches/browser/run.mjs $(BENCH)

sizes: build ## build, and print the sizes of the release
	@.ci/sizes

dev: ## serve a development build that reloads when a file changes
	@.ci/setup build
	@. .ci/env && trunk serve --port "$(PORT)"

clean: ## remove what builds and tests made
	rm -rf dist target tests/browser/output tests/browser/node_modules tests/tools/node_modules
