"""Whether what a project claims fits together: parts, targets, indicators, names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from payroll.budget.finding import Finding, Verdict
from payroll.budget.growth import growth_findings
from payroll.budget.indicators import indicator_findings, product_findings
from payroll.budget.model import Budget, Holding, Part, Project
from payroll.money import yuan
from payroll.schema import Rates
from payroll.terms import budget_findings as words
from payroll.terms.budget import PERCENT, YUAN


def claim_findings(budget: Budget, rates: Rates) -> list[Finding]:
    """Findings on parts, targets and indicators project by project, then on names."""
    found: list[Finding] = []
    for project in budget.projects:
        found.extend(_part_findings(project, budget.holdings))
        found.extend(product_findings(project))
        found.extend(indicator_findings(project, rates))
    found.extend(_shared_target_findings(budget.projects))
    found.extend(_name_findings(budget))
    found.extend(growth_findings(budget))
    return found


def _part_findings(project: Project, holdings: Sequence[Holding]) -> Iterator[Finding]:
    """Parts against the amount, parts of parts against the part, parts that presume a thing."""
    groups: dict[str, list[Part]] = {}
    for part in project.parts:
        groups.setdefault(part.under, []).append(part)
    named = {part.name: part.amount_fen for part in project.parts}
    explained: set[str] = set()
    for under, parts in groups.items():
        whole_fen = named[under] if under else project.amount_fen
        whole = words.WHOLE_PART.format(part=under) if under else words.WHOLE_PROJECT
        excess_fen = sum(part.amount_fen for part in parts) - whole_fen
        cause = next((part for part in parts if part.amount_fen == excess_fen), None)
        if cause is not None:
            explained.add(cause.name)
        yield _parts_finding(project, parts, whole_fen, whole, cause, _missing(cause, holdings))
    for part in project.parts:
        holding = _missing(part, holdings)
        if holding is not None and part.name not in explained:
            yield _without_holding(project, part, holding)


def _missing(part: Part | None, holdings: Sequence[Holding]) -> Holding | None:
    """The holding that the part presumes and of which there is none."""
    if part is None or not part.presumes:
        return None
    return next(
        (item for item in holdings if item.name == part.presumes and item.value_h == 0), None
    )


def _parts_finding(
    project: Project,
    parts: Sequence[Part],
    whole_fen: int,
    whole: str,
    cause: Part | None,
    missing: Holding | None,
) -> Finding:
    total_fen = sum(part.amount_fen for part in parts)
    if total_fen == whole_fen:
        code, conclusion = "parts-add-up", words.PARTS_HOLD.format(whole=whole)
    else:
        code = "parts-exceed-total" if total_fen > whole_fen else "parts-below-total"
        sentence = words.PARTS_MORE if total_fen > whole_fen else words.PARTS_LESS
        conclusion = sentence.format(whole=whole, difference=yuan(abs(total_fen - whole_fen)))
        if cause is not None:
            conclusion += words.EXACTLY_PART.format(part=cause.name)
        if missing is not None:
            conclusion += words.BUT_NONE.format(holding=missing.name, unit=missing.unit)
        conclusion += words.STOP
    return Finding(
        code=code,
        kind="claim",
        verdict="holds" if total_fen == whole_fen else "contradiction",
        subject=project.name,
        formula=words.PLUS.join(
            words.ITEM.format(name=part.name, amount=yuan(part.amount_fen)) for part in parts
        ),
        computed=total_fen,
        published=whole_fen,
        unit=YUAN,
        conclusion=conclusion,
        source=project.parts_source,
        label=words.WHOLE_PART.format(part=parts[0].under) if parts[0].under else words.BUDGET,
        group=words.PARTS,
        facts={} if cause is None else {"part": cause.name},
    )


def _without_holding(project: Project, part: Part, holding: Holding) -> Finding:
    return _words_only(
        "part-without-holding",
        "contradiction",
        project.name,
        words.PART_WITHOUT.format(
            part=part.name, amount=yuan(part.amount_fen), holding=holding.name, unit=holding.unit
        ),
        holding.source,
    )


def _shared_target_findings(projects: Sequence[Project]) -> Iterator[Finding]:
    """One and the same thing counted as a target of several projects."""
    targets: dict[str, list[tuple[str, str]]] = {}
    for project in projects:
        for item in project.indicators:
            if (
                item.second == words.COUNT_LEVEL
                and item.number_h is not None
                and item.unit != PERCENT
            ):
                targets.setdefault(item.third, []).append((project.name, item.value))
    for indicator, owners in targets.items():
        if len(owners) > 1:
            names = "、".join(f"“{name}”" for name, _ in owners)
            values = "、".join(value for _, value in owners)
            yield _words_only(
                "same-target-in-several-projects",
                "note",
                indicator,
                words.SAME_TARGET.format(projects=names, indicator=indicator, values=values),
                words.TARGET_TABLES,
            )


def _name_findings(budget: Budget) -> Iterator[Finding]:
    """Names of one project or department that are printed differently."""
    for project in budget.projects:
        if project.target_name and project.target_name != project.name:
            yield _words_only(
                "name-differs",
                "contradiction",
                project.name,
                words.NAME_DIFFERS.format(name=project.name, target_name=project.target_name),
                words.TARGET_TABLES,
            )
    spellings: dict[str, list[str]] = {}
    for project in budget.projects:
        if project.department and project.department != budget.department:
            spellings.setdefault(project.department, []).append(project.name)
    for seen, names in spellings.items():
        yield _words_only(
            "department-differs",
            "contradiction",
            seen,
            words.DEPARTMENT_DIFFERS.format(
                usual=budget.department, count=len(names), seen=seen, projects="、".join(names)
            ),
            words.TARGET_TABLES,
        )


def _words_only(code: str, verdict: Verdict, subject: str, conclusion: str, source: str) -> Finding:
    """A finding that compares words, not figures."""
    return Finding(code, "claim", verdict, subject, "", None, None, "", conclusion, source)
