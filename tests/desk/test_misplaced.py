"""Lists of the centre under a wrong name or in a wrong folder stop the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from payroll.intake.misplaced import require_lists_in_place
from payroll.month import judge_month, read_rules
from payroll.problems import Refusal
from tests.desk.building import write_month
from tests.intake.people import MONTH
from tests.project.tree import ROOT

MISPLACED = (
    "暂缓发放.xls",
    "暂缓发放(1).xlsx",
    "暂缓发放名单.xlsx",
    "2026年暂缓发放.csv",
    "更正.xlsx",
    "手工调整.xlsx",
    "花名册.ods",
    "2026-03/暂缓发放.xlsx",
    "2026-03/更正.csv",
    "2026-03/更正 (1).xlsx",
    "2026-03/3月更正表.xlsx",
    "2026-03/手工调整.xls",
)
IN_PLACE = (
    "暂缓发放.xlsx",
    "花名册.xlsx",
    "花名册 (1).xlsx",
    "图例.toml",
    "~$暂缓发放.xlsx",
    ".~lock.暂缓发放.xlsx#",
    "作废/暂缓发放旧.xlsx",
    "2026-03/更正.xlsx",
    "2026-03/~$更正.xlsx",
    "2026-03/手工调整.xlsx",
    "2026-03/北城街道出勤表（更正）.xlsx",
    "2026-03/更正后出勤表.xlsx",
    "2026-03/作废/更正.csv",
)


def put(rosters: Path, name: str) -> None:
    path = rosters / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")


@pytest.mark.parametrize("name", MISPLACED)
def test_a_list_that_would_pass_unread_is_refused(name: str, tmp_path: Path) -> None:
    put(tmp_path / "rosters", name)
    with pytest.raises(Refusal) as refused:
        require_lists_in_place(tmp_path / "rosters", tmp_path / "rosters" / "2026-03")
    (found,) = refused.value.problems
    shown = name if "/" in name else f"rosters/{name}"
    assert (found.code, found.cell.file) == ("list-misplaced", shown)


def test_lists_in_place_and_sheets_of_units_pass(tmp_path: Path) -> None:
    for name in IN_PLACE:
        put(tmp_path, name)
    require_lists_in_place(tmp_path, tmp_path / "2026-03")
    require_lists_in_place(tmp_path, tmp_path / "2026-04")


def test_nobody_on_a_misnamed_list_of_holds_is_paid(tmp_path: Path) -> None:
    write_month(tmp_path / "2026-03")
    put(tmp_path, "暂缓发放.xls")
    with pytest.raises(Refusal, match="list-misplaced"):
        judge_month(tmp_path, MONTH, read_rules(ROOT / "rates", MONTH))
