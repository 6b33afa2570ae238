"""Whether each project's amount covers what it rests on: people × standard × months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from payroll.budget.finding import Finding, Verdict
from payroll.budget.model import Budget, Project
from payroll.budget.needs import PersonCost, person_cost, unstated_components
from payroll.money import percent, yuan
from payroll.rates.model import Program
from payroll.schema import Rates
from payroll.terms import budget_findings as words
from payroll.terms.budget import YUAN


def need_findings(
    budget: Budget, programs: Sequence[Program], rates: Rates, calendar: pl.DataFrame
) -> list[Finding]:
    """A finding for every project that rests on people or that a program is charged to."""
    found = []
    for project in budget.projects:
        if project.bases:
            found.append(_basis_finding(project, programs, rates, calendar))
        else:
            found.extend(_unknown_finding(project, programs, rates))
    return found


def _basis_finding(
    project: Project, programs: Sequence[Program], rates: Rates, calendar: pl.DataFrame
) -> Finding:
    costs = [
        person_cost(basis.program_id, basis.first, basis.last, rates, calendar)
        for basis in project.bases
    ]
    needs_fen = sum(
        basis.people * cost.total_fen for basis, cost in zip(project.bases, costs, strict=True)
    )
    unstated = unstated_items(project, programs, rates)
    verdict = _verdict(project, needs_fen, unstated)
    facts = {"percent": percent(needs_fen, project.amount_fen)}
    if unstated:
        facts["unstated"] = "、".join(unstated)
    else:
        facts |= _carried(project, costs, needs_fen)
    return Finding(
        code={
            "left": "budget-left",
            "short": "budget-short",
            "open": "standard-not-stated",
        }.get(verdict, "budget-exact"),
        kind="need",
        verdict=verdict,
        subject=project.name,
        formula=words.PLUS.join(
            words.PEOPLE_TIMES.format(people=f"{basis.people:,}", each=cost.formula())
            for basis, cost in zip(project.bases, costs, strict=True)
        ),
        computed=needs_fen,
        published=project.amount_fen,
        unit=YUAN,
        conclusion=_conclusion(project, verdict, needs_fen, facts),
        source="；".join(basis.source for basis in project.bases),
        label=words.BUDGET,
        facts=facts,
    )


def _verdict(project: Project, needs_fen: int, unstated: Sequence[str]) -> Verdict:
    if needs_fen > project.amount_fen:
        return "short"
    if unstated:
        return "open"
    return "holds" if needs_fen == project.amount_fen else "left"


def _carried(project: Project, costs: Sequence[PersonCost], needs_fen: int) -> dict[str, str]:
    """Whole people the amount carries over the months of the basis: one division, no trying.

    With several programs on a project, each with the others at their own headcount.
    """
    carried = []
    for basis, cost in zip(project.bases, costs, strict=True):
        others_fen = needs_fen - basis.people * cost.total_fen
        left_fen = max(0, project.amount_fen - others_fen)
        carried.append(left_fen // cost.total_fen if cost.total_fen else 0)
    if len(carried) == 1:
        return {"people_carried": str(carried[0])}
    return {
        f"people_carried.{basis.program_id}": str(people)
        for basis, people in zip(project.bases, carried, strict=True)
    }


def _conclusion(project: Project, verdict: Verdict, needs_fen: int, facts: dict[str, str]) -> str:
    assumed = "；".join(text for basis in project.bases for text in basis.assumed.values())
    difference = yuan(abs(project.amount_fen - needs_fen))
    carries = facts.get("people_carried")
    sentence = {
        "left": words.LEFT,
        "short": words.SHORT,
        "open": words.OPEN,
    }.get(verdict, words.EXACT)
    text = sentence.format(
        percent=facts["percent"], difference=difference, items=facts.get("unstated", "")
    )
    if carries is not None:
        people = f"{int(carries):,}"
        text += (words.ONLY if verdict == "short" else words.CARRIES).format(people=people)
    text += words.STOP
    if not assumed:
        return text
    if verdict == "short":
        return words.EVEN_SO.format(assumed=assumed, conclusion=text)
    return text + words.ASSUMED.format(assumed=assumed)


def unstated_items(project: Project, programs: Sequence[Program], rates: Rates) -> tuple[str, ...]:
    """What the project pays and no source states an amount for: components of every program
    charged to it in its months, and items that only the budget names."""
    items: dict[str, None] = {}
    for basis in project.bases:
        items |= dict.fromkeys(
            unstated_components(basis.program_id, basis.first, basis.last, rates)
        )
        items |= dict.fromkeys(basis.unstated)
    for program, first, last in _charging(project, programs):
        items |= dict.fromkeys(unstated_components(program.id, first, last, rates))
    return tuple(items)


def _charging(project: Project, programs: Sequence[Program]) -> list[tuple[Program, date, date]]:
    """Programs charged to the project without a basis of their own in it, and their months."""
    resting = {basis.program_id for basis in project.bases}
    return [
        (program, entry.first, entry.last)
        for program in programs
        for entry in program.charged_to
        if entry.project == project.name and program.id not in resting
    ]


def _unknown_finding(project: Project, programs: Sequence[Program], rates: Rates) -> list[Finding]:
    """A project that programs are charged to while the source states no headcount."""
    sentences = []
    for program, first, last in _charging(project, programs):
        items = unstated_components(program.id, first, last, rates)
        if items:
            sentence = words.NOTHING_STATED.format(program=program.name, items="、".join(items))
        else:
            sentence = words.NO_BASIS.format(program=program.name)
        sentences.append(sentence)
    if not sentences:
        return []
    return [
        Finding(
            code="headcount-not-stated",
            kind="need",
            verdict="open",
            subject=project.name,
            formula="",
            computed=None,
            published=project.amount_fen,
            unit=YUAN,
            conclusion="".join(sentences),
            source=project.amount.source,
            label=words.BUDGET,
        )
    ]
