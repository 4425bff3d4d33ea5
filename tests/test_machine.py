"""Load, replace, remove, undo, ask, crash and restart in any order: the store says what a dictionary says."""

import os
import sqlite3
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from standard_form import as_html, sources

from store.agencies.agency import load_gazetteer
from store.database.database import open_reader, open_writer, writing
from store.database.fetching import read_catalogue, read_facts, read_versions
from store.database.saving import put_back, remove, save
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


class Store(RuleBasedStateMachine):
    """`current`: (body, year) -> value; `gone`: what was taken out and can come back."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY)
        self.path = Path(self.folder.name) / "db.sqlite"
        self.db = open_writer(self.path)
        self.current, self.gone, self.count = {}, {}, {}

    def teardown(self):
        self.db.close()
        self.folder.cleanup()

    @rule(body=bodies, year=years, value=values)
    def load(self, body, year, value):
        status = save(self.db, *report(body, year, value), "r", FORM, sample=False)
        old = self.current.get((body, year))
        assert status == ("unchanged" if old == value else "loaded" if old is None else "replaced")
        self.count[body, year] = self.count.get((body, year), 0) + (status != "unchanged")
        self.current[body, year] = value
        self.gone.pop((body, year), None)

    @rule(body=bodies, year=years)
    def remove(self, body, year):
        was_there = (body, year) in self.current
        assert remove(self.db, agency(body), year, FORM) == was_there
        if was_there:
            self.gone[body, year] = self.current.pop((body, year))

    @rule(body=bodies, year=years)
    def undo(self, body, year):
        can = (body, year) in self.gone
        assert put_back(self.db, agency(body), year, FORM) == can
        if can:
            self.current[body, year] = self.gone.pop((body, year))

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

    @precondition(lambda self: self.current)
    @rule()
    def ask(self):
        connection = open_reader(self.path)
        found = {(e.agency, e.year): e for e in read_catalogue(connection).entries}
        for (body, year), value in self.current.items():
            assert read_facts(connection, found[agency(body), year].id)[NEW].value == value
        connection.close()

    @invariant()
    def the_same_reports_are_there(self):
        found = {(e.agency, e.year) for e in read_catalogue(self.db.conn).entries}
        assert found == {(agency(body), year) for body, year in self.current}

    @invariant()
    def every_version_is_kept(self):
        for (body, year), count in self.count.items():
            assert len(read_versions(self.db.conn, agency(body), year)) == count


Store.TestCase.settings = settings(max_examples=300, stateful_step_count=50, deadline=None)
TestStore = Store.TestCase
