"""What the paid months say of a program: its people now, how much they were present."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from payroll.forecast.ground import read_ground
from payroll.forecast.recent import recent_of
from tests.forecast.building import HELPER, small_folder, write_paid_month

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


def test_today_s_people_and_their_attendance(tmp_path: Path) -> None:
    """The last three months count for the days, the last for the people."""
    out = tmp_path / "out"
    write_paid_month(out, JANUARY, 5, days=("0", "22"))
    write_paid_month(out, FEBRUARY, 4, days=("22", "22"))
    write_paid_month(out, date(2026, 3, 1), 2, days=("20.5", "21.5"))
    write_paid_month(out, date(2026, 3, 1), 2, component="x", days=("1", "30"), prefix="补")
    write_paid_month(out, date(2026, 4, 1), 3, days=("10", "20"))
    write_paid_month(out, date(2026, 4, 1), 1, reason="arrears", prefix="迟", days=("0", "1"))
    recent = recent_of(read_ground(small_folder(tmp_path), out))[HELPER]
    assert (recent.people, recent.months) == (3, 4)
    paid_h = 4 * 2200 + 2 * 2050 + 2 * 100 + 3 * 1000
    required_h = 4 * 2200 + 2 * 2150 + 2 * 3000 + 3 * 2000
    assert (recent.paid_days_h, recent.required_days_h) == (paid_h, required_h)
    assert recent.share_e4 == (paid_h * 20_000 + required_h) // (2 * required_h)
