"""`payroll budget check`: what the published budget carries, and whether it agrees with itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from payroll.cli.chinese import wrapped
from payroll.cli.console import say, say_json
from payroll.cli.parameters import ledger_option, out_option, rates_option
from payroll.terms import budget_findings as words

if TYPE_CHECKING:
    from payroll.budget import Budget
    from payroll.budget.finding import Finding

WIDTH = 100


@click.group()
def command() -> None:
    """用补贴标准核对年度预算，编制下一年的草案。

    \b
    例：
      payroll budget check
      payroll budget plan 2027
    """


@command.command()
@rates_option
@click.option("--year", type=int, help="预算年度，不写就是最近一个有预算文件的年度。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，键名固定，金额是文字。")
def check(rates: Path, year: int | None, as_json: bool) -> None:
    """核对年度预算：每个项目按标准需要多少、够不够、能负担多少人；各表数字是否勾稽；
    哪里有尾差和矛盾。

    只看预算文件和标准文件，不看出勤表。有结余、短缺或矛盾都是核对结果，不算出错：
    退出状态 0 表示核对完毕，2 表示文件读不了（什么也不输出）。

    \b
    例：
      payroll budget check --year 2026
      payroll budget check --year 2026 --json
    """
    from payroll.budget import latest_budget_year, load_budget
    from payroll.budget.check import budget_findings
    from payroll.budget.record import findings_record
    from payroll.rates import load_rates

    book = load_rates(rates)
    year = latest_budget_year(rates) if year is None else year
    budget = load_budget(rates, year, book.programs)
    as_of = book.default_as_of(date(year, 12, 1))
    findings = budget_findings(budget, book.programs, book.in_force(as_of), book.calendar)
    if as_json:
        say_json(findings_record(budget, findings, as_of))
        return
    for line in report_lines(budget, findings, as_of):
        say(line)


@command.command()
@click.argument("year", type=int, required=False, metavar="[年度]")
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="人数计划，.xlsx 或 .csv（默认：现在的人，没有发放过的按上年预算）。",
)
@click.option(
    "--margin", default="0", show_default=True, help="预备比例，如 5%；没有依据，待确认。"
)
@click.option(
    "--book",
    type=click.Path(path_type=Path, dir_okay=False),
    help="草案写到哪里（默认：--out 下的 年度预算草案.xlsx）。",
)
@rates_option
@out_option
@ledger_option
def plan(
    year: int | None,
    plan_file: Path | None,
    margin: str,
    book: Path | None,
    rates: Path,
    out: Path,
    ledger: Path | None,
) -> None:
    """编制下一年的预算草案：人数 × 标准 × 月数，加一次性项目和预备，
    写成项目支出预算表和绩效目标表的样子。

    没有写明标准或没有人数的不猜，空着并列入“未定事项”。
    退出状态：0 完成；2 年度、计划或标准文件有错（什么也不写）。

    \b
    例：
      payroll budget plan 2027
      payroll budget plan 2027 --plan 明年人数.xlsx --margin 5%
    """
    from payroll.amounts import yuan
    from payroll.cli.console import show_problems, table
    from payroll.forecast.draft import draft_budget, parse_margin
    from payroll.forecast.draft_book import write_draft_book
    from payroll.forecast.draft_ground import draft_plan, read_draft_ground
    from payroll.forecast.plan_file import read_plan
    from payroll.ledger.steps import books_if_any
    from payroll.problems import Problem
    from payroll.terms import forecast as draft_words

    margin_e4 = parse_margin(margin)
    with books_if_any(out, ledger) as books:
        ground = read_draft_ground(rates, out, year, books)
    if plan_file is None:
        rows, told = draft_plan(ground), list[Problem]()
    else:
        rows, told = read_plan(plan_file, ground, next_year=True)
    draft = draft_budget(ground, rows, margin_e4)
    path = book or out / draft_words.DRAFT_BOOK.format(year=draft.year)
    write_draft_book(draft, path)
    show_problems([*ground.problems, *told, *draft.problems], limit=None)
    say(draft_words.DRAFT_TITLE.format(year=draft.year))
    shown = [
        [
            line.name,
            "" if line.need_fen is None else yuan(line.need_fen),
            draft_words.OPEN if line.amount_fen is None else yuan(line.amount_fen),
        ]
        for line in draft.lines
    ]
    shown.append([draft_words.TOTAL, "", yuan(draft.total_fen)])
    say(table(draft_words.DRAFT_TABLE, shown, right=range(1, 3)))
    say(draft_words.WRITTEN.format(path=path))


def report_lines(budget: Budget, findings: Sequence[Finding], as_of: date) -> Iterator[str]:
    """Lines of the whole report, at most `WIDTH` columns wide."""
    from payroll.budget.record import count_verdicts

    yield words.TITLE.format(unit=budget.unit, year=budget.year)
    yield from _paragraph(words.FROM.format(source=budget.source, as_of=as_of), 0)
    yield from _paragraph(words.SUMMARY.format(**count_verdicts(findings)), 0)
    needs = [item for item in findings if item.kind == "need"]
    others = [item for item in findings if item.kind != "need"]
    wrong = [item for item in others if item.verdict not in {"holds", "tail"}]
    tails = [item for item in others if item.verdict == "tail"]
    for heading, section in (
        (words.NEEDS_HEADING, needs),
        (words.WRONG_HEADING, wrong),
        (words.TAILS_HEADING, tails),
    ):
        yield ""
        yield heading
        yield from () if section else _paragraph(words.NONE_FOUND, 2)
        for item in section:
            yield from _finding_lines(item)
    yield ""
    yield words.TIES_HEADING
    yield from _tie_lines([item for item in others if item.verdict == "holds"])
    yield from _pending_lines(budget)


def _finding_lines(item: Finding) -> Iterator[str]:
    """A finding: its verdict and subject, the sum, what is published, where it comes from."""
    verdict = words.VERDICTS[item.verdict]
    yield from _paragraph(words.HEAD.format(verdict=verdict, subject=item.subject), 2)
    if item.computed is not None:
        computed = item.computed_text
        yield from _paragraph(
            words.EQUATION.format(formula=item.formula, computed=computed, unit=item.unit), 4
        )
    if item.published is None:
        yield from _paragraph(item.conclusion, 4)
    else:
        yield from _paragraph(
            words.PUBLISHED_IS.format(
                label=item.label,
                published=item.published_text,
                unit=item.unit,
                conclusion=item.conclusion,
            ),
            4,
        )
    yield from _paragraph(words.SOURCE_IS.format(source=item.source), 4)


def _tie_lines(holding: Sequence[Finding]) -> Iterator[str]:
    """Relations that hold, with how many figures were compared; the main ones figure by figure."""
    relations: dict[str, list[Finding]] = {}
    for item in holding:
        relations.setdefault(item.group, []).append(item)
    for what, items in relations.items():
        yield from _paragraph(words.COUNTED.format(what=what, count=len(items)), 2)
        for item in items:
            if item.listed:
                yield from _paragraph(
                    words.LISTED.format(
                        subject=item.subject, formula=item.formula, computed=item.computed_text
                    ),
                    4,
                )


def _pending_lines(budget: Budget) -> Iterator[str]:
    from payroll.budget.pending import pending_figures

    items = pending_figures(budget)
    if not items:
        return
    yield ""
    yield words.PENDING_HEADING
    for item in items:
        projects = "、".join(item.projects)
        yield from _paragraph(
            words.PENDING_IS.format(
                what=item.what, value=item.value, status=item.status, projects=projects
            ),
            2,
        )
        yield from _paragraph(words.SOURCE_IS.format(source=item.source), 4)


def _paragraph(text: str, indent: int) -> Iterator[str]:
    first, *others = wrapped(text, WIDTH - indent - 2)
    yield " " * indent + first
    for line in others:
        yield " " * (indent + 2) + line
