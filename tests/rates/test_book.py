"""Questions asked of a whole rates folder."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl

from payroll.period import parse_month
from payroll.rates import load_rates
from payroll.rates.pending import grouped
from tests.rates.folder import BASES, PROGRAM, write_folder

RATES = Path(__file__).parents[2] / "rates"

NEW_PROGRAM = """\
id = "forest_guard"
name = "护林员"
order = 35
aliases = ["护林"]
[policy]
proration = { value = "calendar", source = "某林发〔2026〕8号" }
rounding = { value = "line", source = "某林发〔2026〕8号" }
[[component]]
id = "subsidy"
name = "管护补贴"
payee = "person"
per = "month"
[[component.rate]]
effective_from = 2026-02-01
amount = "800.00"
source = "某林发〔2026〕8号"
[[component.rate]]
effective_from = 2026-05-01
announced = 2026-06-20
share = "0.40"
of = "minimum_wage"
source = "某林发〔2026〕20号"
"""


def test_a_new_program_needs_a_file_and_no_python(tmp_path: Path) -> None:
    folder = tmp_path / "rates"
    shutil.copytree(RATES, folder)
    (folder / "forest_guard.toml").write_text(NEW_PROGRAM, encoding="utf-8")
    book = load_rates(folder)
    assert [program.name for program in book.programs][3:5] == ["护林员", "乡村运营师"]
    known = book.in_force(date(2026, 6, 19)).steps.filter(program_id="forest_guard")
    assert known.select("valid_from", "valid_to", "rate_fen", "proration").rows() == [
        (date(2026, 2, 1), None, 80_000, "calendar")
    ]
    later = book.in_force(date(2026, 6, 20)).steps.filter(program_id="forest_guard")
    assert later.select("valid_from", "valid_to", "rate_fen").rows() == [
        (date(2026, 2, 1), date(2026, 4, 30), 80_000),
        (date(2026, 5, 1), None, 86_000),
    ]


def test_a_share_names_its_base_in_its_source(tmp_path: Path) -> None:
    bases = f"""{BASES}[[base.value]]
effective_from = 2026-09-01
amount = "2250.00"
source = "某政办发〔2026〕9号"
"""
    steps = load_rates(write_folder(tmp_path, bases=bases)).in_force(date(2026, 12, 31)).steps
    shares = steps.filter(pl.col("valid_from") >= date(2026, 7, 1))
    assert shares.select("valid_from", "effective_from", "rate_fen", "source").rows() == [
        (
            date(2026, 7, 1),
            date(2026, 7, 1),
            129_000,
            "某办发〔2026〕2号；60.00% × 月最低工资标准 2,150.00（某政办发〔2024〕58号）",
        ),
        (
            date(2026, 9, 1),
            date(2026, 7, 1),
            135_000,
            "某办发〔2026〕2号；60.00% × 月最低工资标准 2,250.00（某政办发〔2026〕9号）",
        ),
    ]


def test_as_of_is_the_last_day_on_which_the_files_changed_their_mind(tmp_path: Path) -> None:
    march = parse_month("2026-03")
    assert load_rates(write_folder(tmp_path)).default_as_of(march) == date(2026, 3, 31)
    announced = PROGRAM.replace('amount = "500"', 'amount = "500"\nannounced = 2026-07-10')
    book = load_rates(write_folder(tmp_path, street_help=announced))
    assert book.default_as_of(march) == date(2026, 7, 10)
    assert book.default_as_of(parse_month("2026-08")) == date(2026, 8, 31)
    withdrawn = BASES + (
        '[[base.value]]\neffective_from = 2026-01-01\namount = "2510.00"\n'
        'withdrawn = 2026-04-02\nsource = "误录"\n'
    )
    book = load_rates(write_folder(tmp_path, bases=withdrawn))
    assert book.default_as_of(march) == date(2026, 4, 2)


def test_a_base_may_begin_on_the_first_day_of_the_share(tmp_path: Path) -> None:
    bases = BASES.replace("2025-01-01", "2026-07-01")
    steps = load_rates(write_folder(tmp_path, bases=bases)).in_force(date(2026, 12, 31)).steps
    assert steps.filter(valid_from=date(2026, 7, 1))["rate_fen"].to_list() == [129_000]


def test_a_folder_whose_rates_are_all_withdrawn_has_no_steps(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "street_help.toml").unlink()
    park = (folder / "park_help.toml").read_text(encoding="utf-8")
    (folder / "park_help.toml").write_text(f"{park}withdrawn = 2026-01-02\n", encoding="utf-8")
    book = load_rates(folder)
    assert book.in_force(date(2026, 1, 2)).steps.height == 0
    assert book.in_force(date(2026, 1, 1)).steps.height == 1


def test_pending_leaves_out_what_was_stated_later(tmp_path: Path) -> None:
    """An amount announced for the same days takes the place of the unstated one."""
    stated = (
        "\n[[component.rate]]\neffective_from = 2026-01-01\nannounced = 2026-03-01\n"
        'amount = "800.00"\nsource = "某办发〔2026〕4号"\n'
    )
    unstated = "标准未载明"
    before = load_rates(write_folder(tmp_path)).pending()
    assert [item.value for item in before if item.place.startswith("保险 ")] == ["未载明"]
    text = PROGRAM.replace(f'{unstated}"\n', f'{unstated}"{stated}')
    after = load_rates(write_folder(tmp_path, street_help=text)).pending()
    assert not [item for item in after if item.place.startswith("保险 ")]


def test_pending_says_what_is_applied_meanwhile(tmp_path: Path) -> None:
    pending = load_rates(write_folder(tmp_path)).pending()
    assert [
        (item.place, item.value, item.status) for item in pending if item.program == "街道协理员"
    ] == [
        ("折算办法", "按出勤天数折算", "待确认"),
        ("每月扣回上限", "本月应发的全部", "待确认"),
        ("病假计薪比例", "未载明", "待确认"),
        ("保险 2026-01-01 起的标准", "未载明", "待确认"),
        ("慰问金一次性项目的计次", "每人每次上岗一次", "推定"),
    ]


def test_groups_say_once_what_programs_share() -> None:
    pending = load_rates(RATES).pending()
    groups = grouped(pending)
    assert sum(len(group.places) * len(group.programs) for group in groups) == len(pending)
    leave = next(group for group in groups if "年休假计薪比例" in group.places)
    assert len(leave.places) == 5
    assert len(leave.programs) == 6
