"""手工调整.xlsx: amounts that a decision adds or takes back, each with its reason and person.

It is the only way by which an amount enters by hand.  A line stays what it is: later runs do not
undo it, and it never brings a person's pay of the month below nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from payroll.identity import check_digit, tail
from payroll.intake.lists import ListRow, read_list
from payroll.intake.programs import ProgramNames
from payroll.intake.values.dates import read_month
from payroll.intake.values.numbers import read_id
from payroll.money import parse_hundredths, yuan
from payroll.problems import Cell, Problem, problem
from payroll.rates.model import Program
from payroll.schema import PAYMENTS
from payroll.terms import adjustments as words
from payroll.terms.files import ADJUSTMENTS

_ID_LENGTH = 18


@dataclass(frozen=True)
class Adjustments:
    """What is adjusted by hand in a month."""

    payments: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PAYMENTS))
    """`schema.PAYMENTS`, reason `manual`; neither numbered nor charged."""
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    """SHA-256 of the list by its name; empty when there is none."""


def read_adjustments(folder: Path, month: date, programs: Sequence[Program]) -> Adjustments:
    """The adjustments in the month's folder; a line that cannot be made is an error and is not."""
    path = folder / ADJUSTMENTS
    if not path.is_file():
        return Adjustments()
    listed = read_list(path, words.HEADINGS, words.NEEDS)
    known = {program.id: program for program in programs}
    names = ProgramNames(programs)
    made, problems = [], list(listed.problems)
    for line in listed.rows:
        payment = _payment(line, month, names, known)
        if isinstance(payment, Problem):
            problems.append(payment)
        else:
            made.append(payment)
    rows = pl.DataFrame(made, schema=PAYMENTS)
    return Adjustments(rows, problems, {path.name: listed.sha256})


def within_pay(
    adjustments: Adjustments, due: pl.DataFrame, on_hold: Collection[str]
) -> Adjustments:
    """Without the lines of people whose month they would bring below 0.00, and of people on hold
    (ID numbers), who are paid nothing; each person is an error."""
    if adjustments.payments.is_empty():
        return adjustments
    sign = pl.when(pl.col("payee") == "deduction").then(-1).otherwise(1)
    person = pl.col("payee") != "insurer"
    both = pl.concat([due.select(*PAYMENTS), adjustments.payments])
    sums = both.group_by("id_number", person.alias("person")).agg(
        pl.col("name").first(), (pl.col("amount_fen") * sign).sum().alias("net_fen")
    )
    below = sums.filter(pl.col("net_fen") < 0).join(
        adjustments.payments.select("id_number").unique(), on="id_number", how="semi"
    )
    held_up = pl.col("id_number").is_in(list(on_hold))
    kept = adjustments.payments.join(below.select("id_number"), on="id_number", how="anti")
    found = [
        problem(
            "adjustment-of-person-on-hold",
            Cell(line["source_file"], line["source_sheet"], line["source_row"]),
            name=line["name"] or "",
            tail=tail(line["id_number"]),
        )
        for line in adjustments.payments.filter(held_up).iter_rows(named=True)
    ]
    found += [
        problem(
            "adjustment-below-nothing",
            Cell(ADJUSTMENTS),
            name=name or "",
            tail=tail(id_number),
            net=yuan(net_fen),
        )
        for id_number, _, name, net_fen in below.sort("id_number").iter_rows()
    ]
    return Adjustments(kept.filter(~held_up), [*adjustments.problems, *found], adjustments.files)


def _payment(
    line: ListRow, month: date, names: ProgramNames, known: dict[str, Program]
) -> dict[str, object] | Problem:
    """The line as a payment, or what is wrong with it."""
    texts = line.texts
    for name in words.NEEDS:
        if name not in texts:
            label = words.HEADINGS[name][0]
            return problem("adjustment-incomplete", line.cell(name), label=label)
    id_number = read_id(texts["id_number"]).value or ""
    if len(id_number) != _ID_LENGTH or check_digit(id_number[:-1]) != id_number[-1]:
        return problem("adjustment-id-wrong", line.cell("id_number"), tail=tail(id_number))
    program = known.get(names.read(texts["program_id"]).value or "")
    if program is None:
        return problem(
            "adjustment-program-unknown", line.cell("program_id"), seen=texts["program_id"]
        )
    component = next((c for c in program.components if c.name == texts["component"]), None)
    if component is None:
        listed = "、".join(dict.fromkeys(c.name for c in program.components))
        return problem(
            "adjustment-component-unknown",
            line.cell("component"),
            seen=texts["component"],
            program=program.name,
            known=listed,
        )
    service_month = read_month(texts["service_month"], month).value
    if service_month is None or service_month > month:
        return problem(
            "adjustment-month-wrong", line.cell("service_month"), seen=texts["service_month"]
        )
    try:
        amount_fen = parse_hundredths(texts["amount"].replace(",", ""))
    except ValueError:
        amount_fen = 0
    if amount_fen == 0:
        return problem("adjustment-amount-wrong", line.cell("amount"), seen=texts["amount"])
    return {
        "service_month": service_month,
        "run_month": month,
        "program_id": program.id,
        "program": program.name,
        "unit": "",
        "id_number": id_number,
        "name": texts.get("name", ""),
        "component": component.id,
        "component_name": component.name,
        "component_order": program.components.index(component) + 1,
        "payee": component.payee,
        "reason": "manual",
        "cause": "manual",
        "amount_fen": amount_fen,
        "rounding": component.rounding,
        "proration": component.proration,
        "note": words.NOTE.format(reason=texts["reason"], who=texts["who"]),
        "source_file": line.place.file,
        "source_sheet": line.place.sheet,
        "source_row": line.row,
    }
