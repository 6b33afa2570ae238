"""Templates are data: the shipped ones are read, a wrong one says which key is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from payroll.bank.template import SHIPPED, load_template
from payroll.problems import Refusal

GOOD = """
name = "我的"
kind = "delimited"
[columns]
account = 1
amount = 2
status = 3
[status]
paid = ["0000"]
"""


def test_every_shipped_template_is_read_by_its_name() -> None:
    names = {load_template(str(path)).name for path in SHIPPED.glob("*.toml")}
    assert names == {"通用", "竖线", "定长"}
    assert {load_template(name).name for name in names} == names


def test_an_own_template(tmp_path: Path) -> None:
    path = tmp_path / "我的.toml"
    path.write_text(GOOD, encoding="utf-8-sig")
    assert load_template(str(path)).status.meanings() == {"0000": "paid"}


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("account = 1", "", "bank-template-key", "columns.account"),
        ("account = 1", "account = 0", "bank-template-key", "columns.account"),
        ("account = 1", 'account = ["账号"]', "bank-template-key", "columns"),
        ("account = 1", "acount = 1\naccount = 1", "bank-template-key", "columns.acount"),
        ('["0000"]', '["0"]\nfailed = ["0"]', "bank-template-key", "status"),
        ('["0000"]', "[]", "bank-template-key", "status.paid"),
        ('"delimited"', '"xml"', "bank-template-key", "kind"),
        ('name = "我的"', 'name = "我的"\nencoding = "gbx"', "bank-template-key", "encoding"),
        ('"delimited"', '"delimited', "bank-template-not-toml", ""),
    ],
)
def test_a_wrong_template_names_its_key(
    tmp_path: Path, old: str, new: str, code: str, key: str
) -> None:
    assert old in GOOD
    path = tmp_path / "我的.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(Refusal) as refusal:
        load_template(str(path))
    assert {(found.code, found.cell.address) for found in refusal.value.problems} == {(code, key)}


@pytest.mark.parametrize(
    ("named", "code"), [("官方", "bank-template-unknown"), ("无.toml", "bank-template-missing")]
)
def test_a_template_that_is_not_there(named: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        load_template(named)
    assert [found.code for found in refusal.value.problems] == [code]
