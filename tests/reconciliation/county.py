"""A county small enough to be checked with a pencil: rates, a budget, what was paid."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

PAYMENTS = Path(__file__).with_name("发放.csv")

RATES = Path(__file__).with_name("rates")


def write_rates(folder: Path, **changes: tuple[str, str]) -> Path:
    """The rates folder of the county; `budget=(old, new)` changes text of its budget, `street_help`
    and `gift` of its programs."""
    shutil.copytree(RATES, folder)
    names = {"budget": "budget/2026.toml"}
    for name, (old, new) in changes.items():
        path = folder / names.get(name, f"{name}.toml")
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


LINE_COLUMNS = (
    *("service_month", "run_month", "program", "unit", "id_number", "name", "component"),
    *("component_name", "payee", "reason", "rate_yuan", "effective_from", "paid_days"),
    *("required_days", "amount_yuan", "project", "source_file", "source_sheet", "source_row"),
    *("cause", "line_id", "rounding", "segment_from", "program_id"),
)
CHARGE_COLUMNS = ("line_id", "project", "fund", "document", "kind", "amount_yuan")
PEOPLE = {
    "张三": "140581199001010006",
    "李四": "140581199001020001",
    "王五": "140581199001030007",
    "赵六": "140581199001040002",
}
COMPONENTS = {
    "补贴": ("subsidy", "person", "street_help"),
    "保险": ("insurance", "insurer", "street_help"),
    "扣款": ("fee", "deduction", "street_help"),
    "慰问金": ("gift", "person", "gift"),
}
REASONS = {"正常": "regular", "一次性": "one_off", "补发": "arrears", "追回": "recovery"}


def payments() -> list[dict[str, str]]:
    """The rows of 发放.csv."""
    with PAYMENTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_out(
    out: Path,
    rows: Iterable[Mapping[str, str]] | None = None,
    held: Mapping[str, int] | None = None,
) -> Path:
    """`out` with a folder for every 发放月份 of the rows; `held` rows by `月份 补贴项目`."""
    by_month: dict[str, list[Mapping[str, str]]] = {}
    for row in payments() if rows is None else rows:
        by_month.setdefault(row["发放月份"], []).append(row)
    for month, of_month in by_month.items():
        write_month(out / month, of_month, held or {})
    return out


def write_month(folder: Path, rows: list[Mapping[str, str]], held: Mapping[str, int]) -> None:
    """lines.csv, charges.csv, problems.csv and run.json of one month."""
    folder.mkdir(parents=True, exist_ok=True)
    lines, charges = [], []
    people: dict[str, set[str]] = {}
    for number, row in enumerate(rows, 1):
        component, payee, program_id = COMPONENTS[row["工资项目"]]
        line_id = f"{row['发放月份'].replace('-', '')}-{number:06d}"
        amount = row["金额"]
        people.setdefault(row["补贴项目"], set()).add(row["姓名"])
        lines.append(
            {
                "service_month": row["所属月份"],
                "run_month": row["发放月份"],
                "program": row["补贴项目"],
                "program_id": program_id,
                "unit": row["用人单位"],
                "id_number": PEOPLE[row["姓名"]],
                "name": row["姓名"],
                "component": component,
                "component_name": row["工资项目"],
                "payee": payee,
                "reason": REASONS[row["类型"]],
                "rate_yuan": row["标准"],
                "amount_yuan": amount,
                "project": row["列支项目"],
                "line_id": line_id,
            }
        )
        charges.append(
            {
                "line_id": line_id,
                "project": row["列支项目"],
                "fund": row["资金来源"],
                "document": row["文号"],
                "kind": "over" if row["超出"] else "within",
                "amount_yuan": "0.00" if payee == "deduction" else amount,
            }
        )
    write_csv(folder / "lines.csv", LINE_COLUMNS, lines)
    write_csv(folder / "charges.csv", CHARGE_COLUMNS, charges)
    outputs = {name: digest(folder / name) for name in ("lines.csv", "charges.csv")}
    programs = {
        name: {"people": len(people.get(name, ())), "held": held.get(f"{folder.name} {name}", 0)}
        for name in ("街道协理员", "慰问")
    }
    record = {"outputs": outputs, "programs": programs}
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")


def write_csv(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def change(folder: Path, name: str, old: str, new: str, *, record: bool = True) -> None:
    """Replace text in a file of a month; `record` keeps run.json in step with it."""
    path = folder / name
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig", newline="")
    if record:
        content = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        content["outputs"][name] = digest(path)
        (folder / "run.json").write_text(json.dumps(content), encoding="utf-8")
