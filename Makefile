# On a machine with python3 (3.11 or newer), make and git, two commands do everything: make demo, make test.
.PHONY: demo test setup lint chromium benchmark clean
.DEFAULT_GOAL := test

SHELL := bash
.SHELLFLAGS := -euo pipefail -c

UV := .venv/bin/uv
RUN := .venv/bin

demo: setup ## Set up, then run the whole loop on the sample articles.
	@$(RUN)/risalah demo

test: setup chromium lint ## Set up, then run lint, types, import rules and all tests.
	@echo "== tests"
	@$(RUN)/pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder

lint: setup
	@echo "== ruff"
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@echo "== mypy"
	@$(RUN)/mypy
	@echo "== import-linter"
	@$(RUN)/lint-imports

# One environment with the server and all extras, made anew only when the lockfile or pyproject.toml changed, and the
# rules compiled anew only when they, or the models, changed.
setup: .venv/ready

# Neural models need torch, of which the index itself has no build for Linux without graphics cards: gigabytes. Where
# pip's configuration names a place that has one, it is taken from there, and what it works with as it is locked.
TORCH := torch==2.13.0+cpu

COMPILED := $(wildcard annotate/rules/*.py annotate/models/*.py)

.venv/ready: pyproject.toml uv.lock setup.py $(COMPILED)
	@echo "== setting up .venv (a minute or two the first time)"
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Risalah needs Python 3.11 or newer; this is " + sys.version)'
	@test -x $(UV) || { python3 -m venv .venv && .venv/bin/python -m pip install --quiet uv; } || \
	  { python3 -m venv --without-pip .venv && python3 -m pip --python .venv/bin/python install --quiet uv; } || \
	  { echo "   Python's pip is missing: install it, e.g. with apt-get install python3-venv"; exit 1; }
	@$(UV) sync --quiet --inexact --locked --all-extras --no-extra train --reinstall-package risalah
	@if $(RUN)/python -m pip install --quiet --only-binary :all: $(TORCH) 2>/dev/null; then \
	  $(UV) export --quiet --locked --no-default-groups --extra train --no-hashes --no-emit-project --prune torch | \
	    $(UV) pip install --quiet -r -; \
	else \
	  echo "   pip knows no $(TORCH) here: the tests of neural models will be skipped."; \
	  echo "   With torch for graphics cards, 3 GB: $(UV) sync --locked --all-extras"; \
	fi
	@touch $@

# The browser tests use the system's Chromium. Where it cannot be installed they are skipped and say so.
chromium:
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
	  echo "== installing chromium"; \
	  { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } \
	    >/dev/null 2>&1 || \
	  { sudo -n apt-get update -qq && sudo -n apt-get install -y -qq --no-install-recommends chromium; } \
	    >/dev/null 2>&1 || \
	  echo "   not possible here: the browser tests will be skipped"; }

# Peers weigh as much as all else: they have an environment of their own.
benchmark: setup ## Measure the rules beside their peers, and write docs/benchmarks.md.
	@UV_PROJECT_ENVIRONMENT=.venv-bench $(UV) sync --quiet --locked --no-default-groups --group bench
	@.venv-bench/bin/python -m benchmarks

clean:
	rm -rf .venv .venv-bench demo demo-* build dist *.egg-info annotate/rules/*.so annotate/models/*.so
