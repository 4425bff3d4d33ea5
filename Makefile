.PHONY: dev check test bench kill forged fuzz scans damage questions words sample

dev:            ## a virtual environment with everything
	python3 -m venv .venv && .venv/bin/pip install -e '.[test]'

check:          ## what CI runs
	bash .ci/run

test:
	.venv/bin/python -m pytest

bench:          ## speed, as ratios within one run
	.venv/bin/python bench/bench.py
	PYTHONPATH=. .venv/bin/python bench/many_bodies.py
	PYTHONPATH=. .venv/bin/python bench/telegram_load.py

kill:           ## kill -9 fifty times during a load of 200 reports, twenty times while 600 people ask
	PYTHONPATH=. .venv/bin/python tests/killing.py 50 200
	PYTHONPATH=. .venv/bin/python tests/killing_bot.py 20 600

forged:         ## ten thousand presses of buttons that never were
	WENSHU_FORGED=10000 .venv/bin/python -m pytest tests/test_telegram_groups.py -k forged

fuzz:           ## 40,000 damaged files of each kind
	PYTHONPATH=. .venv/bin/python tests/fuzzing.py 40000

scans:          ## every report of the sample as a scan, at four qualities; needs the extra ocr
	PYTHONPATH=.:tests .venv/bin/python tests/scanning.py

damage:         ## 20,000 reports damaged in their tables
	WENSHU_DAMAGED=20000 PYTHONPATH=. .venv/bin/python -m pytest tests/test_properties.py -k damaged

questions:      ## every word of the form in every template, about every body: never another figure
	PYTHONPATH=. .venv/bin/python tests/generating.py

words:          ## the table of words with several meanings, from the data files
	PYTHONPATH=. .venv/bin/python tests/word_table.py

sample:         ## write the bundled sample anew
	PYTHONPATH=. .venv/bin/python tests/standard_form.py
