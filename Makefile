# The few commands a person types. `make demo` and `make test` set up a virtual environment by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check bench docs clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $(READY)

demo: $(READY)
	$(BIN)/draftdiff demo --output demo-output

test: $(READY)
	$(BIN)/python -m pytest -n auto

check: $(READY)
	$(BIN)/ruff check src tests benchmarks examples
	$(BIN)/ruff format --check src tests benchmarks examples
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -b html docs docs/_build/html

# Writes docs/evaluation.md; needs the corpora in DRAFTDIFF_CORPORA and says so without them.
bench: $(READY)
	$(BIN)/python benchmarks/report.py

docs: $(READY)
	$(BIN)/sphinx-build --quiet --fail-on-warning -b html docs docs/_build/html

clean:
	rm -rf $(VENV) demo-output docs/_build
