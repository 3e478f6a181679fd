# Every target sets up what it needs; Python 3.11 or newer, git and make are required.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo.sqlite
DEMO_VENV := .venv-demo

SUPERSET := .venv-superset

.PHONY: help setup demo test check coverage stress bench docs readme screenshots tools postgres-versions migration clean

help:
	@echo "make demo                        install factdb in $(DEMO_VENV), fill a new database from seeds/, list and verify it"
	@echo "make setup                       install everything that developers need in $(VENV)"
	@echo "make test                        run all tests on SQLite and PostgreSQL"
	@echo "make check                       run what CI runs: ruff, mypy and make test"
	@echo "make coverage                    run all tests and list the lines that none runs; fails below the limit in pyproject.toml"
	@echo "make stress                      run the slow tests: thousands of kills, large files"
	@echo "make bench                       run the benchmarks"
	@echo "make tools                       install programs that some tests need: Superset, ODBC drivers, R, Chromium"
	@echo "make postgres-versions           run all tests on PostgreSQL 15, 16 and 17, if they can be installed"
	@echo "make docs                        build the documentation site in build/docs"
	@echo "make readme                      run the examples in README, CONTRIBUTING and docs/ and update their output"
	@echo "make screenshots                 take the screenshots in docs/images from seeds/"
	@echo "make migration NAME=add_section  create the file of the next migration"
	@echo "make clean                       delete environments, builds and databases in this folder"

setup: $(VENV)/.ready

# $(call environment,FOLDER,PACKAGES): a virtual environment, created once and again when pyproject.toml changes.
define environment
	@echo "==> installing $(2) in $(1) (once; needs the package index)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "factdb needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(1)
	@$(1)/bin/python -m pip install --quiet --disable-pip-version-check -e '$(2)'
	@touch $@
endef

$(VENV)/.ready: pyproject.toml
	$(call environment,$(VENV),.[dev])

$(DEMO_VENV)/.ready: pyproject.toml
	$(call environment,$(DEMO_VENV),.)

# Superset pins the libraries it needs, many of them old, so it gets a separate environment (800 MB). If a tool cannot be
# installed, a message says so, and its test is skipped.
tools:
	@$(MAKE) --no-print-directory $(SUPERSET)/.ready || echo "Superset could not be installed: its test will be skipped"
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "==> installing ODBC drivers and R"; \
	  { apt-get -qq update && apt-get -qq install -y --no-install-recommends unixodbc libsqliteodbc odbc-postgresql r-cran-rsqlite >/dev/null; } \
	    || echo "the ODBC drivers and R could not be installed: their tests will be skipped"; \
	else echo "install the ODBC drivers with the system's package manager: unixodbc, libsqliteodbc and odbc-postgresql on Debian"; fi
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "==> installing Chromium"; \
	  apt-get -qq install -y chromium chromium-driver fonts-crosextra-caladea >/dev/null \
	    || echo "Chromium could not be installed: the tests in a browser will be skipped"; \
	else echo "install Chromium with the system's package manager: chromium and chromium-driver on Debian"; fi
	@$(MAKE) --no-print-directory setup
# Without its dependencies, because only the copy of axe-core in this package is used.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps 'axe-playwright-python>=0.1.7' \
	  || echo "axe-core could not be installed: the tests in a browser will be skipped"

$(SUPERSET)/.ready: tests/superset.txt
	@echo "==> setting up Superset in $(SUPERSET) (once; needs the package index)"
	@rm -rf $(SUPERSET)
	@$(PYTHON) -m venv $(SUPERSET)
	@$(SUPERSET)/bin/python -m pip install --quiet --disable-pip-version-check -r tests/superset.txt
	@printf 'SECRET_KEY = "replaced by each test"\nSQLALCHEMY_DATABASE_URI = "sqlite:///$(CURDIR)/$(SUPERSET)/superset.db"\n' \
	  > $(SUPERSET)/config.py
	@SUPERSET_CONFIG_PATH=$(SUPERSET)/config.py FLASK_APP=superset SUPERSET_HOME=$(CURDIR)/$(SUPERSET) \
	  sh -c '$(SUPERSET)/bin/superset db upgrade && $(SUPERSET)/bin/superset init' >$(SUPERSET)/setup.log 2>&1 \
	  || { tail -3 $(SUPERSET)/setup.log; exit 1; }
	@touch $@

demo: BIN := $(DEMO_VENV)/bin
demo: $(DEMO_VENV)/.ready
	@echo "==> filling $(DEMO) from seeds/"
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@$(BIN)/factdb -d $(DEMO) import seeds
	@echo "==> factdb quotes --speaker Blinken"
	@$(BIN)/factdb -d $(DEMO) quotes --speaker Blinken
	@echo "==> factdb speakers"
	@$(BIN)/factdb -d $(DEMO) speakers
	@echo "==> factdb verify"
	@$(BIN)/factdb -d $(DEMO) verify
	@echo "==> done; continue with $(BIN)/factdb -d $(DEMO) --help"

test: setup
	@echo "==> running all tests on SQLite and PostgreSQL; skipped tests are listed at the end with the reason"
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal

coverage: setup
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal --cov --cov-report=term

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --config-file mypy-tests.ini
	@$(MAKE) test

stress: setup
	@$(BIN)/python -m pytest -q -m stress --timeout 7200

postgres-versions: setup
	@$(BIN)/python tests/postgres_versions.py

bench: setup
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/import_articles.py
	$(BIN)/python bench/bulk_import.py
	$(BIN)/python bench/corpora.py extract
	$(BIN)/python bench/corpora.py load
	$(BIN)/python bench/archive.py bench.sqlite
	$(BIN)/python bench/query_speed.py 1000000 bench.sqlite
	$(BIN)/python bench/export_speed.py bench.sqlite
	$(BIN)/python bench/reading_room.py 1000000 bench.sqlite
	rm -f bench.sqlite bench.sqlite-wal bench.sqlite-shm
	$(BIN)/python bench/variants.py
	$(BIN)/python bench/identity.py
	$(BIN)/python bench/grown_archive.py
	$(BIN)/python bench/extraction_speed.py $(or $(CORPUS),tests/articles)
ifneq ($(SCORER),)
	$(BIN)/python bench/extraction_accuracy.py $(CORPUS) $(SCORER)
endif

docs: setup
	@$(BIN)/python -m sphinx -q -W --keep-going -d build/doctrees docs build/docs
	@echo "==> build/docs/index.html"

readme: setup
	@FACTDB_REWRITE=1 $(BIN)/python -m pytest -q tests/test_readme.py tests/test_tools.py tests/test_contributing.py tests/test_docs.py

screenshots: setup
	@PYTHONPATH=tests $(BIN)/python tests/web/screenshots.py

migration: setup
	@$(BIN)/python migrations/new.py "$(NAME)"

clean:
	rm -rf $(VENV) $(DEMO_VENV) $(SUPERSET) build dist *.sqlite *.sqlite-wal *.sqlite-shm .pytest_cache .mypy_cache .ruff_cache
