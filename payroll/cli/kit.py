"""`payroll kit`: sheets for the units to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from payroll.cli import console
from payroll.cli.parameters import month_argument, out_option, rates_option, rosters_option


@click.command("kit", short_help="给各用人单位写出待填的出勤表。")
@month_argument
@click.option("--unit", "units", multiple=True, metavar="名称", help="只写这个单位的（可重复）。")
@rates_option
@rosters_option
@out_option
def command(month: date, units: tuple[str, ...], rates: Path, rosters: Path, out: Path) -> None:
    """给各用人单位写出 YYYY-MM 待填的出勤表：人员、日期、休息日、下拉符号、图例和计数公式都已备好。

    人员按花名册（rosters/花名册.xlsx）中当月在岗的人；没有花名册的，按上月核对通过的出勤表。
    写入 out/YYYY-MM-出勤表/，一个单位一个文件；填好收回，直接放进 rosters/YYYY-MM/ 核算。

    \b
    例：
      payroll kit 2026-04
      payroll kit 2026-04 --unit 北城街道办事处
    """
    from payroll.desk.kits import write_kits
    from payroll.terms import desk as words

    kits = write_kits(rosters, rates, out, month, units)
    console.show_problems(kits.found.problems)
    if kits.found.without_days:
        console.warn(words.KIT_LEFT_OUT.format(people=kits.found.without_days))
    if nowhere := kits.found.without_unit:
        names = words.BETWEEN.join(nowhere[: words.NAMES_SHOWN])
        console.warn(words.KIT_NO_UNIT.format(people=len(nowhere), names=names))
    written = {"units": len(kits.files), "people": kits.people, "folder": kits.folder}
    console.say(words.KIT_WRITTEN.format_map(written))
