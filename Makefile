# Two commands do everything: make demo, make test. Each sets itself up in .venv and may be run again.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# The tests start some hundred commands: what one has compiled need not be compiled by the next.
unexport PYTHONDONTWRITEBYTECODE
# setuptools warns, over pages, of the very layout that is wanted here: rooms at the top level that bear package names.
QUIET := PYTHONWARNINGS=ignore

.PHONY: demo test lint types docs help-pages fix dist-check sbom bench clean

demo: .venv/installed
	@$(BIN)/python -m factdesk check examples/article.html --against examples/references --as-of 2025-09-18

# A process for each core, four at most, and one thread for each: programs of two threads on two cores wait for each
# other, and what a third process gains while one waits for a server, a browser or a cluster, its start takes. One process
# runs all of a file, whose fixtures are made once. Files in their order: by their size, those that take longest would
# come last, and one of them after all others.
PROCESSES := $(shell $(PYTHON) -c 'import os; print(min(4, os.cpu_count() or 1))')
test: .venv/installed-for-tests lint types docs
	OMP_NUM_THREADS=1 .ci/with-services $(BIN)/python -m pytest --numprocesses=$(PROCESSES) \
	  --dist=loadfile --no-loadscope-reorder

lint: .venv/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed-for-tests
	$(BIN)/mypy -p factdesk

# The site, into build/site; whatever mkdocs warns of is an error. It would also advertise its makers' next product.
docs: .venv/installed-for-tests
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

# The pages that are read off the program itself.
help-pages: .venv/installed-for-tests
	$(BIN)/python docs/generated.py

fix: .venv/installed-for-tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# docs/benchmarks.md and its plots. DATA is a folder with nli/ and retrieval/.
bench: .venv/installed-for-benchmarks
	$(BIN)/python benchmarks/side_by_side.py --data $(DATA) --write docs

# What is given away: wheel and source distribution, each installed and run in an environment of its own.
dist-check: .venv/installed-for-release
	PYTHON=$(BIN)/python .ci/dist-check

# Everything that is installed here, with versions and licences, as CycloneDX.
sbom: .venv/installed-for-release
	@mkdir -p build
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --of JSON -o build/sbom.cdx.json $(BIN)/python
	@echo "build/sbom.cdx.json"

# Debian's python3 has no ensurepip until python3-venv is installed; virtualenv does the same job from the package index.
.venv/bin/python:
	$(PYTHON) -m venv .venv 2>/dev/null || ( rm -rf .venv \
	  && $(PYTHON) -m pip install --quiet --target .venv-bootstrap virtualenv \
	  && PYTHONPATH=.venv-bootstrap $(PYTHON) -m virtualenv --quiet .venv )
	$(BIN)/python -m pip install --quiet --upgrade --constraint constraints.txt pip

.venv/installed: pyproject.toml constraints.txt | .venv/bin/python
	$(QUIET) $(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch .venv/installed

.venv/installed-for-tests: .venv/installed
	$(QUIET) $(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[review,ray,train]' --group dev --group docs
	@touch .venv/installed-for-tests

.venv/installed-for-benchmarks: .venv/installed-for-tests
	$(QUIET) $(BIN)/python -m pip install --quiet --constraint constraints.txt --group benchmarks
	@touch .venv/installed-for-benchmarks

.venv/installed-for-release: .venv/installed-for-tests
	$(QUIET) $(BIN)/python -m pip install --quiet --constraint constraints.txt --group release
	@touch .venv/installed-for-release

clean:
	rm -rf .venv .venv-bootstrap build dist .mypy_cache .pytest_cache .ruff_cache screenshots
