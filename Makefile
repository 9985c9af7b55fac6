# make         set everything up and build every article into output/
# make test    set up what the tests need, and run them
# make test-long   the tests that take minutes more
# The other targets are for those who work on nashr itself.

# The Python of the virtual environment: python3, unless it was built without optimisation, as pyenv
# builds it. A build then takes a quarter longer, so the system's own goes before it.
SUITS := import ensurepip, sys, sysconfig; sys.exit(sys.version_info < (3, 11) or not ( \
  sys.executable.startswith("/usr/bin/") \
  or "--enable-optimizations" in str(sysconfig.get_config_var("CONFIG_ARGS"))))
PYTHON ?= $(shell \
  for python in python3 $(if $(filter Linux,$(shell uname)),/usr/bin/python3); do \
    $$python -c '$(SUITS)' 2> /dev/null && echo $$python && exit; \
  done; echo python3)
BIN := .venv/bin
JUDGES := tests/conformance
NPM_DONE := $(JUDGES)/node_modules/.done
SHA256 := $(if $(shell command -v sha256sum),sha256sum,shasum -a 256)
VERAPDF := .cache/judges/greenfield-apps.jar

# The judges drive the system's Chromium; none of them brings a browser of its own.
export PUPPETEER_SKIP_DOWNLOAD := 1
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

.DEFAULT_GOAL := build
.PHONY: build setup compiled setup-cluster test test-long setup-test check conformance messages reference-model lock clean

build: setup
	@$(BIN)/python build.py

setup: .venv/.build compiled

# Compiled beforehand, also where Python is told not to write bytecode; and what else is the same in
# every build.
compiled: | .venv/.build
	@$(BIN)/python -m compileall -q nashr
	@$(BIN)/python -m nashr.pipeline.prepare

# For builds on a cluster, on every machine of it; see docs/scaling.md.
setup-cluster: .venv/.cluster

test: setup-test
	$(BIN)/python -m pytest -n auto --dist loadgroup

test-long: setup-test
	$(BIN)/python -m pytest -n auto --dist loadgroup -m long

setup-test: .venv/.test $(NPM_DONE) $(VERAPDF) compiled

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
	@$(BIN)/python build.py doctor --install --quiet
	@touch $@

.venv/.cluster: .venv/.build requirements-cluster.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-cluster.lock
	@touch $@

.venv/.test: .venv/.build requirements-test.lock
	@$(PYTHON) build.py doctor --install --quiet --for test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@$(BIN)/python build.py doctor --install --quiet --for test
	@touch $@

$(NPM_DONE): $(JUDGES)/package-lock.json | .venv/.test
	@echo 'Installing the judges that come from npm …'
	@cd $(JUDGES) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# The jar is held against its SHA-256 before it takes its place.
$(VERAPDF): $(JUDGES)/pom.xml $(JUDGES)/verapdf.sha256 | .venv/.test
	@echo 'Installing veraPDF …'
	@mvn -q -B -f $(JUDGES)/pom.xml dependency:copy-dependencies -DoutputDirectory=$(CURDIR)/$(@D)/new
	@cd $(@D)/new && $(SHA256) -c $(CURDIR)/$(JUDGES)/verapdf.sha256 > /dev/null
	@mv $(@D)/new/$(@F) $@ && rmdir $(@D)/new && touch $@

# Writes the results of the judges into docs/conformance.md, from a run over both articles.
conformance: setup-test
	@$(BIN)/python $(JUDGES)/write_report.py

# Makes the models that tell the fields of typed references apart, from their recipe in nashr/importing/training/.
reference-model: .venv/.test
	@$(BIN)/python -m nashr.importing.training.train

# Brings the catalogues of messages up to date with the code; what lacks a translation is counted.
messages: .venv/.test
	@$(BIN)/python tests/kits/messages_kit.py

# Lock anew. No address of a registry goes into the files.
lock:
	$(PYTHON) -m venv .venv && $(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header --no-emit-index-url --no-emit-find-links -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra cluster -c requirements.lock --universal \
	  --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  --no-emit-find-links -o requirements-cluster.lock
	$(BIN)/uv pip compile pyproject.toml --extra test -c requirements-cluster.lock --universal \
	  --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  --no-emit-find-links -o requirements-test.lock

clean:
	rm -rf output .venv .cache/judges $(JUDGES)/node_modules
