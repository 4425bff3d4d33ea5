"""README is true: its example gives what it shows, its commands are the real ones."""

import re
import tomllib
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_example_gives_what_is_shown(asker):
    """The first screen's question and reply."""
    question, shown = re.search(r"```text\n> (.+?)\n\n(.+?)\n```", README, re.DOTALL).groups()

    assert shown == asker.ask(question, today=date(2026, 11, 24)).reply.text()
    assert f"wenshu ask {question}" in README


def test_the_commands_named_exist():
    """Every `wenshu x` in README is a command."""
    from bot.frontends.command_line.commands import main

    named = set(re.findall(r"\bwenshu ([a-z]+)\b", README))

    assert named == set(main.commands)


def test_the_test_command_is_what_ci_runs():
    """One line installs and tests; .ci/run reads it from README."""
    assert ".venv/bin/pip install '.[test]' && .venv/bin/python -m pytest" in README
    assert "README.md" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_python_named_is_the_one_required():
    """3.11 in README and in pyproject.toml."""
    required = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]

    assert required == ">=3.11"
    assert "Python 3.11" in README
