"""`write_evaluation`: the workbook of forms, the list of what is open, and the record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from payroll import __version__
from payroll.amounts import yuan
from payroll.evaluation.form import Evaluation, ProjectEvaluation
from payroll.evaluation.form_sheet import write_form_sheet
from payroll.evaluation.other_sheets import (
    write_evidence_sheet,
    write_policy_sheet,
    write_summary_sheet,
)
from payroll.output import staging
from payroll.output.book import book_in
from payroll.output.own_files import RUN_RECORD
from payroll.period import month_text
from payroll.reconciliation.tables import e4
from payroll.terms import evaluation as words

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET_NAME = 31


@dataclass(frozen=True)
class Written:
    """What was put in place."""

    folder: Path
    files: tuple[str, ...]
    """Files of this evaluation, by name, sorted."""
    kept: tuple[str, ...]
    """Files of other people that stayed in the folder, by where they are now."""


def write_evaluation(found: Evaluation, out: Path) -> Written:
    """Write the forms into `out/YYYY-自评`; a rerun replaces what an earlier one wrote.

    Raises `Refusal` when the folder cannot be replaced, `OSError` when the disk cannot take it; the
    earlier output is then intact.
    """
    name = words.FOLDER.format(year=found.budget.year)
    with staging.staged(out, name) as place:
        files = _write_files(found, place.folder)
    return Written(out / name, tuple(files), tuple(place.kept))


def _write_files(found: Evaluation, folder: Path) -> list[str]:
    with book_in(folder / words.BOOK, found.as_of, words.TITLE, found.budget.unit) as book:
        write_summary_sheet(book, found)
        for number, each in enumerate(found.projects, 1):
            has_evidence = any(row.evidence for row in each.rows)
            evidence = words.EVIDENCE_SHEET.format(number=number) if has_evidence else ""
            write_form_sheet(book, found, each, _sheet_name(number, each), evidence)
            if evidence:
                write_evidence_sheet(book, found, each, evidence)
        write_policy_sheet(book, found)
    if any(each.open for each in found.projects):
        _text(folder / words.TO_FILL, to_fill(found))
    outputs = {path.name: staging.sha256(path) for path in sorted(folder.iterdir())}
    record = json.dumps(
        evaluation_record(found, outputs), sort_keys=True, ensure_ascii=False, indent=1
    )
    _text(folder / RUN_RECORD, record + "\n")
    return sorted([*outputs, RUN_RECORD])


def _sheet_name(number: int, each: ProjectEvaluation) -> str:
    """`2 项目名称`, as long as a sheet's name may be."""
    name = words.FORM_SHEET.format(number=number, project=each.project.name)
    return _NOT_IN_SHEET_NAMES.sub("", name)[:_LONGEST_SHEET_NAME]


def to_fill(found: Evaluation) -> str:
    """What is still open, as a file to be filled in and put beside the budget."""
    year = found.budget.year
    head = words.TO_FILL_HEAD.format(year=year, file=words.HAND_FILE.format(year=year))
    return head + "".join(text for each in found.projects for text in _entries(each))


def _entries(each: ProjectEvaluation) -> Iterator[str]:
    if each.spent_fen is None:
        yield f'\n[[spent]]\nproject = {_quoted(each.project.name)}\namount = ""\nsource = ""\n'
    for row in each.rows:
        if row.standing != "open":
            continue
        indicator = row.indicator
        lines = [
            "",
            f"[[filled]]  # {words.TARGET} {indicator.value}",
            f"project = {_quoted(each.project.name)}",
            f"indicator = {_quoted(indicator.third)}",
        ]
        if row.points_h is not None and row.actual == words.NO_VALUE:  # computed, once it can be
            lines.append("inapplicable = false")
        else:
            lines.append('actual = ""')
            if indicator.number_h is None:
                lines.append('share = ""')
        yield "\n".join([*lines, 'source = ""', ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def evaluation_record(found: Evaluation, outputs: dict[str, str]) -> dict[str, Any]:
    """The forms as plain values with stable English keys; amounts and scores are text."""
    return {
        "as_of": month_text(found.as_of),
        "year": found.budget.year,
        "unit": found.budget.unit,
        "projects": [_project_record(each) for each in found.projects],
        "without_form": list(found.without_form),
        "policies": {
            name: {"value": setting.value, "status": setting.status, "source": setting.source}
            for name, setting in (
                ("spread", found.budget.evaluation.spread),
                ("on_time", found.budget.evaluation.on_time),
            )
        },
        "inputs": dict(found.files),
        "outputs": outputs,
        "software": {"name": "subsidy-payroll", "version": __version__},
    }


def _project_record(each: ProjectEvaluation) -> dict[str, Any]:
    return {
        "project": each.project.name,
        "opening_yuan": _plain(each.execution.opening_fen),
        "budget_yuan": _plain(each.budget_fen),
        "spent_yuan": _plain(each.spent_fen),
        "rate_percent": _plain(e4(each.rate)),
        "execution_score": _plain(each.execution_h),
        "score": _plain(each.score_h),
        "judged": _plain(each.judged_h),
        "full": _plain(each.full_h),
        "final": _plain(each.scaled_h),
        "open": list(each.open),
        "indicators": [
            {
                "section": row.section,
                "second": row.indicator.second,
                "third": row.indicator.third,
                "target": row.indicator.value,
                "actual": row.actual,
                "standing": row.standing,
                "points": _plain(row.points_h),
                "score": _plain(row.score_h),
                "note": row.note,
            }
            for row in each.rows
        ],
    }


def _plain(hundredths: int | None) -> str | None:
    return None if hundredths is None else yuan(hundredths, grouped=False)


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
