# make run     everything in one process on http://127.0.0.1:$(PORT), demonstration data included
# make stack   PostgreSQL, MongoDB and Redis from wheels, and the settings for them, until Ctrl-C
# make run-stack  the platform on these: API, worker and scheduler as processes of their own
# make test    every check and every test
# make check   lint, format, types, import contracts
# make format  let ruff rewrite what it can
# make bench   the benchmark, when benchmarks/ is there
# make promise write docs/api/<version>.json: what clients of a new version may rely on
# make stories write docs/stories.md anew
# make chromium Debian's Chromium for the browser tests, when it is not there
# make screenshots  the main pages as images in var/screenshots/, those of the README in docs/images/
# make pins    resolve constraints.txt anew
# make clean   remove .venv, caches and var/

# Compiled modules are kept, whatever the shell says: everything starts faster the second time.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.stamp-runtime
DEV := $(VENV)/.stamp-dev
PINNED := -c constraints.txt
comma := ,
SOURCES := src tests $(wildcard benchmarks)
ROOT = $(if $(filter 0,$(shell id -u)),,sudo)

# Installs $(1) with uv where it is there and can; with pip otherwise.
define install
	@{ test -x $(BIN)/uv && $(BIN)/uv pip install -q --python $(BIN)/python $(PINNED) --no-build-isolation $(1); } \
		|| $(BIN)/python -m pip install -q $(PINNED) --no-build-isolation $(1)
endef

.DEFAULT_GOAL := help
.PHONY: help run stack run-stack test check format bench promise stories chromium screenshots pins clean \
	install install-dev

help:
	@sed -n 's/^# \(make \)/\1/p' Makefile

run: $(RUNTIME)
	@$(BIN)/astrobookings serve --embedded --demo --port $(PORT)

stack: $(DEV)
	@$(BIN)/python -m tests.stack --port $(PORT)

run-stack: $(DEV)
	@$(BIN)/python -m tests.stack --run --port $(PORT)

test: check chromium
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(DEV)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --config importlinter.ini

format: $(DEV)
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

bench: $(DEV)
	@if [ -d benchmarks ]; then $(BIN)/python -m benchmarks; \
	else echo "There is no benchmark yet: it comes with benchmarks/."; fi

promise: $(DEV)
	@$(BIN)/python -m tests.entrypoints.http.write_promise

stories: $(DEV)
	@$(BIN)/python -m tests.architecture.story_page

# Tests without Chromium are skipped; where CI is set, they fail.
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { \
		echo "Installing Chromium for the browser tests ..." >&2; \
		get="$(ROOT) env DEBIAN_FRONTEND=noninteractive apt-get"; \
		add="$$get install --yes --no-install-recommends chromium fonts-liberation"; \
		{ $$add || { $$get update && $$add; }; } >/dev/null </dev/null; \
	} || echo "Chromium is not there and cannot be installed from here, so pages are not tested in a" \
		"browser. On Debian: apt-get install chromium; elsewhere: have chromium in PATH." >&2

screenshots: $(DEV) chromium
	@$(BIN)/python -m tests.browser.screenshots

pins: $(DEV)
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --group build --python-version 3.11 \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --upgrade -q -o constraints.txt

install: $(RUNTIME)
	@:

install-dev: $(DEV)
	@:

$(RUNTIME): pyproject.toml constraints.txt
	@echo "Installing AstroBookings into $(VENV) ..." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check $(PINNED) pip hatchling setuptools wheel
	@$(BIN)/python -m pip install -q $(PINNED) uv || echo "uv is not available; pip does it alone, more slowly." >&2
	$(call install,-e '.[server$(comma)postgres$(comma)mongo$(comma)redis$(comma)stripe]')
	@touch $@

$(DEV): $(RUNTIME)
	@echo "Adding the development tools to $(VENV) ..." >&2
	$(call install,--group dev)
	@touch $@

clean:
	rm -rf $(VENV) var build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
