"""What can be wrong inside one project of a budget file."""

from __future__ import annotations

from datetime import date

from payroll.budget.model import Indicator, Project
from payroll.budget.reader import BudgetReader
from payroll.period import month_text
from payroll.terms.budget import (
    CARRIED_OVER,
    MEASURES_NEED,
    MONEY_UNITS,
    MONTHLY,
    NOTHING,
    PEOPLE_UNITS,
    PERCENT,
    RATE_UNITS,
    STATES,
)

_UNITS = {"amount": MONEY_UNITS, "people": PEOPLE_UNITS, "rate": RATE_UNITS}


def find_project_problems(project: Project, year: int, name: str, reader: BudgetReader) -> None:
    """Note what is wrong inside `project`, whose table is called `name`."""
    _find_fund_problems(project, year, name, reader)
    _find_part_problems(project, name, reader)
    for number, basis in enumerate(project.bases, 1):
        if not (project.pays(basis.first) and project.pays(basis.last)):
            reader.add(
                "budget-months-outside-project",
                name,
                f"basis.第{number}项.months",
                months=window_text(basis.first, basis.last),
                window=window_text(project.first, project.last),
            )
    for number, indicator in enumerate(project.indicators, 1):
        if indicator.states is not None:
            _find_indicator_problems(project, indicator, name, f"indicators.第{number}项", reader)
        _find_measure_problems(project, indicator, name, f"indicators.第{number}项", reader)
    numbers = {item.third for item in project.indicators if item.number_h is not None}
    for number, product in enumerate(project.products, 1):
        for factor in product.factors:
            if factor not in numbers:
                key = f"products.第{number}项.factors"
                reader.add("budget-factor-unknown", name, key, factor=factor)


def _find_fund_problems(project: Project, year: int, name: str, reader: BudgetReader) -> None:
    carried = project.fund == CARRIED_OVER
    if carried and not project.document:
        reader.add("budget-document-missing", name, "document")
    if project.document and not carried:
        reader.add("budget-document-unexpected", name, "document", document=project.document)
    earliest = date.min if carried else date(year, 1, 1)
    if project.first < earliest or project.last > date(year, 12, 1):
        reader.add(
            "budget-months-outside-year",
            name,
            "months",
            months=window_text(project.first, project.last),
            year=year,
            fund=project.fund,
        )


def _find_part_problems(project: Project, name: str, reader: BudgetReader) -> None:
    names = [part.name for part in project.parts]
    for number, part in enumerate(project.parts, 1):
        if part.name in names[: number - 1]:
            reader.add("budget-part-twice", name, f"parts.第{number}项.name", part=part.name)
        above = {other.name for other in project.parts if not other.under}
        if part.under and part.under not in above - {part.name}:
            reader.add("budget-part-unknown", name, f"parts.第{number}项.under", under=part.under)


def _find_indicator_problems(
    project: Project, indicator: Indicator, name: str, key: str, reader: BudgetReader
) -> None:
    """Note an indicator that is said to repeat a figure and cannot."""
    third, states = indicator.third, str(indicator.states)
    if indicator.number_h is None:
        reader.add(
            "budget-indicator-not-number",
            name,
            f"{key}.value",
            indicator=third,
            value=indicator.value,
        )
    elif indicator.unit not in _UNITS[states]:
        reader.add(
            "budget-indicator-unit",
            name,
            f"{key}.states",
            indicator=third,
            unit=indicator.unit,
            states=STATES[states],
        )
    if states == "people" and not project.bases:
        reader.add("budget-basis-missing", name, f"{key}.states", indicator=third)


def _find_measure_problems(
    project: Project, indicator: Indicator, name: str, key: str, reader: BudgetReader
) -> None:
    """Note a measure that does not fit its indicator, or a deadline of another name."""
    measure = indicator.measure
    fits = {
        None: True,
        "headcount": indicator.unit in PEOPLE_UNITS,
        "people": indicator.unit in PEOPLE_UNITS,
        "completion": indicator.unit == PERCENT,
        "standard": indicator.unit == PERCENT,
        "on_time": bool(indicator.deadline),
    }
    if not fits[measure]:
        reader.add(
            "budget-measure-unfit",
            name,
            f"{key}.measure",
            indicator=indicator.third,
            measure=measure,
            need=MEASURES_NEED[str(measure)],
        )
    known = [item.what for item in project.deadlines if item.by or item.every == MONTHLY]
    if indicator.deadline and (measure != "on_time" or indicator.deadline not in known):
        reader.add(
            "budget-deadline-unknown",
            name,
            f"{key}.deadline",
            indicator=indicator.third,
            deadline=indicator.deadline,
            known="、".join(known) or NOTHING,
        )


def window_text(first: date, last: date) -> str:
    """`2026-01..2026-12`."""
    return f"{month_text(first)}..{month_text(last)}"
