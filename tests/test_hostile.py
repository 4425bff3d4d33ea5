"""Files made to hurt end read or refused, each with a sentence, within their limits, while other work goes on."""

import json
import os
import subprocess
import sys
import time

import pytest
from fuzzing import PRINTERS, fuzz
from hostile import hostile
from standard_form import as_html, sources

from store.forms.form_files import load_form

LAYOUT = load_form().layouts["2021"]
COMMAND = [
    sys.executable,
    "-c",
    "from bot.frontends.command_line.commands import main; main()",
    "load",
    "--json",
    "--workers",
    "3",
]


@pytest.mark.parametrize("seed", [1])
def test_hostile_files_are_refused_while_another_load_goes_on(tmp_path, seed):
    """More than 60 kinds in one run; a good file at the end is loaded, and so is one by a second process meanwhile."""
    folder, good = tmp_path / "bad", tmp_path / "good"
    folder.mkdir()
    good.mkdir()
    kinds = dict(hostile(seed))
    for number, data in enumerate(kinds.values()):
        (folder / f"{number:03d}").write_bytes(data)
    for name, path in (("zz.html", folder), ("a.html", good)):
        source = sources()[0]
        source.year = 2024 if path is folder else 2023
        (path / name).write_text(as_html(source, LAYOUT), "utf-8")
    db = tmp_path / "db.sqlite"
    start = time.monotonic()
    with subprocess.Popen(
        [*COMMAND, "--seconds", "4", "--memory", "512", "--db", str(db), str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ.copy(),
    ) as bad:  # fmt: skip
        time.sleep(3)
        other = subprocess.run([*COMMAND, "--db", str(db), str(good)], capture_output=True, check=True, timeout=60)
        meanwhile = bad.poll() is None
        said, log = bad.communicate(timeout=240)
    outcomes = [json.loads(line) for line in said.decode().splitlines()]
    names = list(kinds)

    assert len(kinds) >= 60
    assert meanwhile
    assert json.loads(other.stdout)["status"] == "loaded"
    assert bad.returncode == 1, log.decode()[-2000:]
    assert outcomes[-1]["status"] == "loaded"
    assert {o["status"] for o in outcomes[:-1]} == {"rejected"}, [
        (names[int(o["file"].split("/bad/")[1][:3])], o["status"]) for o in outcomes[:-1] if o["status"] != "rejected"
    ]
    assert all(o["error"].endswith(("。", "）")) for o in outcomes[:-1])
    assert time.monotonic() - start < 200


@pytest.mark.parametrize("kind", PRINTERS)
def test_bytes_changed_at_random_never_make_a_wrong_figure(kind):
    """Some hundred files of each kind; `make fuzz` runs 40,000.  Nothing but a refusal leaves a reader."""
    found = fuzz(kind, 60 if kind == "pdf" else 350)

    assert found["wrong"] == found["hung"] == found["died"] == found["caught by the net"] == 0
