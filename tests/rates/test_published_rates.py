"""The rate files of the repository say what the published budget says, and nothing else."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from payroll import schema
from payroll.money import parse_hundredths, yuan
from payroll.period import parse_month
from payroll.rates import RateBook, load_rates
from payroll.rates.model import Program

RATES = Path(__file__).parents[2] / "rates"
PUBLISHED = Path(__file__).parent / "published.csv"

ELSEWHERE = [
    "零工市场2026日常运行费",
    "招聘会业务费",
    "大学生就业失业实名制登记业务费",
    "高校毕业生档案业务费",
    "职业介绍业务费",
    "公益性岗位人才储备考试业务费",
    "人力资源市场办公楼日常运行费",
    "技能培训业务费",
]
"""Projects of the budget that pay no people by rate."""

CHARGED = {
    "公益性岗位": [
        (
            "(晋财社[2025]59号)山西省财政厅关于下达2025年中央财政就业补助资金(第三批)的通知"
            "—2025年7-12月公益岗补贴保险",
            "2025-07..2025-12",
        ),
        ("本级公益性岗位2026年补贴保险", "2026-01..2026-12"),
    ],
    "大学生专职村干部": [("大学生专职村干部2026年工资保险", "2026-01..2026-12")],
    "人才储备": [("人才储备2026年工资保险", "2026-01..2026-12")],
    "乡村运营师": [("高平市乡村运营师2026工资保险", "2026-01..2026-12")],
    "大学生实习实训": [("大学生实习实训补贴资金", "2026-01..2026-12")],
    "三支一扶慰问金": [("三支一扶人员慰问金", "2026-01..2026-12")],
    "落实人才政策": [("落实人才政策专项资金", "2026-01..2026-12")],
    "高层次人才补贴": [("落实人才政策专项资金", "2026-01..2026-12")],
    "就业见习": [
        (
            "(晋财社[2024]187号)山西省财政厅关于提前下达2025年中央财政就业补助资金预算的通知"
            "—2025年7-12月就业见习补贴",
            "2025-07..2025-12",
        )
    ],
}


@pytest.fixture(scope="module")
def book() -> RateBook:
    return load_rates(RATES)


def program(book: RateBook, name: str) -> Program:
    return next(program for program in book.programs if program.name == name)


def test_every_rate_is_the_published_one(book: RateBook) -> None:
    names = {program.id: program.name for program in book.programs}
    steps = book.in_force(date(2026, 3, 31)).steps
    seen = [
        {
            "补贴项目": names[row["program_id"]],
            "工资项目": row["component_name"],
            "考核等次": row["rating"] or "",
            "收款方": row["payee"],
            "发放": row["per"],
            "标准": "" if row["rate_fen"] is None else yuan(row["rate_fen"], grouped=False),
            "起日": str(row["valid_from"]),
            "止日": str(row["valid_to"] or ""),
            "状态": row["status"],
        }
        for row in steps.iter_rows(named=True)
    ]
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        published = list(csv.DictReader(file))
    assert all(row.pop("依据") for row in published)
    assert seen == published


def test_every_program_is_charged_to_projects_named_as_published(book: RateBook) -> None:
    seen = {
        program.name: [
            (window.project, f"{window.first:%Y-%m}..{window.last:%Y-%m}")
            for window in program.charged_to
        ]
        for program in book.programs
    }
    assert seen == CHARGED
    assert not {project for windows in CHARGED.values() for project, _ in windows} & set(ELSEWHERE)


@pytest.mark.parametrize(
    ("name", "people", "months", "needs"),
    [
        ("公益性岗位", 500, 12, "18859500.00"),
        ("大学生专职村干部", 75, 12, "3953925.00"),
        ("人才储备", 296, 12, "11164824.00"),
        ("乡村运营师", 5, 12, "330000.00"),
        ("大学生实习实训", 400, 1, "612000.00"),
        ("三支一扶慰问金", 19, 1, "9500.00"),
    ],
)
def test_what_the_published_headcount_needs(
    book: RateBook, name: str, people: int, months: int, needs: str
) -> None:
    """Headcount × stated rates of 2026 × months are the needs worked out by hand."""
    rates = book.in_force(date(2026, 12, 31)).steps.filter(
        program_id=program(book, name).id, valid_from=date(2026, 1, 1)
    )
    assert people * months * rates["rate_fen"].sum() == parse_hundredths(needs)


def test_what_no_source_states_is_pending(book: RateBook) -> None:
    pending = book.pending()
    for program_ in book.programs:
        places = {item.place for item in pending if item.program_id == program_.id}
        paid_by_day = any(component.proration != "none" for component in program_.components)
        assert ("折算办法" in places) == paid_by_day
        assert ("病假计薪比例" in places) == paid_by_day
    assert all(item.source and item.status for item in pending)


def test_leave_ratios_are_the_provisional_ones(book: RateBook) -> None:
    ratios = book.in_force(date(2026, 3, 31)).leave_ratios.filter(program_id="public_welfare_post")
    assert dict(ratios.select("kind", "ratio_h").iter_rows()) == {
        **dict.fromkeys(["年休假", "婚假", "产假", "丧假", "工伤"], 100),
        **dict.fromkeys(["事假", "旷工"], 0),
    }


def test_the_frames_have_the_agreed_columns(book: RateBook) -> None:
    rates = book.in_force(date(2026, 3, 31))
    assert dict(rates.steps.schema) == schema.RATES
    assert dict(rates.leave_ratios.schema) == schema.LEAVE_RATIOS
    assert dict(book.calendar.schema) == schema.CALENDAR
    assert rates.steps["rate_id"].to_list() == list(range(rates.steps.height))


def test_every_file_has_its_digest(book: RateBook) -> None:
    assert set(book.files) == {path.name for path in RATES.glob("*.toml")}
    assert {len(digest) for digest in book.files.values()} == {64}


def test_the_files_announce_nothing_later_than_the_month(book: RateBook) -> None:
    assert book.default_as_of(parse_month("2026-02")) == date(2026, 2, 28)
