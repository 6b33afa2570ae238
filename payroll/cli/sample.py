"""`payroll sample`: attendance sheets of people who do not exist."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from payroll.cli.console import say, table
from payroll.cli.parameters import FOLDER, rates_option
from payroll.period import month_text, months_between, parse_month


class MonthsParameter(click.ParamType[list[date]]):
    """A month, or the first and the last of several: YYYY-MM or YYYY-MM..YYYY-MM."""

    name = "YYYY-MM..YYYY-MM"

    def convert(
        self, value: str | list[date], param: click.Parameter | None, ctx: click.Context | None
    ) -> list[date]:
        """First days of the months; a Chinese usage error for anything else."""
        if isinstance(value, list):
            return value
        first, dots, last = value.partition("..")
        try:
            months = months_between(parse_month(first), parse_month(last if dots else first))
        except ValueError:
            self.fail(f"{value} 不是月份。写成 2026-03 或 2026-01..2026-03。", param, ctx)
        if not months:
            self.fail(f"{value} 的起始月份晚于结束月份。", param, ctx)
        return months


@click.command()
@click.option("--people", type=click.IntRange(min=1), help="总人数，不写就按样例县的编制。")
@click.option(
    "--months",
    type=MonthsParameter(),
    default="2026-01..2026-03",
    show_default=True,
    help="生成哪些月份。",
)
@click.option(
    "--seed", default=20260101, show_default=True, help="随机种子：同一个数写出同样的文件。"
)
@click.option(
    "--out", type=FOLDER, default="rosters", show_default=True, help="出勤表写入的文件夹。"
)
@click.option(
    "--flat",
    type=click.Path(path_type=Path, dir_okay=False),
    help="不写出勤表，把所有人写进这一个 CSV 文件，没有错行。",
)
@click.option("--force", is_flag=True, help="已有别的文件也照写；原有的文件夹改名保留。")
@rates_option
def command(
    people: int | None,
    months: list[date],
    seed: int,
    out: Path,
    flat: Path | None,
    force: bool,
    rates: Path,
) -> None:
    """生成虚构人员的出勤表，用来试用和培训。

    人、单位、银行都不存在：身份证号的顺序码一律是 000（从不发放），银行卡号以 999900 开头
    （没有银行使用）。2026年2月有十几行故意填错，表上不作记号。

    \b
    例：
      payroll sample                                      样例县三个月的出勤表
      payroll sample --people 40 --months 2026-03 --out 试用   四十个人的一个月
      payroll sample --people 100000 --months 2026-03 --flat 十万人.csv
    """
    from payroll.rates import load_rates
    from payroll.sample import county_of, write_flat, write_months

    county = county_of(load_rates(rates).calendar, months, people=people, seed=seed)
    if flat is not None:
        written = write_flat(county, months, flat, force=force)
        place = str(flat)
    else:
        written = write_months(county, months, out, force=force)
        place = str(out)
    say(
        table(
            ["月份", "文件", "人"],
            [[month_text(w.month), f"{w.files:,}", f"{w.people:,}"] for w in written],
            right=[1, 2],
        )
    )
    say(f"已写入 {place}。人员全部虚构。")
