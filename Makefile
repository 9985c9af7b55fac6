# make         set everything up and build every article into output/
# make test    set up what the tests need, and run them
# The other targets are for those who work on nashr itself.

PYTHON ?= python3
BIN := .venv/bin
NPM_DIR := tests/conformance

.DEFAULT_GOAL := build
.PHONY: build setup test setup-test check lock clean

build: setup
	@$(BIN)/python build.py

setup: .venv/.build

test: setup-test
	$(BIN)/python -m pytest -n auto --dist loadgroup

setup-test: .venv/.test $(NPM_DIR)/node_modules/.done

# Style, types and the rules of what may import what; the tests run these too.
check: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/.build: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'nashr needs Python 3.11 or newer: make PYTHON=python3.11'; exit 3; }
	@$(PYTHON) build.py doctor --install --quiet
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo 'Installing the locked Python packages …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/.test: .venv/.build requirements-test.lock
	@$(PYTHON) build.py doctor --install --quiet --for test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

$(NPM_DIR)/node_modules/.done: $(NPM_DIR)/package-lock.json | .venv/.test
	@cd $(NPM_DIR) && npm ci --ignore-scripts --silent --no-audit --no-fund
	@touch $@

# Lock anew. No address of a registry goes into the files.
lock:
	$(PYTHON) -m venv .venv && $(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header --no-emit-index-url --no-emit-find-links -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra test -c requirements.lock --universal \
	  --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  --no-emit-find-links -o requirements-test.lock

clean:
	rm -rf output .venv $(NPM_DIR)/node_modules
