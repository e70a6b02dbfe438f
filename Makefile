# Everything one does with this code. `make help` lists it. Settable: PORT, INSTANCE, PYTHON, TESTS.

PORT ?= 8000
HOST ?= 127.0.0.1
INSTANCE ?= instance
PYTHON ?= python3
TESTS ?= tests
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.PHONY: help install demo test check lint format catalogues a11y golden bench phone screenshots lock clean bench-import bench-documents bench-versions

help:  ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

demo: install  ## make a site with demo consultations under INSTANCE and run it on PORT until Ctrl-C
	@exec env CONSULTATIE_INSTANCE='$(INSTANCE)' $(BIN)/consultatie demo start --host $(HOST) --port $(PORT)

install: $(VENV)/.installed $(CATALOGUES)  ## make the virtual environment and the catalogues, and see to what PDF needs
	@.ci/pdf-libraries

$(BIN)/python:
	@.ci/make-venv '$(PYTHON)' $(VENV)

$(VENV)/.installed: config/requirements.txt .ci/link-checkout | $(BIN)/python
	@echo "Installing what the site needs (once; takes a minute or two) …"
	@$(BIN)/python -m pip install -q --require-hashes --no-deps -r config/requirements.txt
	@.ci/link-checkout $(VENV)
	@touch $@

$(VENV)/.installed-dev: config/requirements-dev.txt $(VENV)/.installed
	@echo "Installing what the tests need (once) …"
	@$(BIN)/python -m pip install -q --require-hashes --no-deps -r config/requirements-dev.txt
	@touch $@

%.mo: %.po | $(VENV)/.installed
	@$(BIN)/pybabel -q compile -i $< -o $@

catalogues: $(CATALOGUES)

test: $(VENV)/.installed-dev catalogues  ## run the whole suite (installs a browser where there is none)
	@.ci/browser $(VENV)
	@.ci/pdf-libraries
	@.ci/checkers
	@.ci/voice
	@.ci/oidc-provider
	@.ci/pytest $(BIN)/python $(TESTS)

check: lint test  ## format, lint, types, layers, templates, catalogues, then the tests

lint: $(VENV)/.installed-dev catalogues  ## check without running tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python -m pytest tests/codebase/test_catalogues.py

format: $(VENV)/.installed-dev  ## put code in the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

a11y: $(VENV)/.installed-dev catalogues  ## measure every page and state for accessibility; writes docs/a11y-report.json (ARGS="--quick --who reader")
	@.ci/browser $(VENV)
	@$(BIN)/python -m tests.a11y $(ARGS)

golden: $(VENV)/.installed-dev catalogues  ## write tests/a11y/golden anew: what a screen reader has of eight pages
	@.ci/browser $(VENV)
	@.ci/voice
	@GOLDEN=write $(BIN)/python -m pytest -q tests/e2e/test_golden.py

bench: $(VENV)/.installed-dev catalogues  ## measure speed and memory; writes docs/performance.md
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.deadline

phone: $(VENV)/.installed-dev catalogues  ## measure ten key pages on a slow phone; writes its part of docs/performance.md
	@.ci/browser $(VENV)
	$(BIN)/python -m tests.bench.phone

screenshots: $(VENV)/.installed-dev catalogues  ## picture ten key pages, light, dark and phone, into docs/screenshots
	@.ci/browser $(VENV)
	$(BIN)/python -m tests.e2e.screenshots

bench-import: $(VENV)/.installed-dev  ## measure how much of Word files arrives in place, and count BWB and Akoma Ntoso
	$(BIN)/python -m tests.bench.import_counts ../shared/data/bills
	$(BIN)/python -m tests.bench.imports

bench-documents: install  ## measure time and memory of PDF: the demonstration, and the Awb from ../shared/data
	$(BIN)/python -m tests.bench.documents

bench-versions: $(VENV)/.installed-dev  ## measure how often the matcher of versions is right, and how long it takes
	$(BIN)/python -m tests.bench.lineages ../shared/data/bills

lock:  ## write config/requirements*.txt anew, with hashes
	$(PYTHON) -m venv build/lock && build/lock/bin/pip install -q uv
	build/lock/bin/uv pip compile --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o config/requirements.txt
	build/lock/bin/uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --extra dev -c config/requirements.txt pyproject.toml -o config/requirements-dev.txt

clean:  ## throw away what can be made again; leaves the instance
	rm -rf $(VENV) build .mypy_cache .ruff_cache .import_linter_cache test-results
