"""What finance imports: a row a person, project, program, month and kind; a row a card to pay."""

from __future__ import annotations

import polars as pl

from payroll.output.month_payroll import MonthPayroll
from payroll.terms import columns as words

_PERSON = ["unit", "id_number", "name"]
_WHAT = ["service_month", "run_month", "program", "project", "fund", "kind"]


def finance_rows(payroll: MonthPayroll) -> pl.DataFrame:
    """One row a person × project × program × service month × kind, in the order of the payments.

    Columns: months as `YYYY-MM`, project, function_code, fund (with the document of a carried-over
    one), name, id_number, bank, card_number, gross_fen, deduction_fen, net_fen, insurer_fen,
    program, kind (正常, 一次性, 补发, 追回, …), unit.
    """
    document = pl.col("document").fill_null("")
    funds = payroll.charges.select(
        "line_id", fund=pl.concat_str(pl.col("fund"), pl.lit(" "), document).str.strip_chars()
    )
    codes = payroll.function_codes
    grouped = (
        payroll.payments.drop("fund")
        .join(funds, on="line_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("service_month", "run_month").dt.strftime("%Y-%m"),
            kind=pl.col("reason").replace_strict(words.KINDS),
        )
        .group_by(*_WHAT, *_PERSON, maintain_order=True)
        .agg(
            pl.col("bank", "card_number").drop_nulls().first(),
            *(
                pl.col("amount_fen").filter(pl.col("payee") == payee).sum().alias(f"{name}_fen")
                for payee, name in (
                    ("person", "gross"),
                    ("deduction", "deduction"),
                    ("insurer", "insurer"),
                )
            ),
        )
    )
    return grouped.with_columns(
        net_fen=pl.col("gross_fen") - pl.col("deduction_fen"),
        function_code=pl.col("project").replace_strict(codes, default="", return_dtype=pl.String),
    ).select(
        *("service_month", "run_month", "project", "function_code", "fund"),
        *("name", "id_number", "bank", "card_number"),
        *("gross_fen", "deduction_fen", "net_fen", "insurer_fen"),
        *("program", "kind", "unit"),
    )


def card_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a card and person with something to pay, from `finance_rows`, by program and unit.

    Columns: name, id_number, bank, card_number, net_fen, count (rows added up), remark: no card
    number, a card that several people share, money to be got back.
    """
    cards = (
        rows.group_by("id_number", "card_number", maintain_order=True)
        .agg(
            pl.col("name", "bank").first(),
            pl.col("net_fen").sum(),
            pl.len().cast(pl.Int64).alias("count"),
        )
        .filter(pl.col("net_fen") != 0)
    )
    missing = pl.col("card_number").fill_null("") == ""
    shared = ~missing & (pl.len().over("card_number") > 1)
    remarks = [
        pl.when(condition).then(pl.lit(text))
        for condition, text in (
            (missing, words.NO_CARD),
            (shared, words.SHARED_CARD),
            (pl.col("net_fen") < 0, words.TO_RECOVER),
        )
    ]
    return cards.with_columns(
        remark=pl.concat_str(*remarks, separator="；", ignore_nulls=True)
    ).select("name", "id_number", "bank", "card_number", "net_fen", "count", "remark")


def project_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """Σ of `finance_rows` by project, function code, fund and program, with people and cost."""
    amounts = ("gross_fen", "deduction_fen", "net_fen", "insurer_fen")
    return (
        rows.group_by("project", "function_code", "fund", "program", maintain_order=True)
        .agg(pl.col("id_number").n_unique().cast(pl.Int64).alias("people"), pl.col(*amounts).sum())
        .with_columns(cost_fen=pl.col("gross_fen") + pl.col("insurer_fen"))
        .select(*("project", "function_code", "fund", "program", "people"), *amounts, "cost_fen")
    )
