"""What the clerk reads: one golden file a message, and the two commands from end to end."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from payroll.bank.dues import find_unpaid_problems
from payroll.bank.template import load_template
from payroll.cli import group
from payroll.ledger.sqlite import open_ledger
from payroll.problems import Problem, Refusal
from payroll.terms.messages.bank import MESSAGES
from tests.bank.county import CARDS, PAY, Office, new_office
from tests.payable.county import LI, NAMES, WANG, ZHANG

GOLDENS = Path(__file__).parent / "goldens"
NEW_CARD = "6222000000000000042"
LONG_NUMBER = re.compile(r"[0-9]{12,}")


def golden(name: str, text: str) -> None:
    path = GOLDENS / f"{name}.txt"
    if os.environ.get("PAYROLL_REWRITE_GOLDENS") == "1":
        GOLDENS.mkdir(exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8")
    assert f"{text}\n" == path.read_text(encoding="utf-8")
    assert not LONG_NUMBER.search(text), "a whole number is shown"


def refused(take: Callable[[], object]) -> list[Problem]:
    with pytest.raises(Refusal) as refusal:
        take()
    return list(refusal.value.problems)


def row(person: str, **changed: str) -> list[str]:
    values = {"card": CARDS[person], "name": NAMES[person], "fen": PAY[person], "status": "S"}
    values |= changed
    return [values["card"], values["name"], values["fen"], values["status"], ""]


def bad_text(office: Office, content: bytes, template: str) -> list[Problem]:
    path = office.root / "回单.txt"
    path.write_bytes(content)
    return refused(lambda: office.settle(path, template=template))


def bad_rows(*rows: list[str]) -> Callable[[Office], list[Problem]]:
    return lambda office: refused(lambda: office.settle(office.results(rows)))


def paid_before(office: Office) -> list[Problem]:
    office.say((ZHANG, "S"))
    return bad_rows(row(ZHANG), row(LI))(office)


def other_card(office: Office) -> list[Problem]:
    headings = ["账号", "户名", "身份证号", "金额", "状态"]
    path = office.results([[NEW_CARD, NAMES[LI], LI, PAY[LI], "S"]], "回单.csv", headings)
    return list(office.settle(path).problems)


def masked_id(office: Office) -> list[Problem]:
    headings = ["账号", "户名", "身份证号", "金额", "状态"]
    values = [CARDS[LI], NAMES[LI], "1405**********0003", PAY[LI], "S"]
    path = office.results([values], "回单.csv", headings)
    return refused(lambda: office.settle(path))


def ambiguous(office: Office) -> list[Problem]:
    shared = new_office(office.root / "同卡", CARDS | {WANG: CARDS[ZHANG]})
    path = shared.results([[CARDS[ZHANG], "2150.00", "S"]], "回单.csv", ["账号", "金额", "状态"])
    return refused(lambda: shared.settle(path))


def wrong_key(office: Office) -> list[Problem]:
    path = office.root / "我的.toml"
    path.write_text('name = "我的"', encoding="utf-8")
    return refused(lambda: load_template(str(path)))


def not_toml(office: Office) -> list[Problem]:
    path = office.root / "我的.toml"
    path.write_text("name =", encoding="utf-8")
    return refused(lambda: load_template(str(path)))


def closed_too_early(office: Office) -> list[Problem]:
    office.say((ZHANG, "S"), (LI, "E"))
    with closing(open_ledger(office.root / "ledger.db")) as ledger:
        return list(find_unpaid_problems(ledger, "2026-04"))


CUT = CARDS[ZHANG].encode() + b" " + "张三".encode("gbk").ljust(19, b"\xd5") + b"0" * 22
SITUATIONS: dict[str, Callable[[Office], list[Problem]]] = {
    "bank-template-unknown": lambda _: refused(lambda: load_template("官方")),
    "bank-template-missing": lambda _: refused(lambda: load_template("没有.toml")),
    "bank-template-not-toml": not_toml,
    "bank-template-key": wrong_key,
    "bank-month-not-posted": lambda office: refused(
        lambda: office.settle(office.results([row(LI)]), "2026-05")
    ),
    "bank-result-empty": bad_rows(),
    "bank-result-encoding": lambda office: bad_text(office, b"1|\xff\xff|", "竖线"),
    "bank-result-width": lambda office: bad_text(office, b"6222000000000000018", "定长"),
    "bank-result-cut": lambda office: bad_text(office, CUT, "定长"),
    "closed-with-unpaid": closed_too_early,
    "bank-result-cell-empty": bad_rows(row(LI, fen="")),
    "bank-result-account-unreadable": bad_rows(row(LI, card="6222****0026")),
    "bank-result-id-unreadable": masked_id,
    "bank-result-amount-unreadable": bad_rows(row(LI, fen="2047.625")),
    "bank-result-status-unknown": bad_rows(row(LI, status="挂账")),
    "bank-result-unknown": bad_rows(row(LI, card=NEW_CARD)),
    "bank-result-name-differs": bad_rows(row(LI, card=CARDS[WANG])),
    "bank-result-ambiguous": ambiguous,
    "bank-result-amount-differs": bad_rows(row(LI, fen="2150.00")),
    "bank-result-twice": bad_rows(row(LI), row(LI)),
    "bank-result-paid-before": paid_before,
    "bank-result-other-card": other_card,
}


def test_every_message_has_its_situation() -> None:
    assert set(SITUATIONS) == set(MESSAGES)


@pytest.mark.parametrize("code", SITUATIONS)
def test_message(office: Office, code: str) -> None:
    found = SITUATIONS[code](office)
    assert code in {each.code for each in found}
    golden(code, "\n".join(map(str, found)))


def called(office: Office, *words: str) -> str:
    places = ["--out", str(office.root / "out"), "--ledger", str(office.root / "ledger.db")]
    answer = CliRunner().invoke(group, [*words, *places], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return re.sub(r"[0-9]+-[0-9a-f]{16}", "（校验码）", answer.output).rstrip()


def test_the_commands_from_end_to_end(office: Office) -> None:
    told = [f"$ payroll unpaid\n{called(office, 'unpaid')}"]
    rows = [row(ZHANG), [*row(LI, status="E")[:4], f"账号{CARDS[LI]}不存在"], row(WANG, status="P")]
    path = str(office.results(rows))
    take = ("bank-result", path, "--month", "2026-04", "--by", "出纳")
    told.append(f"$ payroll bank-result 回单.csv\n{called(office, *take)}")
    told.append(f"$ payroll bank-result 回单.csv\n{called(office, *take)}")
    told.append(f"$ payroll unpaid\n{called(office, 'unpaid')}")
    office.results([row(LI), row(WANG)], "回单2.csv")
    second = ("bank-result", str(office.root / "回单2.csv"), "--month", "2026-04")
    told.append(f"$ payroll bank-result 回单2.csv\n{called(office, *second)}")
    told.append(f"$ payroll unpaid 2026-04\n{called(office, 'unpaid', '2026-04')}")
    golden("commands", "\n\n".join(told))


def test_the_log_and_the_overview_know_the_step(office: Office) -> None:
    office.say((LI, "E"))
    assert "登记银行回单" in called(office, "log")
    assert "已过账" in called(office, "status")
