"""An office with April posted, made once and copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.bank.county import Office, new_office
from tests.payable.county import County


@pytest.fixture(scope="session")
def posted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("posted")
    new_office(root)
    return root


@pytest.fixture
def office(posted: Path, tmp_path: Path) -> Office:
    root = tmp_path / "office"
    shutil.copytree(posted, root)
    return Office(County(root))
