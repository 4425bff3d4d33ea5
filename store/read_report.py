"""Bytes -> report: the whole way from a file to what is stored of it, without disk, network or database."""

from dataclasses import replace

from store.agencies.agency import Gazetteer, load_gazetteer
from store.checks.checks import check
from store.checks.proof import RECOGNISED, proved
from store.document import Document, UnreadableError
from store.facts.facts import Report, facts_of
from store.facts.prose import read_paragraphs, read_stated
from store.forms.form import Form
from store.forms.form_files import load_form
from store.identity.clues import NOTHING_SAID, Said
from store.identity.identity import identify
from store.identity.one_report import other_report
from store.identity.own_tables import without_others
from store.identity.wider import wider_than
from store.readers.kinds import read_document
from store.tables.impossible import without_impossible
from store.tables.misplaced import without_misplaced
from store.tables.tables import read_tables
from store.tables.units import without_doubtful_units


def read_file(name: str, data: bytes, said: Said = NOTHING_SAID, *, recognise: bool = False) -> Report:
    """A file's content -> report; raises UnreadableError, and NeedsRecognitionError for a picture unless it is to be recognised."""
    return read_report(read_document(name, data, recognise=recognise), load_form(), load_gazetteer(), said)


def read_report(document: Document, form: Form, gazetteer: Gazetteer, said: Said = NOTHING_SAID) -> Report:
    """Document -> report with its findings; raises UnreadableError where there is no standard table or no title."""
    tables = read_tables(document, form)
    if not tables.cells:
        raise UnreadableError(f"没有找到《{form.name}》的标准表格（表二、表三、表四）；请确认是年度报告全文。")
    identity = identify(document, gazetteer, said)
    own, others = without_others(document, identity, gazetteer, form)
    tables = without_misplaced(read_tables(own, form) if others else tables, own, form)
    tables = without_impossible(without_doubtful_units(tables, own, form), form)
    if other := other_report(document, gazetteer, identity, [fact.place for fact in tables.cells.values()]):
        raise UnreadableError(
            f"一个文件里不止一份报告（“{identity.agency_evidence}”和“{other}”）；请拆成一份一个文件再载入。"
        )
    paragraphs = read_paragraphs(document, form)
    report = Report(
        agency=identity.agency,
        year=identity.year,
        title=identity.agency_evidence,
        dated=identity.year_evidence,
        scope=identity.scope,
        kind=form.id,
        origin=document.origin,
        layouts=tables.layouts,
        facts=facts_of(tables),
        stated=read_stated(paragraphs, form, identity.year, wider_than(identity.agency, gazetteer)),
        paragraphs=paragraphs,
        findings=(*identity.findings, *others, *tables.findings),
    )
    if document.origin.kind in RECOGNISED:
        report = proved(report, form)
    return replace(report, findings=(*report.findings, *check(report, form)))
