# Every target sets up its own environment in .venv first. Another Python: make test PYTHON=python3.12
PYTHON ?= python3
EXTRAS := fast,estimators,tables,parquet,export,test,dev
VENV   := .venv
RUN    := $(VENV)/bin/python -m
READY  := $(VENV)/.ready
PEERS  := .venv-peers
BENCH  := .venv-bench

.PHONY: help demo test check damage peers bench accuracy format setup setup-peers clean

help:
	@echo "make demo     train, explain and check the tutorial networks"
	@echo "make test     formatter, linter, types, tests (make check is the same)"
	@echo "make damage   read 100,000 damaged model files (some minutes)"
	@echo "make peers    compare the PyTorch and JAX scripts with the others (a large set-up)"
	@echo "make bench    measure the speed, against PyTorch and others (a large set-up)"
	@echo "make accuracy compare held-out scores with scikit-learn's networks"
	@echo "make format   format the source and mend what the linter can mend"
	@echo "make clean    remove the environment and the caches"

demo: $(READY)
	@$(VENV)/bin/whygrad demo

test: check

check: $(READY)
	@$(RUN) ruff format --check --quiet . || { echo "Not formatted: make format mends it." >&2; exit 1; }
	@$(RUN) ruff check --quiet .
	@$(RUN) mypy --no-error-summary
	@$(RUN) pytest --numprocesses auto

damage: $(READY)
	@$(VENV)/bin/python tests/damage.py 100000

peers: setup-peers
	@$(PEERS)/bin/python -m pytest tests/peers

bench: $(BENCH)/.ready
	@$(BENCH)/bin/python -m benchmarks

# The table in the page is written anew.
accuracy: $(READY)
	@$(RUN) benchmarks.accuracy docs/estimators.md

format: $(READY)
	@$(RUN) ruff check --quiet --fix-only .
	@$(RUN) ruff format --quiet .

setup: $(READY)

setup-peers: $(PEERS)/.ready

# The stamps are written last, so that a set-up that was cut short is done again.
$(VENV)/.created:
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "whygrad needs Python 3.11 or newer; there is no $(PYTHON) here." >&2; \
	  echo "Name another one: make test PYTHON=/path/to/python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "whygrad needs Python 3.11 or newer; $(PYTHON) is $$("$(PYTHON)" --version 2>&1)." >&2; \
	  echo "Name another one: make test PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) comes without venv or ensurepip; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@

$(READY): $(VENV)/.created pyproject.toml src/whygrad/version.py
	@echo "Setting up $(VENV) with whygrad and its tools (once, a minute or two) ..."
	@$(RUN) pip install --quiet --disable-pip-version-check --editable ".[$(EXTRAS)]"
	@touch $@

# This very PyTorch, because pip may hold a build of it for the processor alone, and takes a later one
# with gigabytes for graphics cards.
$(PEERS)/.ready: $(READY)
	@echo "Setting up $(PEERS) with PyTorch and JAX (once, a gigabyte or two) ..."
	@$(RUN) venv --clear $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check \
	  "torch==2.13.0" jax jaxlib pytest --editable ".[estimators,export]"
	@touch $@

# A peer that cannot be installed is left out, and the table says so.
$(BENCH)/.ready: $(VENV)/.created pyproject.toml src/whygrad/version.py
	@echo "Setting up $(BENCH) with whygrad and its peers (once, a gigabyte or two) ..."
	@$(RUN) venv --clear $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[fast]"
	@for peer in "torch==2.13.0" jax "scikit-learn threadpoolctl"; do \
	  $(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check $$peer || \
	    echo "Not installed: $$peer" >&2; done
	@touch $@

clean:
	@rm -rf $(VENV) $(PEERS) $(BENCH) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
