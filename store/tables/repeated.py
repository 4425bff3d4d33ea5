"""The matches of one table -> the same, where a document prints the table twice without what only one of the two gives.

A second table of a kind is last year's, a part's, or a copy.  What the first does not show may stand in it, yet nobody can tell
whose that is."""

from collections import defaultdict
from dataclasses import replace

from store.tables.rows_of_form import Match

SEVERAL = 2  # rows that two tables share


def agreed(matches: list[Match]) -> list[Match]:
    """Rows that are there twice count where they are read each time; where whole tables are, rows that are there once do not."""
    rows: dict[str, list[Match]] = defaultdict(list)
    parts: dict[int, set[str]] = defaultdict(set)
    for match in matches:
        rows[match.row].append(match)
        parts[match.part].add(match.row)
    twice = _is_twice(list(parts.values()))
    doubted = {row for row, found in rows.items() if _is_doubted(found, twice=twice)}
    return [replace(match, assigned=None) if match.row in doubted else match for match in matches]


def _is_doubted(found: list[Match], *, twice: bool) -> bool:
    """Whether a row is not read each time, or there once only where its table is there twice."""
    several = len({match.part for match in found}) > 1
    return (several and not all(match.assigned for match in found)) or (twice and not several)


def _is_twice(parts: list[set[str]]) -> bool:
    """Whether two parts of a document share rows: not the halves of one table."""
    return any(len(one & other) >= SEVERAL for n, one in enumerate(parts) for other in parts[:n])
