.PHONY: dev check test bench sample

dev:            ## a virtual environment with everything
	python3 -m venv .venv && .venv/bin/pip install -e '.[test]'

check:          ## what CI runs
	bash .ci/run

test:
	.venv/bin/python -m pytest

bench:          ## speed, as ratios within one run
	.venv/bin/python bench/bench.py

sample:         ## write the bundled sample anew
	PYTHONPATH=. .venv/bin/python tests/standard_form.py
