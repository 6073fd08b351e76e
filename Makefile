# Bang Giao: every command that a developer, an operator or CI needs. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
UV := UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv
SYNC := $(UV) sync --frozen --inexact --quiet --compile-bytecode

.DEFAULT_GOAL := help
.PHONY: help install demo serve test coverage test-postgres engines e2e lint fuzz conform bench docs samples lock clean

help: ## List the commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk 'BEGIN {FS = ":.*## "} {printf "  make %-14s %s\n", $$1, $$2}'

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.workspace: $(BIN)/uv pyproject.toml uv.lock
	@$(SYNC) --no-default-groups --extra workspace --extra foresight
	@touch $@

$(VENV)/.dev: $(VENV)/.workspace
	@$(SYNC) --extra workspace --extra foresight --extra llm --extra postgres
	@touch $@

$(VENV)/.e2e: $(VENV)/.dev
	@$(SYNC) --extra workspace --extra foresight --extra llm --extra postgres --group e2e
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	@$(SYNC) --extra workspace --extra foresight --extra llm --extra postgres --group bench
	@touch $@

$(VENV)/.engines: $(VENV)/.dev
	@$(SYNC) --extra workspace --extra foresight --extra llm --extra postgres --extra spark --extra ray
	@touch $@

install: $(VENV)/.workspace ## Set up .venv with a working .venv/bin/banggiao

demo: install ## Load the Vietnam pack and the sample papers, run the review, serve http://127.0.0.1:8000
	@$(BIN)/banggiao demo

serve: install ## Serve the workspace on http://127.0.0.1:8000 without the sample
	@$(BIN)/banggiao serve

test: $(VENV)/.dev ## Run the tests on SQLite
	@$(BIN)/pytest -q -n auto -m "not postgres and not e2e"

coverage: $(VENV)/.dev ## Run the tests on SQLite and say which lines they never reach
	@$(BIN)/pytest -q -m "not postgres and not e2e" --cov --cov-report=term:skip-covered

test-postgres: $(VENV)/.dev ## Run the tests to which the database makes a difference on a PostgreSQL that is started for them
	@$(BIN)/python tools/with_postgres.py $(BIN)/pytest -q -n auto -m "not e2e and not engines" \
		$(addprefix --ignore=tests/,appraisal benchmarks cli clock docs foresight language outgoing packs publishing reading samples sign_in web \
		access/test_no_page_leaks.py api/test_description.py core/test_serve.py)

engines: $(VENV)/.engines ## Run the tests of Spark and Ray, in their local mode; Spark needs Java 17
	@$(BIN)/pytest -q -m engines tests/engines

e2e: $(VENV)/.e2e ## Run the browser tests with the system's Chromium
	@$(BIN)/pytest -q -n 2 --dist loadfile -m e2e tests/e2e

lint: $(VENV)/.dev ## Style, types, floors and migrations
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/banggiao manage makemigrations --check --dry-run

fuzz: $(VENV)/.dev ## Feed the reader damaged files of every format for ten minutes (nightly)
	@$(BIN)/python -m tests.reading.intake.fuzzing 600

conform: $(VENV)/.dev ## Ask every operation of the API a thousand times what it allows and what it forbids (nightly)
	@$(BIN)/python -m tests.api.conforming $(or $(CASES),1000)

bench: $(VENV)/.bench ## Measure the bars and write benchmarks/results.json
	@$(BIN)/python -m benchmarks $(BENCH)

docs: $(VENV)/.dev ## Write the reference pages from the code
	@$(BIN)/python tools/reference.py

samples: $(VENV)/.dev ## Write the sample papers again from their seed
	@$(BIN)/python -m tools.samples

lock: $(BIN)/uv ## Resolve the locked environment anew
	@$(UV) lock

clean: ## Remove the environment and everything that was made
	@rm -rf $(VENV) var demo build dist .mypy_cache .ruff_cache .pytest_cache .coverage htmlcov
