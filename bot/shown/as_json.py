"""Answers, tables and findings as plain data, for programs."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.figures.figure import Figure, Source
from bot.knowledge import Answer
from store.document import UnreadableError
from store.facts.catalogue import Entry
from store.facts.facts import Fact, Report
from store.findings import Finding
from store.forms.form import FigureId, Form


def number(value: Decimal | None) -> int | float | None:
    """A JSON number; whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def answer_data(answer: Answer, milliseconds: float, question: str) -> dict[str, Any]:
    """One answer.  `question` is what was typed; where it was the number of a choice, that choice was answered."""
    return {
        "question": question,
        "status": answer.status,
        "reading": answer.reply.reading,
        "figures": [figure_data(figure) for figure in answer.figures],
        "passages": list(answer.passages),
        "findings": [finding.sentence for finding in answer.findings],
        "choices": [{"label": choice.label, "ask": choice.ask} for choice in answer.reply.choices],
        "reply": answer.reply.text(),
        "ms": round(milliseconds, 3),
    }


def figure_data(figure: Figure) -> dict[str, Any]:
    """One figure; `value` is null where there is no number, `state` then says why."""
    return {
        "agency": figure.agency,
        "year": figure.year,
        "field": figure.field,
        "column": figure.column,
        "name": figure.name,
        "value": number(figure.value),
        "unit": figure.unit,
        "kind": figure.kind,
        "state": figure.state,
        "formula": figure.formula,
        "sentence": figure.sentence,
        "places": [source_data(source) for source in figure.sources],
    }


def source_data(source: Source) -> dict[str, Any]:
    """One place."""
    return {
        "document": source.document, "table": source.table, "row": source.row, "column": source.column,
        "line": source.line, "page": source.page, "grid": source.grid, "grid_row": source.grid_row,
    }  # fmt: skip


def report_data(entry: Entry, facts: Mapping[FigureId, Fact], form: Form) -> dict[str, Any]:
    """agency, year, form, cells: every cell the form prints; what the document lacks is `absent`."""
    return {
        "agency": entry.name,
        "year": entry.year,
        "form": entry.form,
        "cells": [
            _cell_data(figure, row, column, facts.get(figure), form)
            for table, layout in entry.layouts.items()
            for figure, row, column in form.layouts[layout].figures()
            if figure.table == table
        ],
    }


def _cell_data(figure: FigureId, row: str, column: str, fact: Fact | None, form: Form) -> dict[str, Any]:
    place = fact.place if fact else None
    return {
        "table": form.tables[figure.table].name,
        "row": row,
        "column": column,
        "value": number(fact.value) if fact else None,
        "raw": fact.raw if fact else "",
        "state": fact.state if fact else "absent",
        "note": fact.note if fact else "",
        "place": {"line": place.line, "page": place.page, "grid": place.grid, "grid_row": place.row} if place else None,
    }


def finding_data(entry: Entry, finding: Finding, places: list[dict[str, Any]], form: Form) -> dict[str, Any]:
    """One finding with the places of the figures it touches."""
    return {
        "agency": entry.name,
        "year": entry.year,
        "code": finding.code,
        "sure": form.findings[finding.code].sure,
        "finding": finding.sentence,
        "places": places,
    }


def reading_data(file: str, result: Report | UnreadableError, form: Form, *, explain: bool) -> dict[str, Any]:
    """What would be read of a file; with `explain` the texts and labels it was read by."""
    if not isinstance(result, Report):
        return {"file": file, "status": "rejected", "error": str(result)}
    found: dict[str, Any] = {
        "file": file, "status": "readable", "agency": result.agency.name, "year": result.year, "form": result.form,
        "cells": len(result.facts), "findings": len(result.findings), "error": "",
    }  # fmt: skip
    if explain:
        found |= {
            "kind": result.origin.kind, "agency_id": result.agency.id, "agency_from": result.title,
            "year_from": result.dated, "scope": result.scope, "layouts": result.layouts,
            "rows": [
                {"printed": label, "row": form.tables[table].rows[row].name, "table": form.tables[table].name}
                for label, table, row in dict.fromkeys((x.row_label, f.table, f.row) for f, x in result.facts.items())
            ],
            "sentences": [finding.sentence for finding in result.findings],
        }  # fmt: skip
    return found
