PYTHON ?= python3.11
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: setup run test check eval eval-news eval-reader docs browser clean

# The stamp lets a second `make run` start without asking pip anything.
.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --no-compile "torch==$$(sed -n 's/^torch==//p' constraints.txt)"
	$(BIN)/pip install -q --no-compile -c constraints.txt -e ".[dev]"
	touch $@

setup: .venv/installed  ## build the environment

run: setup  ## start the chat on http://127.0.0.1:7860
	$(BIN)/assistant serve

test: setup browser  ## pass the tests
	$(BIN)/python -m pytest

check: setup  ## style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: setup  ## ask the evaluation questions; with WRITER=llm also of the configured language model
	$(BIN)/python -m $(if $(filter llm,$(WRITER)),eval.writers,eval.run)

eval-news: setup  ## conversations, and pairs of articles that disagree or only seem to
	$(BIN)/python -m eval.dialogues
	$(BIN)/python -m eval.pairs

eval-reader: setup  ## the trained reader on held-out reading questions; needs DATA, the training data
	$(BIN)/python -m training.evaluate $(DATA)

docs: setup  ## write docs/cli.md
	$(BIN)/python -m docs.cli

# The chat is tested in a real browser; Debian's is taken where none is installed and we may.
browser:
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || \
		echo "No chromium found: the browser tests will be skipped; install the package chromium to run them."

clean:
	rm -rf .venv build *.egg-info
