"""What the bank answers, and what it does to what is due; each scenario has its reverse."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from openpyxl import Workbook

from payroll.bank.dues import dues, find_unpaid_problems
from payroll.bank.settling import reason_of
from payroll.ledger.life import life_of
from payroll.ledger.records import Identity
from payroll.ledger.sqlite import open_ledger
from payroll.ledger.steps import open_books, take_step
from payroll.output.finance import card_rows, finance_rows
from payroll.output.payslips import payslips
from payroll.problems import Refusal
from tests.bank.county import CARDS, DAYS, PAY, Office, new_office
from tests.payable.county import AT, LI, NAMES, RIGHT, WANG, ZHANG

ALL = (ZHANG, LI, WANG)
NEW_CARD = "6222000000000000042"


def test_before_any_result_everything_is_awaited(office: Office) -> None:
    assert {person: due.amount_fen for person, due in office.dues().items()} == {
        ZHANG: 215_000,
        LI: 204_762,
        WANG: 215_000,
    }
    assert {office.standing(person)[0] for person in ALL} == {"awaiting"}


def test_what_is_due_is_what_the_sheet_by_person_says(office: Office) -> None:
    """Arrears of April for Li, a day less for Wang, a card that came new with May."""
    office.sheet("2026-04", [(p, "21", "20" if p == WANG else "21", CARDS[p]) for p in ALL])
    cards = CARDS | {ZHANG: NEW_CARD}
    office.sheet("2026-05", [(p, "19", "19", cards[p]) for p in ALL])
    payroll = office.county.post("2026-05")
    sheet = card_rows(finance_rows(payroll)).filter(pl.col("net_fen") > 0)
    said = {row["id_number"]: (row["card_number"], row["net_fen"]) for row in sheet.to_dicts()}
    due = {person: (due.card, due.amount_fen) for person, due in office.dues("2026-05").items()}
    assert due == said
    assert due[LI][1] == 215_000 + 10_238
    assert due[WANG][1] == 215_000 - 10_238


def test_one_card_a_person_whatever_the_sheets_behind_the_lines_say(office: Office) -> None:
    """Li has a new card in May.  April's correction takes 1023.81 back, 100.00 come by hand: one
    transfer of 2150.00 − 1023.81 + 100.00 to the card of May, for finance and for the bank."""
    new = "6222000000000000042"
    office.sheet("2026-04", [(p, "21", "10" if p == LI else DAYS[p], CARDS[p]) for p in CARDS])
    office.sheet("2026-05", [(p, "19", "19", new if p == LI else CARDS[p]) for p in (LI, WANG)])
    book = Workbook()
    for row in (
        ["身份证号", "补贴项目", "工资项目", "所属月份", "金额", "原因", "经办人"],
        [LI, "公益性岗位", "岗位补贴", "2026-05", "100.00", "纪要", "王审"],
        [ZHANG, "公益性岗位", "岗位补贴", "2026-04", "50.00", "纪要", "王审"],
    ):
        book.active.append(row)
    book.save(office.root / "rosters" / "2026-05" / "手工调整.xlsx")
    book.close()
    run = office.county.post("2026-05")
    cards = card_rows(finance_rows(run)).select("id_number", "card_number", "net_fen").rows()
    assert set(cards) == {
        (LI, new, 215_000 - 102_381 + 10_000),
        (WANG, CARDS[WANG], 215_000),
        (ZHANG, CARDS[ZHANG], 5_000),  # on no sheet of May: paid as in April
    }
    assert {(n, due.card, due.amount_fen) for n, due in office.dues("2026-05").items()} == set(
        cards
    )
    by_hand = run.payments.filter(pl.col("reason") == "manual")
    assert by_hand.select("name", "unit").rows() == [("李四", "甲单位"), ("张三", "")]
    slip = payslips(run).filter(pl.col("id_number") == LI, pl.col("current"))
    assert slip["note"].to_list() == ["手工调整：纪要（王审）"]


def test_what_is_taken_back_after_a_corrected_number_comes_out_of_the_same_transfer(
    office: Office,
) -> None:
    """April's sheet still has Li's old number, May's has the right one."""
    office.county.correct(LI, RIGHT)
    office.sheet("2026-04", [(p, "21", "10" if p == LI else DAYS[p], CARDS[p]) for p in CARDS])
    office.sheet("2026-05", [(RIGHT, "19", "19", CARDS[LI])])
    run = office.county.post("2026-05")
    assert card_rows(finance_rows(run)).select("id_number", "net_fen").rows() == [
        (RIGHT, 215_000 - 102_381)
    ]
    assert [due.amount_fen for due in office.dues("2026-05").values()] == [215_000 - 102_381]


def test_what_is_withheld_from_a_person_is_not_due() -> None:
    """2150.00 less a deduction of 50.00; the insurer's 993.25 go elsewhere."""
    amounts = {"person": 215_000, "deduction": 5_000, "insurer": 99_325}
    lines = [a_line(payee, fen) for payee, fen in amounts.items()]
    identity = Identity(ZHANG, NAMES[ZHANG], CARDS[ZHANG])
    ledger = SimpleNamespace(
        lines=lambda _: lines,
        payments=lambda _: [],
        roster_of=lambda _: [],
        runs=lambda: [SimpleNamespace(subject="2026-04", run_month=date(2026, 4, 1))],
        identities=lambda person: {person: [identity]},
    )
    [due] = dues(ledger, "2026-04")  # type: ignore[arg-type]
    assert (due.amount_fen, due.card) == (210_000, CARDS[ZHANG])


def a_line(payee: str, fen: int) -> SimpleNamespace:
    month = date(2026, 4, 1)
    return SimpleNamespace(
        person=1, program_id="p", service_month=month, payee=payee, amount_fen=fen
    )


def test_all_paid(office: Office) -> None:
    settled = office.say(*((person, "S") for person in ALL))
    assert next(settled.counts()) == ("paid", 3, 634_762)
    assert sum(due.unpaid_fen for due in office.dues().values()) == 0
    assert office.is_whole()


def test_one_failed_is_due_again_and_paid_by_a_payment_that_names_the_old_one(
    office: Office,
) -> None:
    office.say((ZHANG, "S"), (LI, "E", PAY[LI], "账户状态异常"), (WANG, "成功"))
    due = office.dues()[LI]
    assert [part.standing for part in due.parts] == ["failed"]
    assert reason_of(due.parts[0]) == "账户状态异常"
    assert due.unpaid_fen == 204_762
    office.say((LI, "AAAAAAA"))
    assert office.standing(LI) == ["paid"]
    failed, reissue = [payment for payment in office.payments() if payment.amount_fen == 204_762]
    assert (failed.state, reissue.state) == ("failed", "paid")
    assert (failed.reissue_of, reissue.reissue_of) == (None, failed.payment)
    assert office.is_whole()


def test_a_reissue_adds_no_line_and_no_charge(office: Office) -> None:
    with closing(open_ledger(office.root / "ledger.db")) as ledger:
        before = (ledger.lines("2026-04"), ledger.charges("2026-04"), ledger.posted())
    office.say((LI, "E"))
    office.say((LI, "S"))
    with closing(open_ledger(office.root / "ledger.db")) as ledger:
        assert (ledger.lines("2026-04"), ledger.charges("2026-04"), ledger.posted()) == before


def test_a_reissue_may_fail_too(office: Office) -> None:
    office.say((LI, "E"))
    office.say((LI, "失败"), (ZHANG, "S"))
    assert office.standing(LI) == ["failed"]
    assert office.dues()[LI].times_sent() == 2
    office.say((LI, "S"))
    assert office.standing(LI) == ["paid"]


def test_nobody_is_paid_twice(office: Office) -> None:
    office.say((ZHANG, "S"))
    assert office.refused((ZHANG, "S"), (LI, "S")) == ["bank-result-paid-before"]
    assert office.standing(LI) == ["awaiting"]
    office.say((LI, "E"))
    office.say((LI, "S"))
    assert office.refused((LI, "S"), (WANG, "S")) == ["bank-result-paid-before"]
    assert office.refused((LI, "E", PAY[LI], "账户异常")) == ["bank-result-paid-before"]


def test_a_later_answer_about_the_same_batch_is_taken_as_such_when_said_so(office: Office) -> None:
    office.say((ZHANG, "S"), (LI, "P"), (WANG, "E"))
    assert office.standing(LI) == ["sent"]
    settled = office.say((ZHANG, "S"), (LI, "S"), (WANG, "E"), repeats=True)
    assert (settled.matched.known, office.standing(LI)) == (2, ["paid"])
    assert office.dues()[WANG].times_sent() == 1


def test_what_is_on_its_way_is_not_sent_again(office: Office) -> None:
    office.say((LI, "P"))
    assert office.say((LI, "处理中", PAY[LI], "再查")).event is None
    office.say((LI, "S"))
    assert [payment.reissue_of for payment in office.payments()] == [None]


def test_money_that_came_back_after_it_was_paid_is_due_again(office: Office) -> None:
    office.say((ZHANG, "S"))
    office.say((ZHANG, "退汇", PAY[ZHANG], "账户已销户"))
    assert office.standing(ZHANG) == ["returned"]
    office.say((ZHANG, "S", PAY[ZHANG], "重发"))
    assert office.standing(ZHANG) == ["paid"]
    assert [payment.state for payment in office.payments()] == ["returned", "paid"]


def test_a_row_there_twice_refuses_the_whole_file(office: Office) -> None:
    assert office.refused((ZHANG, "S"), (LI, "S"), (ZHANG, "S")) == ["bank-result-twice"]
    assert office.payments() == []
    office.say((ZHANG, "S"), (LI, "S"))


def test_a_failed_row_and_its_reissue_in_one_file_are_one_row_twice(office: Office) -> None:
    assert office.refused((LI, "E"), (LI, "S")) == ["bank-result-twice"]


def test_an_unknown_row_refuses_the_whole_file(office: Office) -> None:
    unknown = (LI, "S", PAY[LI], "", NEW_CARD)
    assert office.refused((ZHANG, "S"), unknown) == ["bank-result-unknown"]
    office.say((ZHANG, "S"))


def test_another_name_on_a_known_card_is_refused(office: Office) -> None:
    assert office.refused((LI, "S", PAY[LI], "", CARDS[WANG])) == ["bank-result-name-differs"]


@pytest.mark.parametrize("amount", ["2047.61", "2047.63", "2150.00", "4095.24"])
def test_a_changed_amount_refuses_the_whole_file(office: Office, amount: str) -> None:
    assert office.refused((ZHANG, "S"), (LI, "S", amount)) == ["bank-result-amount-differs"]
    office.say((LI, "S", "2,047.62"))


def test_every_problem_is_told_at_once(office: Office) -> None:
    rows = [(ZHANG, "S"), (ZHANG, "S"), (LI, "S", "1"), (WANG, "S", PAY[WANG], "", NEW_CARD)]
    assert office.refused(*rows) == [
        "bank-result-twice",
        "bank-result-amount-differs",
        "bank-result-unknown",
    ]


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    first = office.say((ZHANG, "S"), (LI, "E"))
    head = office.head()
    again = office.settle(office.root / "回单.csv")
    assert first.event is not None
    assert (again.event, again.taken_before) == (None, first.event.seq)
    assert office.head() == head
    shutil.copy(office.root / "回单.csv", office.root / "另一个名字.csv")
    assert office.settle(office.root / "另一个名字.csv").taken_before == first.event.seq


def test_a_month_that_is_not_posted_has_no_results(office: Office) -> None:
    path = office.results([[CARDS[LI], NAMES[LI], PAY[LI], "S", ""]])
    for month in ("2026-05", "2026-03"):
        with pytest.raises(Refusal, match="bank-month-not-posted"):
            office.settle(path, month)


def test_months_are_settled_apart(office: Office) -> None:
    """May has 19 working days; the failure of April does not touch it."""
    office.say((LI, "E"))
    office.sheet("2026-05", [(p, "19", "19", CARDS[p]) for p in ALL])
    office.county.post("2026-05")
    office.say((LI, "S", "2150.00"), month="2026-05")
    assert office.standing(LI) == ["failed"]
    assert office.standing(LI, "2026-05") == ["paid"]
    assert office.refused((LI, "S", "4197.62")) == ["bank-result-amount-differs"]


def test_arrears_go_with_the_month_they_are_paid_in(office: Office) -> None:
    """Li was there on 21 days after all: May pays 2150.00 and 102.38 for April by one card."""
    office.sheet("2026-04", [(p, "21", "21", CARDS[p]) for p in ALL])
    office.sheet("2026-05", [(p, "19", "19", CARDS[p]) for p in ALL])
    office.county.post("2026-05")
    assert office.dues("2026-05")[LI].amount_fen == 225_238
    assert office.dues("2026-04")[LI].amount_fen == 204_762


def test_a_reissue_goes_to_the_card_that_a_later_month_brought(office: Office) -> None:
    office.say((LI, "E", PAY[LI], "卡号不符"))
    to_new_card = (LI, "S", PAY[LI], "", NEW_CARD)
    assert office.refused(to_new_card) == ["bank-result-unknown"]
    office.sheet("2026-05", [(LI, "19", "19", NEW_CARD)])
    office.county.post("2026-05")
    settled = office.say(to_new_card)
    assert [found.code for found in settled.problems] == ["bank-result-other-card"]
    assert office.payments()[-1].paid_to.card_number == NEW_CARD
    assert office.payments()[-1].due.card_number == CARDS[LI]


def test_an_id_number_in_the_file_vouches_for_a_new_card(office: Office) -> None:
    office.say((LI, "E"))
    headings = ["账号", "户名", "身份证号", "金额", "状态"]
    path = office.results([[NEW_CARD, NAMES[LI], LI, PAY[LI], "S"]], "新卡.csv", headings)
    settled = office.settle(path)
    assert [found.code for found in settled.problems] == ["bank-result-other-card"]
    assert office.standing(LI) == ["paid"]
    assert office.is_whole()


def test_somebody_without_a_card_waits_for_one(tmp_path: Path) -> None:
    office = new_office(tmp_path / "office", CARDS | {LI: ""})
    assert office.standing(LI) == ["no_card"]
    office.sheet("2026-05", [(LI, "19", "19", CARDS[LI])])
    office.county.post("2026-05")
    office.say((LI, "S"))
    assert office.standing(LI) == ["paid"]


def test_a_shared_card_is_told_apart_by_name(tmp_path: Path) -> None:
    office = new_office(tmp_path / "office", CARDS | {WANG: CARDS[ZHANG]})
    nameless = ["账号", "金额", "状态"]
    path = office.results([[CARDS[ZHANG], "2150.00", "S"]], "无户名.csv", nameless)
    with pytest.raises(Refusal, match="bank-result-ambiguous"):
        office.settle(path)
    office.say((WANG, "S", PAY[WANG], "", CARDS[ZHANG]))
    assert (office.standing(WANG), office.standing(ZHANG)) == (["paid"], ["awaiting"])


def test_a_fixed_width_file_in_gbk(office: Office) -> None:
    def line(person: str, fen: int, status: str, reason: str) -> bytes:
        name = NAMES[person].encode("gbk").ljust(20)
        text = reason.encode("gbk").ljust(40)
        return CARDS[person].encode() + name + b"%015d" % fen + status.ljust(7).encode() + text

    path = office.root / "回单.txt"
    lines = [line(ZHANG, 215_000, "AAAAAAA", ""), line(LI, 204_762, "E", "户名不符")]
    path.write_bytes(b"\r\n".join(lines) + b"\r\n\x1a")
    office.settle(path, template="定长")
    assert (office.standing(ZHANG), office.standing(LI)) == (["paid"], ["failed"])
    assert reason_of(office.dues()[LI].parts[0]) == "户名不符"


def test_a_fixed_width_file_that_is_shifted_is_refused(office: Office) -> None:
    path = office.root / "回单.txt"
    shifted = b"1" + CARDS[ZHANG].encode() + NAMES[ZHANG].encode("gbk").ljust(20) + b"0" * 60
    path.write_bytes(shifted)
    with pytest.raises(Refusal):
        office.settle(path, template="定长")


def test_bars_in_gb18030(office: Office) -> None:
    path = office.root / "回单.txt"
    first = f"1|{CARDS[ZHANG]}|{NAMES[ZHANG]}|2150.00|成功|\r\n"
    text = first + f"2|{CARDS[LI]}|{NAMES[LI]}|2047.62|失败|销户|\r\n"
    path.write_bytes(text.encode("gb18030"))
    office.settle(path, template="竖线")
    assert (office.standing(ZHANG), office.standing(LI)) == (["paid"], ["failed"])


def test_a_workbook_with_title_and_total(office: Office) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["代发结果"])
    sheet.append(["序号", "收款账号", "户名", "金额", "处理结果"])
    for number, person in enumerate(ALL, 1):
        sheet.append([number, CARDS[person], NAMES[person], float(PAY[person]), "成功"])
    sheet.append(["合计", None, None, 6347.62, None])
    book.save(office.root / "回单.xlsx")
    settled = office.settle(office.root / "回单.xlsx")
    assert settled.file.footers == 1
    assert sum(due.paid_fen for due in settled.dues) == 634_762


def test_a_card_stored_as_a_number_is_refused(office: Office) -> None:
    book = Workbook()
    book.active.append(["账号", "户名", "金额", "状态"])
    book.active.append([int(CARDS[LI]), NAMES[LI], 2047.62, "S"])
    book.save(office.root / "回单.xlsx")
    with pytest.raises(Refusal, match="id-stored-as-number"):
        office.settle(office.root / "回单.xlsx")


def test_the_bank_s_words_may_name_a_card_but_nobody_sees_it(office: Office) -> None:
    office.say((LI, "E", PAY[LI], f"账号{CARDS[LI]}不存在"))
    assert reason_of(office.dues()[LI].parts[0]) == "账号***************0026不存在"


def test_what_the_bank_said_of_people_is_outside_the_chain(office: Office) -> None:
    settled = office.say((LI, "E", PAY[LI], "户名不符：李四"))
    assert settled.event is not None
    assert "李四" not in settled.event.details
    with closing(sqlite3.connect(office.root / "ledger.db")) as opened:
        opened.execute("DROP TRIGGER outcomes_never_change")
        opened.execute("UPDATE outcomes SET reason = '无'")
        opened.commit()
    assert not office.is_whole()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE payments SET amount_fen = amount_fen + 1",
        "DELETE FROM outcomes",
        "INSERT INTO outcomes SELECT payment, 'returned', '', seq, 'x', 'y' FROM outcomes",
        "INSERT INTO payments SELECT 9, subject, person, due, paid_to, amount_fen, NULL, seq"
        " FROM payments",
        "INSERT INTO payments SELECT 9, subject, person, due, paid_to, amount_fen, payment, seq"
        " FROM payments",
        "INSERT INTO outcomes SELECT payment, 'paid', '', seq, 'x', 'y' FROM outcomes",
    ],
)
def test_the_database_itself_refuses(office: Office, change: str) -> None:
    """A changed payment, a lost or second answer, a second first transfer; a reissue of what is
    paid is refused because the first transfer is the one that failed."""
    office.say((ZHANG, "E"))
    office.say((ZHANG, "S"))
    with (
        closing(sqlite3.connect(office.root / "ledger.db")) as opened,
        pytest.raises(sqlite3.IntegrityError),
    ):
        opened.execute(change)


def test_closing_says_what_has_not_arrived_and_nothing_once_all_has(office: Office) -> None:
    def told() -> list[str]:
        with closing(open_ledger(office.root / "ledger.db")) as ledger:
            return [found.found for found in find_unpaid_problems(ledger, "2026-04")]

    office.say((ZHANG, "S"), (LI, "E"))
    assert told() == [
        "2026-04 已结账，但还有 2 笔、4,197.62 元没有付到（失败，待重发；未见回单）。"
    ]
    office.county.sign("2026-04", "close")
    office.say((LI, "S"), (WANG, "S"))  # a closed month is not out of reach
    assert told() == []


def test_a_result_does_not_reopen_or_change_a_closed_month(office: Office) -> None:
    with open_books(office.root / "out") as books:
        take_step(books, "close", "2026-04", actor="张制", at=AT, reason="")
        digest = books.ledger.runs()[-1].run_digest
    office.say((LI, "E"))
    with open_books(office.root / "out") as books:
        life = life_of("2026-04", books.ledger.events("2026-04"))
        assert (life.state, life.run_digest) == ("closed", digest)
