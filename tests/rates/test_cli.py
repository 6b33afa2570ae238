"""`payroll rates` and `payroll rates check` as a clerk meets them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from payroll.__main__ import run
from payroll.cli.chinese import display_width
from tests.rates.folder import PROGRAM, write_folder

RATES = str(Path(__file__).parents[2] / "rates")


def test_the_page_fits_a_console_of_a_hundred_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rates", "--on", "2026-03-31", "--rates", RATES]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("2026-03-31 执行的补贴标准\n")
    assert max(map(display_width, out.splitlines())) <= 100


def test_every_program_shows_amounts_proration_and_source(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["rates", "--on", "2026-08-01", "--rates", str(write_folder(tmp_path))]) == 0
    page = capsys.readouterr().out.split("\n\n")[2]
    assert (
        page
        == """\
街道协理员（street_help.toml）
  工资项目      收款方    标准（元）  发放        折算            起止           状态
  ------------  --------  ----------  ----------  --------------  -------------  ------
  补贴          个人        1,290.00  每月        按出勤天数折算  2026-07-01 起
  保险          保险机构      未载明  每月        不折算          2026-01-01 起  待确认
  绩效（优秀）  个人          300.00  按考核等次  按出勤天数折算  2026-01-01 起
  慰问金        个人          500.00  每人一次    不折算          2026-01-01 起
  补贴依据：某办发〔2026〕2号；60.00% × 月最低工资标准 2,150.00（某政办发〔2024〕58号）
  保险依据：某办发〔2026〕1号，标准未载明
  绩效（优秀）、慰问金依据：某办发〔2026〕1号
  列支项目：协理员补贴"""
    )


@pytest.mark.parametrize(
    ("day", "shown"), [("2025-12-31", "2026-01-01 起才有标准"), ("2027-01-01", "这个月没有")]
)
def test_a_day_without_a_rate_says_so(
    day: str, shown: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["rates", "--on", day, "--rates", str(write_folder(tmp_path))]) == 0
    assert shown in capsys.readouterr().out


def test_a_rate_that_ended_says_when(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rates", "--on", "2026-03-31", "--rates", RATES]) == 0
    assert "标准到 2025-12-31 为止" in capsys.readouterr().out


def test_of_several_rates_that_ended_the_last_end_is_shown(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ended = PROGRAM.replace("from = 2026-07-01", "from = 2026-07-01\neffective_to = 2026-12-31")
    folder = write_folder(tmp_path, street_help=ended)
    assert run(["rates", "--on", "2027-01-01", "--rates", str(folder)]) == 0
    assert "标准到 2026-12-31 为止" in capsys.readouterr().out


@pytest.mark.parametrize("order", ["before", "after"])
def test_check_confirms_in_one_line(order: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--rates", RATES]
    arguments = ["rates", *folder, "check"] if order == "before" else ["rates", "check", *folder]
    assert run(arguments) == 0
    out, err = capsys.readouterr()
    assert (out, err) == (
        "标准文件没有问题：9 个补贴项目，21 条标准；日历有 2025、2026 年。\n",
        "",
    )


def test_check_shows_which_pay_item_each_change_went_to(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    entry = '[[component.rate]]\neffective_from = 2026-09-01\namount = "AMOUNT"\nsource = "某函"\n'
    at_the_end = PROGRAM + entry.replace("AMOUNT", "1400.00")
    folder = write_folder(tmp_path, street_help=at_the_end)
    assert run(["rates", "check", "--rates", str(folder)]) == 0
    shown = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["街道协理员", "补贴", "2026-07-01", "1,000.00", "1,290.00"] in [
        line[:5] for line in shown
    ]
    assert ["街道协理员", "慰问金", "2026-09-01", "500.00", "1,400.00", "某函"] in shown


def test_check_looks_at_the_projects_that_programs_are_charged_to(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "rates"
    shutil.copytree(RATES, folder)
    path = folder / "village_officer.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("大学生专职村干部2026年工资保险", "村干部工资"), encoding="utf-8")
    assert run(["rates", "check", "--rates", str(folder)]) == 2
    assert "［charged-project-unknown］" in capsys.readouterr().err


def test_check_tells_every_problem_and_ends_with_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wrong = PROGRAM.replace('"1000.00"', '"1000.001"').replace('payee = "insurer"', 'payee = "x"')
    folder = write_folder(tmp_path, street_help=wrong)
    assert run(["rates", "check", "--rates", str(folder)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "［rate-amount-finer-than-fen］" in err
    assert "［rate-value-unknown］" in err


def test_without_a_folder_it_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["rates", "--rates", str(tmp_path / "nowhere")]) == 2
    assert "［rates-folder-missing］" in capsys.readouterr().err
