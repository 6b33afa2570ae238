"""A ledger that starts in April 2026, beside an output folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger.builders import start


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The folder with `ledger.db` and `out/`."""
    start(tmp_path)
    return tmp_path
