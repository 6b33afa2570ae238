"""Scenarios as they are asked for on the command line, read and judged.

A standard is supposed by `补贴项目.工资项目=金额@起月`, a base by `基数=金额@起月`, people by
`补贴项目=人数人@起月`, a share of attendance by `补贴项目.出勤率=95%@起月`; the last two may end
(`@起月..止月`).  Several changes of one scenario stand between semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from payroll.amounts import parse_hundredths, yuan
from payroll.budget.routes import eligible_projects
from payroll.forecast.examples import Examples, examples_of
from payroll.forecast.ground import Ground
from payroll.forecast.links import with_links
from payroll.forecast.names import base_named, component_named, program_named
from payroll.forecast.plan import MAX_PEOPLE, parse_people, parse_share
from payroll.forecast.scenario import (
    BaseChange,
    Change,
    HeadsChange,
    RateChange,
    Scenario,
    ShareChange,
    supposed,
)
from payroll.intake.words import compact, key
from payroll.money import MAX_RATE_FEN
from payroll.period import month_end, month_list, month_text, months_between, parse_month
from payroll.problems import Cell, Problem, Refusal, problem
from payroll.rates.model import Program
from payroll.terms import forecast as words

WHAT_IF, HEADS = "--what-if", "--heads"

_CHANGE = re.compile(r"(?P<name>[^=@]+)=(?P<value>[^=@]+)@(?P<when>[^=@]+)")
_DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")


class _Asked(NamedTuple):
    """One change as it was typed, and what it is judged by."""

    option: str
    text: str
    name: str
    value: str
    when: str
    ground: Ground
    examples: Examples

    @property
    def heads_example(self) -> str:
        """How people are written after this option."""
        examples = self.examples
        return examples.heads if self.option == HEADS else examples.heads_with_unit

    def wrong(self, code: str, **facts: object) -> _Wrong:
        return _Wrong(_problem(code, self.option, self.text, facts))


class _Wrong(Exception):
    """A change that cannot be understood."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.code)
        self.problem = found


def _problem(code: str, option: str, text: str, facts: dict[str, object]) -> Problem:
    return problem(code, Cell(option, "", None, text), name="", row_id=None, **facts)


def read_scenarios(
    ground: Ground,
    what_ifs: Sequence[str],
    heads: Sequence[str] = (),
    links: Sequence[str] = (),
) -> tuple[Scenario, ...]:
    """The scenarios asked for: each `--what-if`, then each `--heads`.

    `links` are the components that are supposed to move with a base.  Raises `Refusal` with every
    problem found; each names the right form, with a program of the rate files as the example.
    """
    problems: list[Problem] = []
    asked = [(WHAT_IF, text) for text in what_ifs] + [(HEADS, text) for text in heads]
    scenarios = [_scenario(ground, option, text, problems) for option, text in asked]
    if problems:
        raise Refusal(*problems)
    return with_links(ground, scenarios, links)


def _scenario(ground: Ground, option: str, text: str, problems: list[Problem]) -> Scenario:
    """One scenario; parts that cannot be understood are among the problems."""
    examples, changes = examples_of(ground), list[Change]()
    for part in [each for each in compact(text).split(";") if each] or [text]:
        match = _CHANGE.fullmatch(part)
        try:
            if match is None:
                facts: dict[str, object] = {
                    "seen": part,
                    "rate_example": examples.rate,
                    "heads_example": examples.heads_with_unit,
                }
                raise _Wrong(_problem("what-if-malformed", option, part, facts))
            name, value, when = match.groups()
            changes.append(_change(_Asked(option, part, name, value, when, ground, examples)))
        except _Wrong as wrong:
            problems.append(wrong.problem)
    problems.extend(
        _problem("what-if-twice", option, text, {"seen": twice}) for twice in _twice(changes)
    )
    return Scenario(text, tuple(changes))


def _change(asked: _Asked) -> Change:
    base = base_named(asked.ground.book.bases.values(), asked.name)
    if base is not None:
        change: Change = BaseChange(base.id, _amount(asked), _day(asked), supposed(asked.text))
    else:
        change = _program_change(asked)
    if asked.option == HEADS and not isinstance(change, HeadsChange):
        raise asked.wrong("what-if-only-heads", seen=asked.text, heads_example=asked.examples.heads)
    return change


def _program_change(asked: _Asked) -> Change:
    name, dot, component_name = asked.name.partition(".")
    program = program_named(asked.ground.programs, name)
    if program is None:
        names = [each.name for each in asked.ground.programs] + list(asked.ground.book.bases)
        known = "、".join(names)
        example = asked.examples.rate
        raise asked.wrong("what-if-name-unknown", seen=name, known=known, rate_example=example)
    if not dot:
        return _heads(asked, program)
    if key(component_name) == key(words.SHARE):
        return _share(asked, program)
    component = component_named(program, component_name)
    if component is None:
        known = "、".join(each.name for each in program.components)
        raise asked.wrong(
            "what-if-component-unknown", program=program.name, seen=component_name, known=known
        )
    if component.per == "rating":
        raise asked.wrong("what-if-rated", program=program.name, component=component.name)
    source = supposed(asked.text)
    return RateChange(program.id, component.id, _amount(asked), _day(asked), source)


def _heads(asked: _Asked, program: Program) -> HeadsChange:
    """People; after `--what-if` with 人 behind the number, so that no amount passes for people."""
    number = asked.value.removesuffix(words.PEOPLE_UNIT)
    if asked.option == WHAT_IF and number == asked.value:
        raise asked.wrong(
            "what-if-component-needed",
            seen=asked.text,
            rate_example=asked.examples.rate,
            heads_example=asked.examples.heads_with_unit,
        )
    people = parse_people(number)
    if people is None or people > MAX_PEOPLE:
        raise asked.wrong(
            "what-if-people-wrong",
            seen=asked.value,
            limit=f"{MAX_PEOPLE:,}",
            heads_example=asked.heads_example,
        )
    first, last = _months(asked)
    budget = asked.ground.budget
    months = months_between(first, last) if people else []
    homeless = [month for month in months if not eligible_projects(program, month, budget)]
    if homeless:
        raise asked.wrong(
            "plan-program-without-project",
            program=program.name,
            months=month_list(homeless),
            file=program.file,
        )
    return HeadsChange(program.id, people, first, last, supposed(asked.text))


def _share(asked: _Asked, program: Program) -> ShareChange:
    try:
        share_e4 = parse_share(asked.value)
    except ValueError:
        share_e4 = None
    if share_e4 is None:
        raise asked.wrong("what-if-share-wrong", seen=asked.value)
    first, last = _months(asked)
    return ShareChange(program.id, share_e4, first, last, supposed(asked.text))


def _amount(asked: _Asked) -> int:
    try:
        fen = parse_hundredths(asked.value.removesuffix(words.YUAN))
    except ValueError:
        fen = -1
    if not 0 <= fen <= MAX_RATE_FEN:
        raise asked.wrong("what-if-amount-wrong", seen=asked.value, limit=yuan(MAX_RATE_FEN))
    return fen


def _day(asked: _Asked) -> date:
    """The day a standard begins: the first of a month, or the day itself."""
    exact = _DAY.fullmatch(asked.when) is not None
    try:
        day = date.fromisoformat(asked.when) if exact else parse_month(asked.when)
    except ValueError:
        raise _date_wrong(asked) from None
    _require_inside(asked, day, day)
    return day


def _months(asked: _Asked) -> tuple[date, date]:
    """The months people or shares are supposed for: to December where no end is written."""
    first_text, dots, last_text = asked.when.partition("..")
    try:
        first = parse_month(first_text)
        last = parse_month(last_text) if dots else asked.ground.months[-1]
    except ValueError:
        raise _date_wrong(asked) from None
    _require_inside(asked, first, last)
    if last < first:
        raise _date_wrong(asked)
    return first, last


def _require_inside(asked: _Asked, first: date, last: date) -> None:
    months = asked.ground.months
    end = month_end(months[-1])
    if not months[0] <= first <= end or last > end:
        raise asked.wrong(
            "what-if-date-outside",
            seen=asked.when,
            first=month_text(months[0]),
            last=month_text(months[-1]),
        )


def _date_wrong(asked: _Asked) -> _Wrong:
    months = asked.ground.months
    example, last = month_text(months[0]), month_text(months[-1])
    return asked.wrong("what-if-date-wrong", seen=asked.when, example=example, last=last)


def _twice(changes: Iterable[Change]) -> Iterator[str]:
    """What one scenario supposes twice: the same thing from one day on, or for one month."""
    seen: set[tuple[object, ...]] = set()
    for change in changes:
        match change:
            case RateChange():
                places = [(change.program_id, change.component_id, change.since)]
            case BaseChange():
                places = [(change.base_id, "", change.since)]
            case HeadsChange() | ShareChange():
                months = months_between(change.first, change.last)
                places = [(change.program_id, type(change).__name__, month) for month in months]
        if any(place in seen for place in places):
            yield change.source.removeprefix(supposed(""))
        seen.update(places)
