# `make run` shows the product at work; `make test` proves it. Both do all their own set-up.
# The first Python from 3.11 on that is found is used; choose another with `make PYTHON=python3.13 ...`. The system's own
# goes before one that was built here, as pyenv builds: distributions let the compiler learn from a run, a sixth faster.
PYTHON ?= $(shell for p in $${VIRTUAL_ENV:+"$$VIRTUAL_ENV/bin/python"} /usr/bin/python3 \
	python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
# Bytecode is written when a module is first imported, and not when it is installed: most never are.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run install test check types style contracts coverage browser format reference words lock benchmark fuzz composed clean
.DEFAULT_GOAL := run

run: $(VENV)/.run  ## set up, load the demonstration, serve it on localhost, and tell how to sign in
	@$(BIN)/inspectorate demonstration serve

install: $(VENV)/.dev  ## everything, into .venv; the command is .venv/bin/inspectorate

test: check  ## set up, then every check and every test

check: $(VENV)/.dev browser  ## formatting, lint, types, import contracts, tests on both databases
	@$(MAKE) --no-print-directory --jobs=2 types style contracts
	$(BIN)/python -m tests.everything -n auto --dist worksteal

types style contracts: $(VENV)/.dev
types:
	$(BIN)/mypy

style:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

contracts:
	$(BIN)/lint-imports

coverage: $(VENV)/.dev browser  ## the tests with SQLite, and which lines they come by: fails below the bar in pyproject.toml
	$(BIN)/python -m pytest --cov --cov-report=term -n auto --dist worksteal

browser: $(VENV)/.dev  ## the system's Chromium for the journeys, installed where it is missing and we may
	@$(BIN)/python -m tests.journeys.chromium

format: $(VENV)/.dev  ## put the code into the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

reference: $(VENV)/.dev  ## write docs/reference and the edition schemas anew, from the code and the editions
	$(BIN)/python -m tests.docs.reference

words: $(VENV)/.dev  ## bring the translations up to date with the code: docs/how-to/translate.md
	$(BIN)/python -m tests.words.catalogue

lock: $(VENV)/.dev  ## renew the pinned dependencies; the files name no host
	$(BIN)/uv pip compile pyproject.toml --extra app --extra report --extra postgresql --group build --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-header --no-annotate --quiet --output-file requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --extra app --extra report --extra postgresql --group build --group dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-header --no-annotate --quiet --constraint requirements/run.txt --output-file requirements/dev.txt
	echo uv | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--quiet --constraint requirements/dev.txt --output-file requirements/uv.txt

benchmark: $(VENV)/.dev  ## time and memory, beside a named alternative in the same run
	$(BIN)/python -m benchmarks

fuzz: $(VENV)/.dev  ## changed documents by the hundred thousand; RUNS, SEED
	$(BIN)/python -m tests.fuzz --runs $(or $(RUNS),100000) --seed $(or $(SEED),1)

composed: $(VENV)/.dev  ## documents of a thousand made-up inspections, composed and read back; RUNS
	$(BIN)/python -m tests.composed --runs $(or $(RUNS),1000)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* .pytest-artifacts dist

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Inspectorate needs Python 3.11 or later, and none was found." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# The product alone: what `make run` needs.
$(VENV)/.run: requirements/run.txt requirements/uv.txt pyproject.toml | $(BIN)/python
	@echo "Setting up in $(VENV), once ..." >&2
	@$(BIN)/python requirements/installation.py requirements/run.txt
	@touch $@

# The product and everything that checks it.
$(VENV)/.dev: requirements/dev.txt requirements/uv.txt pyproject.toml | $(BIN)/python
	@echo "Setting up in $(VENV) with everything that checks the project, once ..." >&2
	@$(BIN)/python requirements/installation.py requirements/dev.txt
	@touch $@ $(VENV)/.run
