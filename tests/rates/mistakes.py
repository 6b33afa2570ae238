"""Mistakes that people make in rate files: for each code the change that brings it about."""

from __future__ import annotations

from typing import NamedTuple


class Mistake(NamedTuple):
    """In `file`, `right` becomes `wrong`; that is exactly the problem `code`."""

    code: str
    right: str
    wrong: str
    file: str = "street_help"


_FIRST_RATE = 'effective_to = 2026-06-30\namount = "1000.00"\nsource = "某办发〔2026〕1号"'
_SHARE = 'share = "0.60"\nof = "minimum_wage"'
_BASE_ENTRY = 'effective_from = 2025-01-01\namount = "2150.00"\nsource = "某政办发〔2024〕58号"\n'

MISTAKES = [
    # The file cannot be read
    Mistake("rates-file-not-toml", 'name = "街道协理员"', "name = “街道协理员”"),
    Mistake("rates-file-not-toml", "[policy]", "[policy"),
    Mistake("rates-file-not-toml", "effective_to = 2026-06-30", "effective_to = 2026-06-31"),
    Mistake("rates-file-not-toml", "effective_to = 2026-06-30", "effective_to = 2026-6-30"),
    Mistake("rates-file-not-toml", "effective_to = 2026-06-30", "effective_to = 2026年6月30日"),
    Mistake("rates-file-not-toml", "effective_to = 2026-06-30", "effective_to = 2026/06/30"),
    Mistake("rates-file-not-toml", "effective_to = 2026-06-30", "effective_to = ２０２６-06-30"),
    Mistake("rates-file-not-toml", 'amount = "300.00"', "amount = ３００"),
    Mistake(
        "rates-file-not-toml",
        "[[component.rate]]\neffective_from = 2026-07-01",
        "[component.rate]\neffective_from = 2026-07-01",
    ),
    Mistake("rates-file-not-toml", 'amount = "500"', 'amount = "500"\namount = "600"'),
    Mistake("rates-file-not-toml", 'amount = "500"', "amount = 五百元"),
    Mistake("rates-file-not-toml", '"年休假" =', "年休假 ="),
    # Keys and types
    Mistake("rate-key-unknown", 'amount = "1000.00"', 'amount = "1000.00"\nanounced = 2026-01-05'),
    Mistake("rate-key-unknown", "[policy]\n", '[policy]\n"折算" = "按出勤"\n'),
    Mistake("rate-key-missing", 'per = "rating"\n', ""),
    Mistake("rate-key-missing", "effective_from = 2026-07-01\n", ""),
    Mistake(
        "rate-source-missing", 'amount = "500"\nsource = "某办发〔2026〕1号"', 'amount = "500"'
    ),
    Mistake(
        "rate-source-missing", 'value = "line", source = "某办发〔2026〕1号"', 'value = "line"'
    ),
    Mistake("rate-type-wrong", "effective_from = 2026-07-01", 'effective_from = "2026-07-01"'),
    Mistake(
        "rate-type-wrong", "effective_from = 2026-07-01", "effective_from = 2026-07-01T08:00:00"
    ),
    Mistake("rate-type-wrong", "order = 10", 'order = "10"'),
    Mistake("rate-type-wrong", 'aliases = ["协理员"]', 'aliases = "协理员"'),
    Mistake(
        "rate-type-wrong",
        'rounding = { value = "line", source = "某办发〔2026〕1号" }',
        'rounding = "line"',
    ),
    Mistake("rate-value-unknown", 'payee = "insurer"', 'payee = "bank"'),
    Mistake("rate-value-unknown", 'per = "rating"', 'per = "tier"'),
    Mistake("rate-value-unknown", 'value = "attended"', 'value = "daily"'),
    Mistake("rate-value-unknown", 'value = "line"', 'value = "month"'),
    Mistake("rate-value-unknown", 'value = "placement"', 'value = "life"'),
    Mistake("rate-value-unknown", 'value = "none", source', 'value = "half", source'),
    Mistake("rate-value-unknown", 'status = "推定"', 'status = "已确认"'),
    Mistake("rate-payee-reserved", 'payee = "insurer"', 'payee = "organisation"'),
    Mistake("rate-id-not-ascii", 'id = "street_help"', 'id = "协理员"'),
    # Amounts
    Mistake("rate-amount-not-quoted", 'amount = "1000.00"', "amount = 1000.00"),
    Mistake("rate-amount-not-quoted", 'amount = "500"', "amount = 500"),
    Mistake("rate-amount-not-plain", 'amount = "1000.00"', 'amount = "1,000元"'),
    Mistake("rate-amount-not-plain", 'amount = "1000.00"', 'amount = "１０００"'),
    Mistake("rate-amount-finer-than-fen", 'amount = "1000.00"', 'amount = "1000.005"'),
    Mistake("rate-amount-negative", 'amount = "1000.00"', 'amount = "-1000.00"'),
    Mistake("rate-amount-too-large", 'amount = "1000.00"', 'amount = "1000000.01"'),
    Mistake("rate-amount-missing", 'amount = "300.00"\n', ""),
    Mistake("rate-amount-missing", 'amount = "300.00"\n', 'status = "推定"\n'),
    Mistake("rate-amount-and-share", _SHARE, 'amount = "1290.00"\n' + _SHARE),
    Mistake("rate-share-wrong", 'share = "0.60"', 'share = "60%"'),
    Mistake("rate-share-wrong", 'share = "0.60"', 'share = "60"'),
    Mistake("rate-share-wrong", 'share = "0.60"', 'share = "0.66667"'),
    Mistake("rate-share-without-base", _SHARE, 'share = "0.60"'),
    Mistake("rate-base-without-share", _SHARE, 'amount = "1290.00"\nof = "minimum_wage"'),
    Mistake("rate-base-unknown", 'of = "minimum_wage"', 'of = "minimal_wage"'),
    Mistake("rate-base-too-late", "from = 2025-01-01", "from = 2026-08-01", "bases"),
    # Dates
    Mistake("rate-date-out-of-range", "effective_from = 2026-07-01", "effective_from = 0026-07-01"),
    Mistake(
        "rate-date-out-of-range", 'rating = "优秀"', 'rating = "优秀"\neffective_to = 9999-12-31'
    ),
    Mistake("rate-dates-reversed", "effective_to = 2026-06-30", "effective_to = 2025-06-30"),
    Mistake("rate-gap", "effective_to = 2026-06-30", "effective_to = 2026-05-31"),
    Mistake("rate-overlap", "effective_from = 2026-07-01", "effective_from = 2026-01-01"),
    Mistake(
        "rate-overlap",
        _FIRST_RATE,
        _FIRST_RATE.replace("to = 2026-06-30", "to = 2026-06-30\nannounced = 2026-01-05")
        + "\n[[component.rate]]\nannounced = 2026-01-05\neffective_from = 2026-01-01\n"
        + _FIRST_RATE,
    ),
    Mistake("rate-overlap", _BASE_ENTRY, _BASE_ENTRY + "[[base.value]]\n" + _BASE_ENTRY, "bases"),
    Mistake("rate-reaches-into-next", "to = 2026-06-30", "to = 2026-12-31"),
    Mistake("rate-reaches-into-next", "to = 2026-06-30", "to = 2026-07-01"),
    Mistake("rate-rating-missing", 'rating = "优秀"\n', ""),
    Mistake("rate-rating-unexpected", 'amount = "500"', 'amount = "500"\nrating = "优秀"'),
    # Settings
    Mistake("leave-ratio-wrong", '{ value = "1",', '{ value = "1.5",'),
    Mistake("leave-ratio-wrong", '{ value = "1",', '{ value = "1.01",'),
    Mistake("leave-ratio-wrong", '{ value = "1",', '{ value = "-0.5",'),
    Mistake("leave-ratio-wrong", '{ value = "1",', '{ value = "0.805",'),
    Mistake("leave-ratio-wrong", '{ value = "1",', "{ value = 1,"),
    *(
        Mistake(
            "recovery-cap-wrong",
            "[policy.leave]",
            f'recovery_cap = {{ value = {value}, source = "通知" }}\n[policy.leave]',
        )
        for value in ('"1.01"', '"20%"', "0.2")
    ),
    Mistake("leave-ratio-unstated", '"病假" = { status = "待确认", source', '"病假" = { source'),
    Mistake(
        "one-off-prorated",
        'once_per = { value = "placement"',
        'proration = { value = "attended", source = "通知" }\nonce_per = { value = "placement"',
    ),
    # Programs
    Mistake("program-id-twice", 'id = "street_help"', 'id = "park_help"'),
    Mistake("program-name-twice", 'name = "街道协理员"', 'name = "公园协理员"'),
    Mistake("program-name-twice", 'aliases = ["协理员"]', 'aliases = ["公园 协理员"]'),
    Mistake("component-id-twice", 'id = "merit"', 'id = "subsidy"'),
    Mistake("component-name-twice", 'name = "绩效"', 'name = "补贴"'),
    Mistake("charged-to-months-wrong", "2026-01..2026-06", "2026年1-6月"),
    Mistake("charged-to-months-wrong", "2026-01..2026-06", "2026-06..2026-01"),
    Mistake("charged-to-months-wrong", "2026-01..2026-06", "2026-01..2026-13"),
    Mistake("charged-to-overlap", "2026-07..2026-12", "2026-06..2026-12"),
    # Bases and calendar
    Mistake(
        "base-id-twice",
        "[[base]]",
        f'[[base]]\nid = "minimum_wage"\nname = "旧"\n[[base.value]]\n{_BASE_ENTRY}\n[[base]]',
        "bases",
    ),
    Mistake(
        "base-without-value",
        'amount = "2150.00"',
        'amount = "2150.00"\nwithdrawn = 2026-01-01',
        "bases",
    ),
    Mistake(
        "calendar-year-twice",
        "[[year]]",
        '[[year]]\nyear = 2026\nsource = "旧"\n[[year.holiday]]\nname = "春节"\n'
        "first = 2026-02-15\nlast = 2026-02-23\n[[year]]",
        "calendar",
    ),
    Mistake("calendar-year-wrong", "year = 2026", "year = 26", "calendar"),
    Mistake("calendar-holiday-reversed", "last = 2026-01-03", "last = 2025-12-31", "calendar"),
    Mistake("calendar-holiday-reversed", "last = 2026-01-03", "last = 2026-10-03", "calendar"),
    Mistake("calendar-day-outside-year", "[2026-01-04]", "[2027-01-03]", "calendar"),
    Mistake("calendar-day-twice", "[2026-01-04]", "[2026-01-03]", "calendar"),
    Mistake("calendar-make-up-not-weekend", "[2026-01-04]", "[2026-01-05]", "calendar"),
]

BESIDE_THE_TEXT = {
    "rates-folder-missing",
    "rates-folder-empty",
    "rates-calendar-missing",
    "rates-file-unreadable",
    "rates-file-name",
    "rates-file-not-utf8",
}
"""Codes about files and folders, not about what stands in a file."""
