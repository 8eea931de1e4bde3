# Every step that people and CI take. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/.uv/bin:$(PATH)
PYTHON ?= python3

.PHONY: help run test check format types translations bench reset install install-system

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: ## Make the virtual environment from the lock file
	@PYTHON=$(PYTHON) deploy/ensure-uv.sh
	@uv sync --frozen --quiet

run: install ## Start everything on this machine and print the address
	@exec python -m webapp.processes

install-system: ## Install what tests need from the system (Chromium, poppler, fonts)
	@deploy/system-packages.sh

test: install install-system ## Run the whole suite against its own database and ports
	@python -m pytest -n 2

check: install ## Format, lint, types, import contracts, catalogues, migrations
	@ruff format --check .
	@ruff check .
	@mypy
	@lint-imports
	@python -m tests.support.catalogues check
	@python -m pytest -q tests/architecture

format: install ## Rewrite the code in the house's style
	@ruff format .
	@ruff check --fix .

translations: install ## Collect texts into translations/*/LC_MESSAGES/messages.po
	@python -m tests.support.catalogues update

bench: install ## Measure the portal and, in the same run, a floor (ONLY=foundation, SCALE=1000000)
	@python -m tests.load.bench

reset: ## Forget all data of this machine (.data/)
	@rm -rf "$${DATA_DIR:-.data}"
