# Every command makes its own virtual environment when it needs one and is quick when it does not.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help demo test check bench manual clean

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

.venv/run: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo 'Installing sptui into .venv …'
	@$(BIN)/pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/dev: .venv/run
	@echo 'Installing the test and check tools into .venv …'
	@$(BIN)/pip install --quiet --group dev
	@touch $@

demo: .venv/run ## run sptui on a simulated account
	@$(BIN)/sptui demo

test: .venv/dev ## run the tests, but for the pictures of the screen
	@$(BIN)/python -m pytest

check: .venv/dev ## lint, format, types, import contracts, all tests with coverage
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -m "slow or not slow" --cov --cov-report=term

bench: .venv/dev ## measure, as ratios to a baseline taken in the same run
	@$(BIN)/python bench/run.py

manual: .venv/dev ## make docs/ and the README's screenshots anew
	@$(BIN)/python docs/make.py
	@$(BIN)/python assets/make.py

clean: ## remove everything that make made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
