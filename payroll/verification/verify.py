"""Everything that is checked of a ledger and what belongs to it, in the order of trust."""

from __future__ import annotations

from pathlib import Path

from payroll.ledger.anchors import Anchor, anchor_from_text, find_unknown_anchors, read_anchors
from payroll.ledger.integrity import find_chain_problems
from payroll.ledger.sqlite import open_ledger
from payroll.problems import Cell, Problem, Refusal, problem
from payroll.rates import load_rates
from payroll.verification.published import find_published_problems
from payroll.verification.recompute import find_recomputed_problems


def verify(path: Path, out: Path, rates: Path, printed: tuple[str, ...] = ()) -> list[Problem]:
    """Every problem of the ledger at `path`, its outputs in `out` and its amounts by `rates`; none
    when all is well.  `printed` are heads copied from paper.

    A ledger that is damaged or was tampered with is not asked for more.  Nothing is written.
    """
    if problems := list(find_chain_problems(path)):
        return problems
    ledger = open_ledger(path)
    try:
        anchors = [*read_anchors(path, out), *map(_printed, printed)]
        problems = list(find_unknown_anchors(ledger.events(), anchors))
        for run in ledger.runs():
            problems += find_published_problems(ledger, run, out)
        try:
            problems += find_recomputed_problems(ledger, load_rates(rates))
        except Refusal as refusal:
            problems += refusal.problems
    finally:
        ledger.close()
    return problems


def _printed(text: str) -> Anchor | Problem:
    try:
        return anchor_from_text(text, "--head")
    except ValueError:
        return problem("head-not-a-head", Cell("--head"))
