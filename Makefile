# Every target does its own set-up. `make demo` shows a living wall; `make test` runs everything the CI runs.
.PHONY: setup build demo test lint lock city pictures translations clean
VENV := .venv/bin

setup:
	@packaging/bootstrap.sh

build: setup
	@packaging/build.sh $(ARGS)

demo: setup
	$(VENV)/commandwall demo $(ARGS)

test: setup lint
	$(VENV)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: setup
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/lint-imports
	$(VENV)/deptry .

# Pin the newest versions that pyproject.toml allows. Needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --extra dev --extra city pyproject.toml -o requirements.lock

# Make the fictional city again from its seed (its result is committed).
city: setup
	$(VENV)/python -m resources.citygen --seed 7 --out resources/city

# Bring the English of the interface up to date with the sources; says what is still missing.
translations: setup
	$(VENV)/python packaging/translations.py

# Make the pictures of the documentation again, from the running program.
pictures: setup
	$(VENV)/python packaging/pictures.py

clean:
	rm -rf .venv build dist
