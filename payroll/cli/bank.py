"""`payroll bank-result` and `payroll unpaid`: what the bank answered, and who waits for money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from payroll.cli import console
from payroll.cli.clock import now
from payroll.cli.parameters import MONTH, ledger_option, out_option
from payroll.terms.bank import DEFAULT_TEMPLATE

if TYPE_CHECKING:
    from payroll.bank.dues import Due, Part
    from payroll.bank.settling import Settled


@click.command("bank-result")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="回单文件")
@click.option("--month", type=MONTH, required=True, help="这份回单付的是哪个发放月份。")
@click.option(
    "--template",
    "named",
    metavar="名称|文件.toml",
    default=DEFAULT_TEMPLATE,
    show_default=True,
    help="回单的格式：自带的 通用、竖线、定长，或者自己的模板文件。",
)
@click.option(
    "--repeats", is_flag=True, help="同一批的新回单：与台账相同的行略过，不当作又付一次。"
)
@click.option("--by", metavar="姓名", default="", help="登记人的姓名，记入台账。")
@out_option
@ledger_option
def result(
    file: Path, month: date, named: str, repeats: bool, by: str, out: Path, ledger: Path | None
) -> None:
    """登记银行回单：与过账的月份逐笔核对，付了的、失败的都记入台账。

    有一行对不上（查无此人、重复、金额不同、已经付过），整个文件都不登记，全部问题一次列出。
    失败和退回的钱重新成为应付，下一份回单里付出的是新的一笔；不会付第二次，也不再占用预算。

    \b
    例：
      payroll bank-result 回单.xlsx --month 2026-04
      payroll bank-result 回单.txt --month 2026-04 --template 定长 --by 张三
    """
    from payroll.bank.settling import settle_results
    from payroll.bank.template import load_template
    from payroll.ledger.steps import open_books

    template = load_template(named)
    with open_books(out, ledger) as books:
        settled = settle_results(books, file, month, template, actor=by, at=now(), repeats=repeats)
    console.show_problems(settled.problems, limit=None)
    console.say("\n".join(_told(settled, template.name)))


@click.command("unpaid")
@click.argument("month", type=MONTH, metavar="[YYYY-MM]", required=False)
@out_option
@ledger_option
def unpaid_people(month: date | None, out: Path, ledger: Path | None) -> None:
    """谁还没有收到钱，为什么：未见回单、银行处理中、失败、退回、没有卡号。

    不写月份时列出所有过账的月份；还没有登记过回单的月份只列合计。号码只显示后四位。

    \b
    例：
      payroll unpaid
      payroll unpaid 2026-04
    """
    from payroll.bank.dues import dues, posted_months
    from payroll.ledger.steps import open_books
    from payroll.period import month_text
    from payroll.problems import Cell, Refusal, problem
    from payroll.terms.bank import NO_RESULTS, TOTAL_HEADINGS, UNPAID_HEADINGS

    with open_books(out, ledger) as books:
        posted = posted_months(books.ledger)
        wanted = [month_text(month)] if month else posted
        if month and wanted[0] not in posted:
            raise Refusal(problem("bank-month-not-posted", Cell(wanted[0]), subject=wanted[0]))
        found = {subject: dues(books.ledger, subject) for subject in wanted}
        answered = {subject for subject in wanted if books.ledger.bank_files(subject)}
    notes, rows = [], list[list[str]]()
    for subject, owed in found.items():
        if month or subject in answered:
            rows += _unpaid_rows(owed)
        elif owed:
            notes.append(NO_RESULTS.format(month=subject, count=len(owed)))
    if rows:
        console.say(console.table(UNPAID_HEADINGS, rows, right=(4, 7, 8)))
        console.say()
    totals = [_total(subject, owed) for subject, owed in found.items()]
    console.say(console.table(TOTAL_HEADINGS, totals, right=range(1, 5)))
    for note in notes:
        console.say(note)


def _told(settled: Settled, template: str) -> Iterator[str]:
    """What came of a file, as lines of text."""
    from payroll.amounts import yuan
    from payroll.terms.bank import COUNT_HEADINGS, SAID, TOTAL_HEADINGS

    file = settled.file
    footers = f"，另有 {file.footers} 行合计或制表没有读" if file.footers else ""
    yield f"{settled.subject} 回单 {len(file.rows)} 笔（模板“{template}”）{footers}。"
    if settled.taken_before is not None:
        yield f"内容相同的回单已在台账第 {settled.taken_before} 条登记过，没有变动。"
        yield "确实是另一批的，请向银行要写有日期或批次号的回单。"
    elif settled.event is None:
        yield "回单里没有台账不知道的事，没有变动。"
    else:
        counts = [[SAID[a], f"{n:,}", yuan(fen)] for a, n, fen in settled.counts() if n]
        yield console.table(COUNT_HEADINGS, counts, right=(1, 2))
        if settled.matched.known:
            yield f"另有 {settled.matched.known} 笔与台账相同，略过。"
        event = settled.event
        yield f"已记入台账第 {event.seq} 条。台账校验码：{event.seq}-{event.hash[:16]}"
    yield ""
    yield console.table(TOTAL_HEADINGS, [_total(settled.subject, settled.dues)], right=range(1, 5))
    if any(due.unpaid_fen for due in settled.dues):
        yield f"未付名单和原因：payroll unpaid {settled.subject}"


def _total(subject: str, owed: Iterable[Due]) -> list[str]:
    from payroll.amounts import yuan

    listed = list(owed)
    due, paid = (sum(d.amount_fen for d in listed), sum(d.paid_fen for d in listed))
    return [subject, f"{len(listed):,}", yuan(due), yuan(paid), yuan(due - paid)]


def _unpaid_rows(owed: Iterable[Due]) -> Iterator[list[str]]:
    for due in owed:
        for part in due.unpaid_parts:
            yield _unpaid_row(due, part)


def _unpaid_row(due: Due, part: Part) -> list[str]:
    from payroll.amounts import yuan
    from payroll.bank.settling import reason_of
    from payroll.identity import tail
    from payroll.terms.bank import STATES

    last = part.payment
    card = last.paid_to.card_number if last else due.card
    seq = (last.results[-1].seq if last.results else last.seq) if last else None
    return [
        due.subject,
        due.identity.name,
        f"尾号 {tail(due.identity.id_number)}",
        f"尾号 {tail(card)}" if card else "—",
        yuan(part.amount_fen),
        STATES[part.standing],
        reason_of(part),
        str(due.times_sent()) if last else "",
        str(seq) if seq else "",
    ]


commands = {"bank-result": result, "unpaid": unpaid_people}
