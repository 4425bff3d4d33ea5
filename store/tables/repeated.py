"""The matches of one table -> the same, where a document prints the table twice without what only one of the two gives.

A second table of a kind is last year's, a part's, or a copy.  What the first does not show may stand in it, yet nobody can tell
whose that is."""

from collections import defaultdict
from dataclasses import replace

from store.tables.rows_of_form import Match

SEVERAL = 2  # rows that two tables share
FEW = 4  # times as many rows has a table that a small one beside it leaves no doubt of


def agreed(matches: list[Match]) -> list[Match]:
    """Rows that are there twice count where they are read each time; where whole tables are, rows that are there once do not."""
    rows: dict[str, list[Match]] = defaultdict(list)
    parts: dict[int, set[str]] = defaultdict(set)
    beside = _beside_whole(matches)
    for match in (match for match in matches if match.part not in beside):
        rows[match.row].append(match)
        parts[match.part].add(match.row)
    twice = _is_twice(list(parts.values()))
    doubted = {row for row, found in rows.items() if _is_doubted(found, twice=twice)}
    return [replace(match, assigned=None) if match.row in doubted else match for match in matches]


def _beside_whole(matches: list[Match]) -> set[int]:
    """Parts that share a few labels with a table that is read whole, and have none of its columns: counts by another thing
    (网络、信函、当面)."""
    parts: dict[int, list[Match]] = defaultdict(list)
    for match in matches:
        parts[match.part].append(match)
    rows = {part: {match.row for match in found} for part, found in parts.items()}
    read = {part: [match.assigned is not None for match in found] for part, found in parts.items()}
    whole = [rows[part] for part in parts if all(read[part])]
    return {
        part
        for part, there in rows.items()
        if not any(read[part]) and any(there < table and FEW * len(there) <= len(table) for table in whole)
    }


def _is_doubted(found: list[Match], *, twice: bool) -> bool:
    """Whether a row is not read each time, or there once only where its table is there twice."""
    several = len({match.part for match in found}) > 1
    return (several and not all(match.assigned for match in found)) or (twice and not several)


def _is_twice(parts: list[set[str]]) -> bool:
    """Whether two parts of a document share rows: not the halves of one table."""
    return any(len(one & other) >= SEVERAL for n, one in enumerate(parts) for other in parts[:n])
