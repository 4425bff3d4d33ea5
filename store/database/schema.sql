-- One database of reports, version 1; migrations/ holds what later versions add.  Facts keep the printed text beside the number.  Numbers are exact decimal text.

CREATE TABLE documents (
    sha256    TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    bytes     BLOB NOT NULL,
    loaded_at TEXT NOT NULL
) STRICT;

CREATE TABLE agencies (
    id    TEXT PRIMARY KEY,
    name  TEXT NOT NULL,
    place TEXT NOT NULL,
    organ TEXT NOT NULL
) STRICT;

CREATE TABLE reports (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    agency    TEXT NOT NULL REFERENCES agencies (id),
    year      INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    layouts   TEXT NOT NULL,
    title     TEXT NOT NULL,  -- the text that the agency was read from
    document  TEXT NOT NULL REFERENCES documents (sha256),
    version   INTEGER NOT NULL,
    current   INTEGER NOT NULL,
    sample    INTEGER NOT NULL,
    loaded_at TEXT NOT NULL,
    UNIQUE (agency, year, kind, version)
) STRICT;
CREATE UNIQUE INDEX reports_current ON reports (agency, year, kind) WHERE current;

CREATE TABLE facts (
    report       INTEGER NOT NULL REFERENCES reports (id),
    tab          TEXT NOT NULL,
    row          TEXT NOT NULL,
    col          TEXT NOT NULL,
    value        TEXT,
    raw          TEXT NOT NULL,
    state        TEXT NOT NULL,
    note         TEXT NOT NULL,
    unit         TEXT NOT NULL,
    row_label    TEXT NOT NULL,
    column_label TEXT NOT NULL,
    line         INTEGER,
    page         INTEGER,
    grid         INTEGER,
    grid_row     INTEGER,
    PRIMARY KEY (report, tab, row, col)
) STRICT, WITHOUT ROWID;

CREATE TABLE stated (
    report   INTEGER NOT NULL REFERENCES reports (id),
    n        INTEGER NOT NULL,
    id       TEXT NOT NULL,
    phrase   TEXT NOT NULL,
    value    TEXT NOT NULL,
    raw      TEXT NOT NULL,
    unit     TEXT NOT NULL,
    exact    INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    section  TEXT NOT NULL,
    line     INTEGER,
    page     INTEGER,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE paragraphs (
    report  INTEGER NOT NULL REFERENCES reports (id),
    n       INTEGER NOT NULL,
    section TEXT NOT NULL,
    text    TEXT NOT NULL,
    line    INTEGER,
    page    INTEGER,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
    report   INTEGER NOT NULL REFERENCES reports (id),
    n        INTEGER NOT NULL,
    code     TEXT NOT NULL,
    sentence TEXT NOT NULL,
    figures  TEXT NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;
