"""`payroll units`: which host units have sent their sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from payroll.cli import console
from payroll.cli.parameters import month_argument, rates_option, rosters_option


@click.command("units", short_help="哪些用人单位报了出勤表，哪些没有。")
@month_argument
@click.option("--all", "everybody", is_flag=True, help="已报而没有疑问的单位也列出。")
@rates_option
@rosters_option
def command(month: date, everybody: bool, rates: Path, rosters: Path) -> None:
    """哪些用人单位报了 YYYY-MM 的出勤表：未报、读不出、旧表、报了两份、已报。

    应当报送的单位按花名册（rosters/花名册.xlsx）中当月在岗的人；没有花名册的，按上月的出勤表。
    只看，不写任何文件。

    \b
    例：
      payroll units 2026-03
      payroll units 2026-03 --all
    """
    from payroll.desk.looking import find_unit_states
    from payroll.period import month_title
    from payroll.survey import counted_states
    from payroll.terms import desk as words

    states = find_unit_states(rosters, rates, month)
    rows = [
        [
            each.unit,
            words.STATES[each.state],
            str(each.expected),
            str(each.read),
            words.NOTES_BETWEEN.join(each.notes),
        ]
        for each in states
        if everybody or each.state != "sent" or each.notes
    ]
    console.say(f"{month_title(month)}{words.UNITS_TITLE}")
    if rows:
        headings = ["用人单位", words.STATE, words.EXPECTED_PEOPLE, words.READ_PEOPLE, words.NOTES]
        console.say()
        console.say(console.table(headings, rows, right=(2, 3)))
        console.say()
    console.say(counted_states(states) or words.NO_UNITS)
