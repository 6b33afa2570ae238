"""Ten years of 1,300 people in one ledger: aim ≤ 0.5 s for one person's history.

    python -m benchmarks.ten_years [--years 10] [--people 1300] [--keep ledger.db]

Prints seconds: posting a month (the last), and as whole commands `payroll person`, `payroll status`
and the check of the chain; the sums that a run asks for are timed inside the process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from payroll.ledger.integrity import find_chain_problems
from payroll.ledger.records import AcceptedRow, Charge, Identity, Line, NewEvent, Posting
from payroll.ledger.sqlite import open_ledger
from payroll.period import month_text, next_month
from tests.ledger.builders import AT, INSURANCE, MAKER, SUBSIDY, start, synthetic_id

AIM_PERSON_SECONDS = 0.5
FIRST = date(2026, 1, 1)


def main() -> int:
    """Print the seconds as JSON; status 1 when one person's history takes too long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--people", type=int, default=1300)
    parser.add_argument("--keep", type=Path, help="copy the ledger there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = start(Path(folder), month_text(FIRST))
        seconds = {"posting": fill(path, arguments.years, arguments.people)}
        ids = [synthetic_id(number) for number in range(0, arguments.people, 97)]
        seconds["person"] = max(command(path, "person", each) for each in ids[:5])
        seconds["status"] = command(path, "status")
        with closing(open_ledger(path)) as ledger:
            latest = ledger.runs()[-1].run_month
            seconds["sums of a year"] = timed(lambda: ledger.posted(months_of(latest.year)))
            seconds["all sums"] = timed(ledger.posted)
            seconds["roster of a month"] = timed(lambda: ledger.roster(latest))
        seconds["chain"] = timed(lambda: list(find_chain_problems(path)))
        size = path.stat().st_size
        if arguments.keep:
            shutil.copy(path, arguments.keep)
    print(json.dumps({**{k: round(v, 3) for k, v in seconds.items()}, "bytes": size}))
    return 0 if seconds["person"] <= AIM_PERSON_SECONDS else 1


def fill(path: Path, years: int, people: int) -> float:
    """Post every month of the years; seconds of the last."""
    month, seconds = FIRST, 0.0
    with closing(open_ledger(path)) as ledger:
        for _ in range(12 * years):
            began = time.monotonic()
            posting = made_up(month, people)
            subject = month_text(month)
            with ledger.writing():
                for kind in ("submit", "review", "approve"):
                    ledger.append(NewEvent(kind, f"{MAKER}{kind}", AT, subject, 1))
                event = NewEvent("post", MAKER, AT, subject, 1, run_digest=posting.run_digest)
                ledger.append_posting(event, posting)
            seconds = time.monotonic() - began
            month = next_month(month)
    return seconds


def made_up(month: date, people: int) -> Posting:
    """A month in which everybody is paid and insured."""
    lines, names, charges, roster = [], [], [], []
    for number in range(people):
        identity = Identity(synthetic_id(number), f"试样{number}", f"6299{number:012d}", "试样银行")
        roster.append(row(number, identity, month))
        for payee, component, fen in (
            ("person", "post_subsidy", SUBSIDY),
            ("insurer", "social_insurance", INSURANCE),
        ):
            line_id = f"{month:%Y%m}-{len(lines) + 1:06d}"
            lines.append(line(line_id, month, component, payee, fen))
            names.append((identity.id_number, identity.name))
            charges.append(Charge(line_id, "试样预算项目", "本年预算", "", "within", fen))
    return Posting(
        subject=month_text(month),
        run_month=month,
        run_digest=f"{month:%Y%m}".ljust(64, "0"),
        as_of=month,
        software="0",
        rows_accepted=people,
        rows_held=0,
        lines=tuple(lines),
        line_people=tuple(names),
        charges=tuple(charges),
        roster=tuple(roster),
    )


def row(number: int, identity: Identity, month: date) -> AcceptedRow:
    """A person at full attendance."""
    return AcceptedRow(
        row_id=number,
        identity=identity,
        program_id="public_welfare_post",
        program_seen=None,
        unit="试样单位",
        service_month=month,
        required_days_h=2200,
        attended_days_h=2200,
        leave="",
        marks="",
        start_date=None,
        end_date=None,
        rating=None,
        file="试样.xlsx",
        sheet="1",
        row=number + 2,
    )


def line(line_id: str, month: date, component: str, payee: str, fen: int) -> Line:
    """One regular amount."""
    return Line(
        line_id=line_id,
        person=0,
        program_id="public_welfare_post",
        program="试样项目",
        unit="试样单位",
        service_month=month,
        period=month_text(month),
        component=component,
        component_name="试样工资",
        payee=payee,
        reason="regular",
        cause="",
        rate_fen=fen,
        effective_from=month,
        paid_days_h=2200,
        required_days_h=2200,
        amount_fen=fen,
        rounding="line",
        segment_from=None,
        document="",
        source_file="试样.xlsx",
        source_sheet="1",
        source_row=2,
    )


def months_of(year: int) -> list[date]:
    """First days of the months of a year."""
    return [date(year, month, 1) for month in range(1, 13)]


def command(path: Path, *words: str) -> float:
    """Seconds of a whole command."""
    arguments = [sys.executable, "-m", "payroll", *words, "--out", str(path.parent / "out")]
    settings = os.environ | {"PYTHONPATH": str(Path.cwd())}
    began = time.monotonic()
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, env=settings)
    return time.monotonic() - began


def timed(work: Callable[[], object]) -> float:
    """Seconds of a call."""
    began = time.monotonic()
    work()
    return time.monotonic() - began


if __name__ == "__main__":
    raise SystemExit(main())
