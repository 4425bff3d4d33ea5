-- Scope, the text the year was read from, which reader read it, and reports taken out.
ALTER TABLE reports ADD COLUMN dated TEXT NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN scope TEXT NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN reader TEXT NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN removed_at TEXT NOT NULL DEFAULT '';
CREATE INDEX reports_document ON reports (document);
CREATE TABLE across (
    report   INTEGER NOT NULL REFERENCES reports (id),
    n        INTEGER NOT NULL,
    code     TEXT NOT NULL,
    sentence TEXT NOT NULL,
    figures  TEXT NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;
