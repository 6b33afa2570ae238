"""A sentence is the calculation: read back and computed exactly, it gives the amount."""

from __future__ import annotations

import ast
import operator
import re
from datetime import date
from fractions import Fraction

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from payroll.entitlement import formulas
from payroll.output.sentences import sentence, sentences

PAYMENT = {
    "program_id": "post",
    "unit": "北城街道办事处",
    "id_number": "140581199001010009",
    "service_month": date(2026, 3, 1),
    "component": "subsidy",
    "component_name": "岗位补贴",
    "payee": "person",
    "reason": "regular",
    "proration": "attended",
    "rounding": "line",
    "rate_fen": 215000,
    "paid_days_h": 2000,
    "required_days_h": 2200,
    "amount_fen": 195455,
    "segment_from": None,
    "rate_source": "",
    "rate_status": "",
}

_OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def computed(formula: str) -> Fraction:
    """The value of a formula as the sentences write it, exactly."""
    plain = re.sub(r"[天元]|缺勤|在岗|当月|日标准|\s", "", formula)
    plain = plain.translate(str.maketrans("×÷（）＋－", "*/()+-"))
    return _value(ast.parse(plain, mode="eval").body)


def _value(node: ast.expr) -> Fraction:
    if isinstance(node, ast.BinOp):
        return _OPERATIONS[type(node.op)](_value(node.left), _value(node.right))
    assert isinstance(node, ast.Constant)
    return Fraction(str(node.value))


def rounded(value: Fraction) -> str:
    fen = (2 * value.numerator * 100 + value.denominator) // (2 * value.denominator)
    return f"{fen // 100}.{fen % 100:02d}"


def steps(text: str) -> list[tuple[str, str]]:
    """The (formula, amount) steps of a sentence."""
    told = text.split("：", 1)[1].split("，由单位", maxsplit=1)[0]
    told = told.replace("（四舍五入到分）", "").replace("（先取整到分）", "")
    parts = re.split(r"；|，减前段", told)
    return [tuple(part.split(" ＝ ")) for part in parts]


def check(text: str, amount_fen: int) -> None:
    """Every step of the sentence is right, and the last one gives the amount."""
    stated = f"{amount_fen // 100}.{amount_fen % 100:02d} 元"
    assert re.search(rf"＝ {re.escape(stated)}", text)
    if "×" not in text or "不超过" in text:
        return
    before = None
    for formula, amount in steps(text):
        figure = amount.removesuffix(" 元")
        if before is not None and "×" not in formula:
            assert Fraction(before) - Fraction(formula.removesuffix(" 元")) == Fraction(figure)
        else:
            assert rounded(computed(formula)) == figure
        before = figure
    assert figure == stated.removesuffix(" 元")


def test_the_sentence_of_the_design():
    told = sentence({**PAYMENT, "rate_source": "2026年度单位预算公开", "rate_status": "待确认"})
    assert told == (
        "岗位补贴：2150.00 × 20 天 ÷ 22 天 ＝ 1954.55 元（四舍五入到分）"
        "；依据：2026年度单位预算公开［待确认］"
    )


def test_an_exact_quotient_is_not_called_rounded():
    assert (
        sentence({**PAYMENT, "paid_days_h": 1100, "amount_fen": 107500})
        == "岗位补贴：2150.00 × 11 天 ÷ 22 天 ＝ 1075.00 元"
    )


def test_no_days_whole_months_one_offs_and_insurance():
    assert sentence({**PAYMENT, "paid_days_h": 0, "amount_fen": 0}) == (
        "岗位补贴：计薪 0 天，＝ 0.00 元"
    )
    whole = {**PAYMENT, "proration": "none", "paid_days_h": None, "required_days_h": None}
    insurance = {**whole, "component_name": "社会保险", "payee": "insurer", "rate_fen": 99325}
    assert sentence({**insurance, "amount_fen": 99325}) == (
        "社会保险：整月 ＝ 993.25 元（不按天数折算），由单位缴纳"
    )
    assert sentence({**insurance, "amount_fen": 0}) == (
        "社会保险：零出勤的月份不发，＝ 0.00 元，由单位缴纳"
    )
    once = {**whole, "reason": "one_off", "component_name": "慰问金", "amount_fen": 50000}
    assert sentence(once) == "慰问金：一次性 ＝ 500.00 元"


def test_methods_of_proration():
    told = sentence({**PAYMENT, "proration": "deduct_21_75", "amount_fen": 195230})
    assert told == (
        "岗位补贴：2150.00 ×（21.75 天 － 缺勤 2 天）÷ 21.75 天 ＝ 1952.30 元（四舍五入到分）"
    )
    days_in_post = {"proration": "calendar", "paid_days_h": 1500, "required_days_h": 3100}
    assert sentence({**PAYMENT, **days_in_post, "amount_fen": 104032}) == (
        "岗位补贴：2150.00 × 在岗 15 天 ÷ 当月 31 天 ＝ 1040.32 元（四舍五入到分）"
    )
    assert sentence({**PAYMENT, "rounding": "daily_rate", "amount_fen": 195460}) == (
        "岗位补贴：日标准 2150.00 ÷ 22 天 ＝ 97.73 元（先取整到分）；97.73 × 20 天 ＝ 1954.60 元"
    )


SPLIT = {"weight_total": 22, "month_paid_days_h": 2000, "paid_days_h": None}
FIRST = {**SPLIT, "segment_from": date(2026, 3, 1), "weight": 10, "amount_fen": 88843}
SECOND = {**SPLIT, "segment_from": date(2026, 3, 16), "weight": 12, "amount_fen": 111570}


def test_a_month_split_by_a_rate_change_is_told_cumulatively():
    told = sentences([{**PAYMENT, **FIRST}, {**PAYMENT, **SECOND, "rate_fen": 225000}])
    assert told == [
        "岗位补贴（3月1日起）：（2150.00 × 10/22）× 20 天 ÷ 22 天 ＝ 888.43 元（四舍五入到分）",
        "岗位补贴（3月16日起）：（2150.00 × 10/22 ＋ 2250.00 × 12/22）× 20 天 ÷ 22 天 "
        "＝ 2004.13 元（四舍五入到分），减前段 888.43 元 ＝ 1115.70 元",
    ]
    for text, amount in zip(told, (88843, 111570), strict=True):
        check(text, amount)


def test_a_segment_by_itself_claims_no_formula():
    alone = {**PAYMENT, "segment_from": date(2026, 3, 16), "paid_days_h": 1000}
    assert sentence({**alone, "amount_fen": 97727}) == (
        "岗位补贴（3月16日起）：标准 2150.00，本段 10 天，＝ 977.27 元（同月分段，按累计金额取整）"
    )


HUNDREDTHS = st.integers(1, 3100)
METHODS = st.sampled_from(["attended", "deduct_21_75", "calendar"])
ROUNDINGS = st.sampled_from(["line", "daily_rate"])


@st.composite
def paid_months(draw: st.DrawFn) -> dict[str, object]:
    proration = draw(METHODS)
    required = draw(st.integers(1, 31)) * 100
    return {
        **PAYMENT,
        "proration": proration,
        "rounding": draw(ROUNDINGS),
        "rate_fen": draw(st.integers(0, 1_000_000) | st.sampled_from([215000, 1, 225005])),
        "required_days_h": required,
        "paid_days_h": draw(st.integers(0, required) | st.just(required)),
    }


def with_amount(payment: dict[str, object]) -> dict[str, object]:
    """The payment with the amount that the calculation itself gives."""
    frame = pl.DataFrame([payment]).with_columns(
        days_in_post=pl.col("paid_days_h") // 100, days_in_month=pl.col("required_days_h") // 100
    )
    if payment["proration"] == "calendar":  # whole days in post only
        frame = frame.with_columns(paid_days_h=pl.col("days_in_post") * 100)
    amount = formulas.amount_fen(str(payment["proration"]), str(payment["rounding"]))
    return {**payment, **frame.select("paid_days_h", amount_fen=amount).row(0, named=True)}


@given(paid_months())
def test_every_sentence_gives_its_amount(payment: dict[str, object]):
    paid = with_amount(payment)
    check(sentence(paid), paid["amount_fen"])


@given(
    paid_months(),
    st.lists(st.tuples(st.integers(0, 12), st.integers(1, 500_000)), min_size=2, max_size=4),
)
def test_every_sentence_of_a_split_month_gives_its_amount(
    payment: dict[str, object], segments: list[tuple[int, int]]
):
    total = sum(weight for weight, _ in segments) or 1
    month = with_amount(payment)
    rows = [
        {
            **month,
            "rate_fen": rate,
            "weight": weight,
            "weight_total": total,
            "month_paid_days_h": month["paid_days_h"],
            "segment_from": date(2026, 3, 1 + 7 * i),
        }
        for i, (weight, rate) in enumerate(segments)
    ]
    until = formulas.cumulative_fen(month["proration"], month["rounding"], over=["id_number"])
    cumulative = (
        pl.DataFrame(rows)
        .with_columns(
            days_in_post=pl.col("paid_days_h") // 100,
            days_in_month=pl.col("required_days_h") // 100,
        )
        .select(until.alias("until"))["until"]
        .to_list()
    )
    amounts = [b - a for a, b in zip([0, *cumulative], cumulative, strict=False)]
    rows = [{**row, "amount_fen": fen} for row, fen in zip(rows, amounts, strict=True)]
    for text, amount in zip(sentences(rows), amounts, strict=True):
        check(text, amount)
