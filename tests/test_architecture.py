"""The house rules, checked: one order of files, a pure core, SQL in few files."""

import ast
import itertools
import re
from pathlib import Path

import pytest
from flow import EDGE, FLOW, IMPURE, PURE_USES, SQL

from store.forms.form_files import load_form

ROOT = Path(__file__).parent.parent
HAND_TOOLS = {"store.agencies.update_places"}  # run by hand, not part of the program


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


FILES = {
    module_of(p): p for folder in ("store", "bot") for p in (ROOT / folder).rglob("*.py") if p.name != "__init__.py"
}


def imports_of(name: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(FILES[name].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_file_has_its_place_in_the_flow():
    """A new file is added to the list, a deleted one removed."""
    assert set(FILES) - HAND_TOOLS == set(FLOW)


@pytest.mark.parametrize("name", FLOW)
def test_a_file_imports_only_earlier_ones(name):
    """One way of data; store never imports bot."""
    own = imports_of(name) & set(FLOW)

    assert {other for other in own if FLOW.index(other) >= FLOW.index(name)} == set()


@pytest.mark.parametrize("name", [name for name in FLOW if name not in EDGE])
def test_the_core_is_pure(name):
    """Disk, network, clock, SQLite, jieba and Telegram stay at the edges; no file is opened by a path from elsewhere."""
    roots = {imported.split(".")[0] for imported in imports_of(name)}
    opened = re.findall(r"\.read_(?:text|bytes)\(|(?<![\w.])(?<!def )open\(", FILES[name].read_text("utf-8"))

    assert roots & IMPURE <= PURE_USES.get(name, set())
    assert opened == []


@pytest.mark.parametrize("name", [name for name in FLOW if name not in SQL])
def test_sql_stands_in_few_files(name):
    """No SQL elsewhere."""
    text = FILES[name].read_text("utf-8")

    assert not re.search(r"\b(SELECT .* FROM|INSERT INTO|DELETE FROM|PRAGMA )", text)


def test_every_finding_has_a_name():
    """What the code finds is named in `findings.toml`, or is a check of the form."""
    used = {code for path in FILES.values() for code in re.findall(r'\bFinding\(\s*"(\w+)"', path.read_text("utf-8"))}

    assert used
    assert used <= load_form().findings.keys()


def test_init_files_are_empty():
    """Nothing is re-exported."""
    inits = [p for folder in ("store", "bot") for p in (ROOT / folder).rglob("__init__.py")]

    assert {p.read_text("utf-8") for p in inits} == {""}


def test_files_and_functions_stay_short():
    """A file has at most 250 lines, a function 35 without its docstring."""
    long_files = {name for name, path in FILES.items() if len(path.read_text("utf-8").splitlines()) > 250}
    long_functions = []
    for name, path in FILES.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                doc = node.body[0] if ast.get_docstring(node) else None
                size = node.end_lineno - node.lineno + 1 - (doc.end_lineno - doc.lineno + 1 if doc else 0)
                if size > 35:
                    long_functions.append(f"{name}.{node.name}: {size}")

    assert (set(), []) == (long_files, long_functions)


def test_a_package_is_a_stage():
    """The files of a package follow one another in the flow, so packages too import only earlier ones; `many` lies in `reading`."""
    packages = [name.rsplit(".", 1)[0].removesuffix(".many") for name in FLOW if name.count(".") > 1]
    stretches = [package for package, _ in itertools.groupby(packages)]

    assert len(stretches) == len(set(stretches))
