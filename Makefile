# StreetLaw's commands. Each makes its own set-up on a fresh machine; `make help` lists them.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
RUN := .venv/ready-to-run
TEST := .venv/ready-to-test
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard i18n/*/LC_MESSAGES/streetlaw.po))
LOCK := PATH="$(CURDIR)/$(BIN):$$PATH" UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile pyproject.toml --quiet --upgrade --universal \
	--generate-hashes --no-emit-index-url --python-version 3.11

WORKERS ?= 2
PYTEST := $(BIN)/pytest --numprocesses $(WORKERS)

.PHONY: help
help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "  make %-13s %s\n", $$1, $$2}'

.PHONY: demo
demo: OUT ?= demo
demo: $(RUN) $(CATALOGUES) ## Do the whole job on synthetic data in new encrypted vaults (OUT=DIR)
	@$(BIN)/streetlaw demo --out "$(OUT)"

.PHONY: run
run: $(RUN) $(CATALOGUES) ## Open StreetLaw
	@$(BIN)/streetlaw

.PHONY: test
test: lint types layers $(CATALOGUES) ## Run every check: lint, types, layers, texts, unit tests, journeys
	@$(PYTEST) --cov=streetlaw.domain --cov=streetlaw.services --cov-fail-under=95

.PHONY: check
check: lint types layers $(CATALOGUES) ## Run the fast checks: all but slow tests and journeys
	@$(PYTEST) -m "not slow and not journey"

.PHONY: lint types layers
lint: $(TEST)
	@$(BIN)/ruff check --quiet --output-format concise .
types: $(TEST)
	@$(BIN)/mypy --no-error-summary
layers: $(TEST)
	@$(BIN)/lint-imports --no-logo

.PHONY: bench
bench: $(TEST) $(CATALOGUES) ## Measure speed against floors taken in the same run
	@$(BIN)/python -m tests.bench

.PHONY: journeys
journeys: $(TEST) $(CATALOGUES) ## Go through whole jobs by mouse and keys in real windows (Xvfb)
	@QT_QPA_PLATFORM=xcb xvfb-run --auto-servernum --server-args="-screen 0 1400x900x24" \
	  $(BIN)/pytest --numprocesses 0 tests/journeys

.PHONY: faults
faults: $(TEST) $(CATALOGUES) ## Kill, fill, cut off and damage vaults; say what this machine does not allow
	@$(PYTEST) tests/faults tests/journeys/test_canary.py

.PHONY: mutate-faults
mutate-faults: $(TEST) $(CATALOGUES) ## Take one protection away at a time and see its proof fail (some minutes)
	@$(BIN)/python -m tests.faults.mutations

.PHONY: screens
screens: OUT ?= screens
screens: $(TEST) $(CATALOGUES) ## Draw every screen to pictures (OUT=DIR)
	@$(BIN)/python -m tests.screens --out "$(OUT)"

.PHONY: texts
texts: $(TEST) ## Bring the catalogues up to date with the source, and say what is not translated
	@$(BIN)/python packaging/catalogues.py update

.PHONY: lock
lock: ## Renew the locks from pyproject.toml (needs uv)
	@$(LOCK) --extra build --output-file packaging/requirements.txt
	@$(LOCK) --extra build --extra dev --constraints packaging/requirements.txt \
		--output-file packaging/requirements-dev.txt

.PHONY: clean
clean: ## Remove what these commands made, vaults of the demo included
	@rm -rf .venv demo screens build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@rm -f .coverage .coverage.* i18n/*/LC_MESSAGES/*.mo

# ── Set-up ──────────────────────────────────────────────────────────────────────────────────────────────

$(RUN): packaging/requirements.txt packaging/setup.sh packaging/system_packages.py
	@sh packaging/setup.sh run
	@touch $@

$(TEST): packaging/requirements-dev.txt packaging/setup.sh packaging/system_packages.py
	@sh packaging/setup.sh test
	@touch $@ $(RUN)

%.mo: %.po packaging/catalogues.py | $(RUN)
	@$(BIN)/python packaging/catalogues.py compile
