"""Load, replace, remove, undo, ask, crash and restart in any order: the store says what a dictionary says."""

import os
import sqlite3
import tempfile
from collections import defaultdict
from contextlib import suppress
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from standard_form import as_html, sources

from store.agencies.agency import load_gazetteer
from store.database.database import open_reader, open_writer, writing
from store.database.fetching import read_catalogue, read_facts, read_versions
from store.database.saving import put_back, remove, save, take_back
from store.forms.form import FigureId
from store.forms.form_files import load_form
from store.read_report import read_report
from store.readers.kinds import read_document

FORM = load_form()
NEW = FigureId("requests", "new", "total")
BODIES = ("宁波市北仑区人民政府", "淮安市人民政府")
YEARS = (2022, 2023, 2024)
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # no disk: what is asked here is the order of acts
bodies, years, values = st.sampled_from(BODIES), st.sampled_from(YEARS), st.integers(1, 3)


@cache
def report(body: str, year: int, value: int):
    source = sources()[0]
    source.agency, source.year = body, year
    source.cells[NEW] = str(value)
    data = as_html(source, FORM.layouts["2021"]).encode()
    return read_report(read_document("x.html", data), FORM, load_gazetteer()), data


def agency(body: str) -> str:
    return load_gazetteer().agency(body).id


class Versions:
    """What is stored of one body and year: the value of each version, those taken out, and the current one."""

    def __init__(self):
        self.values, self.out, self.current = [], set(), None

    def take_out(self):
        self.out.add(self.current)
        self.current = None

    @property
    def value(self):
        return None if self.current is None else self.values[self.current]


class Store(RuleBasedStateMachine):
    """`kept`: (body, year) -> its versions."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY)
        self.path = Path(self.folder.name) / "db.sqlite"
        self.db = open_writer(self.path)
        self.kept = defaultdict(Versions)

    def teardown(self):
        self.db.close()
        self.folder.cleanup()

    @rule(body=bodies, year=years, value=values)
    def load(self, body, year, value):
        there = self.kept[body, year]
        status = save(self.db, *report(body, year, value), "r", FORM, sample=False)
        assert status == ("unchanged" if there.value == value else "loaded" if there.value is None else "replaced")
        if status != "unchanged":
            there.values.append(value)
            there.current = len(there.values) - 1

    @rule(body=bodies, year=years)
    def remove(self, body, year):
        there = self.kept[body, year]
        assert remove(self.db, agency(body), year, FORM) == (there.current is not None)
        if there.current is not None:
            there.take_out()

    @rule(body=bodies, year=years)
    def undo_the_removal(self, body, year):
        there = self.kept[body, year]
        can = there.current is None and bool(there.out)
        assert put_back(self.db, agency(body), year, FORM) == can
        if can:
            there.current = max(there.out)
            there.out.remove(there.current)

    @rule(body=bodies, year=years)
    def undo_the_load(self, body, year):
        there = self.kept[body, year]
        assert take_back(self.db, agency(body), year, FORM) == (there.current is not None)
        if there.current is not None:
            there.take_out()
            there.current = max(set(range(len(there.values))) - there.out, default=None)

    @rule()
    def crash_in_a_transaction(self):
        self.db.conn.execute("BEGIN IMMEDIATE")
        self.db.conn.execute("UPDATE reports SET current = 0")
        self.db.conn.close()
        self.db = open_writer(self.path)

    @rule()
    def an_error_half_way(self):
        with suppress(sqlite3.OperationalError), writing(self.db):
            self.db.conn.execute("DELETE FROM facts")
            self.db.conn.execute("DELETE FROM no_such_table")

    @rule()
    def restart(self):
        self.db.close()
        self.db = open_writer(self.path)

    @rule()
    def ask(self):
        connection = open_reader(self.path)
        found = {(e.agency, e.year): e for e in read_catalogue(connection).entries}
        for (body, year), there in self.kept.items():
            if there.current is not None:
                assert read_facts(connection, found[agency(body), year].id)[NEW].value == there.value
        connection.close()

    @invariant()
    def the_same_reports_are_there(self):
        found = {(e.agency, e.year) for e in read_catalogue(self.db.conn).entries}
        assert found == {(agency(body), year) for (body, year), there in self.kept.items() if there.current is not None}

    @invariant()
    def every_version_is_kept(self):
        for (body, year), there in self.kept.items():
            assert len(read_versions(self.db.conn, agency(body), year)) == len(there.values)


Store.TestCase.settings = settings(max_examples=300, stateful_step_count=50, deadline=None)
TestStore = Store.TestCase
