# Everything runs in .venv, which is made from nothing but Python 3.11 or newer and a package index.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
DEV_ABSTRACTS := ../shared/dev/abstracts

.PHONY: run test lint format types contracts check score score-dev confidence bench constraints clean

run: $(VENV)/runtime.stamp ## extract the corpus, show the records with their pages, and the score
	@mkdir -p out
	$(BIN)/extractor extract corpus/*.pdf --table -o out/records.jsonl --overlay out/overlay
	$(BIN)/extractor score --errors 0

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

contracts: $(VENV)/dev.stamp
	$(BIN)/lint-imports --no-logo

check: test lint types contracts

score: $(VENV)/runtime.stamp ## score every gold document at hand and hold it against the baseline
	$(BIN)/extractor score
	$(BIN)/extractor score --check

score-dev: $(VENV)/runtime.stamp ## score the development abstracts, where ../shared is present
	@mkdir -p out
	@if [ -d $(DEV_ABSTRACTS) ]; then \
	  $(BIN)/extractor extract $(DEV_ABSTRACTS)/*.txt -o out/dev.jsonl && \
	  $(BIN)/extractor score --errors 0 $(DEV_ABSTRACTS)/gold.jsonl out/dev.jsonl; \
	else echo "skipped: $(DEV_ABSTRACTS) is not there (third-party papers, not part of the project)"; fi

confidence: $(VENV)/runtime.stamp ## measure the rules' precision anew, into patterns/confidence.json
	$(BIN)/python benchmarks/confidence.py

bench: $(VENV)/runtime.stamp ## seconds a page by stage, and against pdfplumber's own words
	$(BIN)/python benchmarks/speed.py

constraints: $(VENV)/dev.stamp ## rewrite constraints.txt from the versions in .venv
	{ echo "# The versions that make and .ci/run install; rewritten by 'make constraints' from a venv that passes."; \
	  $(BIN)/python -m pip freeze --exclude-editable; } > out.constraints && mv out.constraints constraints.txt

clean:
	rm -rf $(VENV) out build dist

$(VENV)/runtime.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp
	$(PIP) -e '.[dev]'
	@touch $@
