-- The text the year was read from, the scope as printed (全市, 本级 …), which state of the reading code read it, and when it
-- was taken out (empty: never).
ALTER TABLE reports ADD COLUMN dated TEXT NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN scope TEXT NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN reader TEXT NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN removed_at TEXT NOT NULL DEFAULT '';
CREATE INDEX reports_document ON reports (document);

-- Findings against the report of the year before.
CREATE TABLE across (
    report   INTEGER NOT NULL REFERENCES reports (id),
    n        INTEGER NOT NULL,
    code     TEXT NOT NULL,
    sentence TEXT NOT NULL,
    figures  TEXT NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;
