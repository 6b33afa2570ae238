"""The month as a plain pandas and openpyxl script would do it: the yardstick of `county_month`.

    python -m benchmarks.pandas_baseline 2026-03 OUT

It reads the same sheets (earlier months of the year, too: who had a one-off before), and writes the
same workbooks in the same shape: 工资表 a program with its five sheets, 月度汇总, 财务导入表 and
lines.csv.  It does what such scripts do and no more: money is a float, nothing is checked, no row
is held back, nothing is charged, nothing is read back, and what fails leaves half a folder.
"""

from __future__ import annotations

import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).parents[1]
ID, PROGRAM, UNIT = "身份证号", "补贴项目", "用人单位"
PAID_LEAVE = ["年休假", "婚假", "产假", "丧假", "工伤"]
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD = PatternFill("solid", fgColor="DDEBF7")


def read_month(folder: Path) -> pd.DataFrame:
    """Every row of every sheet of the month, as text."""
    frames = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            frames.append(pd.read_excel(path, dtype=str, engine="openpyxl"))
        elif path.suffix == ".csv":
            try:
                frames.append(pd.read_csv(path, dtype=str, encoding="utf-8-sig"))
            except UnicodeDecodeError:
                frames.append(pd.read_csv(path, dtype=str, encoding="gb18030"))
        else:
            continue
        frames[-1]["来源"] = str(path.relative_to(folder))
    return pd.concat(frames, ignore_index=True)


def read_components(month: date) -> pd.DataFrame:
    """A row a component in force: program, name, payee, per, monthly rate in yuan, project."""
    rows = []
    for path in sorted((ROOT / "rates").glob("*.toml")):
        program = tomllib.loads(path.read_text(encoding="utf-8"))
        for component in program.get("component", []):
            known = [r for r in component["rate"] if r["effective_from"] <= month and "amount" in r]
            if known:
                rows.append(
                    {
                        PROGRAM: program["name"],
                        "项目": component["name"],
                        "payee": component["payee"],
                        "per": component["per"],
                        "标准": float(known[-1]["amount"]),
                        "依据": known[-1]["source"],
                        "预算项目": program["charged_to"][-1]["project"],
                    }
                )
    return pd.DataFrame(rows)


def compute(roster: pd.DataFrame, earlier: pd.DataFrame, components: pd.DataFrame) -> pd.DataFrame:
    """A row a person and component, in floats."""
    days = ["应出勤天数", "实出勤天数", *PAID_LEAVE]
    for name in days:
        if name not in roster:
            roster[name] = None
        roster[name] = pd.to_numeric(roster[name]).fillna(0)
    roster["计薪天数"] = roster["实出勤天数"] + roster[PAID_LEAVE].sum(axis=1)
    lines = roster.merge(components, on=PROGRAM)
    had = set(zip(earlier[ID], earlier[PROGRAM], strict=True)) if len(earlier) else set()
    again = pd.Series([key in had for key in zip(lines[ID], lines[PROGRAM], strict=True)])
    lines = lines[~((lines["per"] == "person") & again) & (lines["per"] != "rating")].copy()
    part = lines["计薪天数"] / lines["应出勤天数"]
    whole = (lines["payee"] != "person") | (lines["per"] == "person")
    lines["金额"] = (lines["标准"] * part.where(~whole, 1) + 1e-9).round(2)
    return lines


def lay_out(sheet: Worksheet, title: str, headings: list[str], rows: list[list[Any]]) -> None:
    """A titled, bordered table that prints on A4."""
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(headings))
    sheet["A1"].font, sheet["A1"].alignment = Font(size=16), Alignment(horizontal="center")
    sheet.append([])
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    for cell in sheet[3]:
        cell.font, cell.fill = Font(bold=True), HEAD
    for row in sheet.iter_rows(min_row=3, max_col=len(headings)):
        for cell in row:
            cell.border = BOX
            if isinstance(cell.value, float):
                cell.number_format = "#,##0.00"
    for column in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 14
    sheet.freeze_panes, sheet.print_title_rows = "A4", "1:3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"


def people_of(lines: pd.DataFrame) -> pd.DataFrame:
    """A row a person: days, each component, what is paid and what the unit pays."""
    keys = [UNIT, ID, "姓名", "应出勤天数", "实出勤天数", "计薪天数", "银行卡号", "开户行"]
    lines = lines.assign(**{key: lines[key].fillna("") for key in ("银行卡号", "开户行")})
    table = lines.pivot_table(index=keys, columns="项目", values="金额", aggfunc="sum")
    mine = lines["项目"][lines["payee"] == "person"].unique()
    theirs = lines["项目"][lines["payee"] == "insurer"].unique()
    table["应发"], table["保险"] = table[mine].sum(axis=1), table[theirs].sum(axis=1)
    return table.drop(columns=theirs).fillna(0.0).reset_index()


def write_wage_book(path: Path, program: str, lines: pd.DataFrame, month: str) -> pd.DataFrame:
    """The workbook of a program; its people."""
    people = people_of(lines)
    amounts = [name for name in people.columns if people[name].dtype == float][3:]
    days = ["应出勤天数", "实出勤天数", "计薪天数"]
    headings = ["序号", "姓名", ID, UNIT, *days, *amounts, "备注", "签名"]
    rows: list[list[Any]] = []
    serial = 0
    for unit, group in people.groupby(UNIT):
        for row in group.to_dict("records"):
            serial += 1
            person = [row[name] for name in ("姓名", ID, UNIT, *days, *amounts)]
            rows.append([serial, *person, "", ""])
        sums = [float(group[name].sum()) for name in amounts]
        rows.append(["小计", unit, "", "", "", "", "", *sums, "", ""])
    rows.append(["合计", *[""] * 6, *[float(people[name].sum()) for name in amounts], "", ""])
    book = Workbook()
    lay_out(book.active, f"{month}{program}工资表", headings, rows)
    units = people.groupby(UNIT)[["应发", "保险"]].agg("sum").reset_index()
    lay_out(book.create_sheet("汇总"), f"{program}汇总", list(units), units.values.tolist())
    reasons = [
        [row["姓名"], row[UNIT], f"{row['项目']}：{row['标准']:.2f} × {row['计薪天数']:g} 天 ÷ "
         f"{row['应出勤天数']:g} 天 = {row['金额']:.2f} 元", row["金额"]]
        for row in lines.to_dict("records")
    ]  # fmt: skip
    headings = ["姓名", UNIT, "计算说明", "金额"]
    lay_out(book.create_sheet("计算说明"), f"{program}计算说明", headings, reasons)
    lay_out(book.create_sheet("问题"), f"{program}问题", ["位置", "情况"], [])
    rates = lines[["项目", "标准", "依据"]].drop_duplicates()
    lay_out(book.create_sheet("口径"), f"{program}口径", list(rates), rates.values.tolist())
    book.save(path)
    return people.assign(**{PROGRAM: program, "预算项目": lines["预算项目"].iloc[0]})


def main() -> None:
    """Compute the month and write everything."""
    month, out = sys.argv[1], Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    year, number = map(int, month.split("-"))
    rosters = ROOT / "rosters"
    before = [rosters / f"{year}-{n:02}" for n in range(1, number)]
    earlier = pd.concat([read_month(folder) for folder in before if folder.is_dir()])
    roster = read_month(rosters / month)
    lines = compute(roster, earlier, read_components(date(year, number, 1)))
    columns = ["姓名", ID, PROGRAM, UNIT, "项目", "标准", "计薪天数", "应出勤天数", "金额", "来源"]
    lines[columns].to_csv(out / "lines.csv", index=False, encoding="utf-8-sig")
    everyone = pd.concat(
        write_wage_book(out / f"工资表_{program}.xlsx", str(program), group, month)
        for program, group in lines.groupby(PROGRAM, sort=False)
    )
    book = Workbook()
    totals = everyone.groupby(PROGRAM, sort=False)[["应发", "保险"]].agg("sum").reset_index()
    lay_out(book.active, f"{month}月度汇总", list(totals), totals.values.tolist())
    book.save(out / "月度汇总.xlsx")
    finance = Workbook()
    names = ["预算项目", "姓名", ID, "开户行", "银行卡号", "应发", "保险", PROGRAM, UNIT]
    lay_out(finance.active, "财务导入表", names, everyone[names].values.tolist())
    cards = everyone.groupby(["姓名", ID, "开户行", "银行卡号"])["应发"].sum().reset_index()
    lay_out(finance.create_sheet("按人汇总"), "按人汇总", list(cards), cards.values.tolist())
    by = everyone.groupby("预算项目")[["应发", "保险"]].sum().reset_index()
    lay_out(finance.create_sheet("按项目汇总"), "按项目汇总", list(by), by.values.tolist())
    finance.save(out / "财务导入表.xlsx")
    print(f"{len(roster)} 行，应发 {everyone['应发'].sum():.2f} 元")


if __name__ == "__main__":
    main()
