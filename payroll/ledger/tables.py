"""The tables of a ledger as SQL: append-only, and nothing twice that may not happen twice.

Only `BEGIN IMMEDIATE`, the pragmas (`connection`), `STRICT` and the bodies of the triggers are
SQLite's own; partial and expression indexes, checks and deferred foreign keys are PostgreSQL's too.
A new version appends to `MIGRATIONS`; what was released is never changed.
"""

from __future__ import annotations

from typing import NamedTuple

_EVENTS = """
CREATE TABLE events (
    seq INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    round INTEGER NOT NULL,
    actor TEXT NOT NULL CHECK (actor <> ''),
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    details TEXT NOT NULL,
    run_digest TEXT NOT NULL,
    single_person INTEGER NOT NULL CHECK (single_person IN (0, 1)),
    content TEXT NOT NULL,
    previous TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL UNIQUE
) STRICT
"""

_EVENT_RULES = (
    "CREATE UNIQUE INDEX ledger_starts_once ON events (kind) WHERE kind = 'init'",
    "CREATE UNIQUE INDEX posted_once ON events (subject) WHERE kind = 'post'",
    "CREATE UNIQUE INDEX closed_once ON events (subject) WHERE kind = 'close'",
    "CREATE UNIQUE INDEX step_once_a_round ON events (subject, round, kind)"
    " WHERE kind IN ('submit', 'review', 'approve', 'return')",
    "CREATE UNIQUE INDEX different_people ON events (subject, round, actor)"
    " WHERE kind IN ('submit', 'review', 'approve') AND single_person = 0",
)

_PEOPLE = (
    """
CREATE TABLE people (
    person INTEGER NOT NULL PRIMARY KEY CHECK (person > 0),
    seq INTEGER NOT NULL REFERENCES events (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE id_numbers (
    id_number TEXT NOT NULL PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people (person),
    seq INTEGER NOT NULL REFERENCES events (seq) DEFERRABLE INITIALLY DEFERRED,
    salt TEXT NOT NULL,
    commitment TEXT NOT NULL UNIQUE
) STRICT
""",
    """
CREATE TABLE same_person (
    person INTEGER NOT NULL PRIMARY KEY REFERENCES people (person),
    same_as INTEGER NOT NULL REFERENCES people (person) CHECK (same_as <> person),
    seq INTEGER NOT NULL REFERENCES events (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE identities (
    identity INTEGER NOT NULL PRIMARY KEY CHECK (identity > 0),
    person INTEGER NOT NULL REFERENCES people (person),
    seq INTEGER NOT NULL REFERENCES events (seq) DEFERRABLE INITIALLY DEFERRED,
    id_number TEXT NOT NULL REFERENCES id_numbers (id_number),
    name TEXT NOT NULL,
    card_number TEXT,
    bank TEXT,
    note TEXT,
    salt TEXT NOT NULL,
    commitment TEXT NOT NULL UNIQUE
) STRICT
""",
    "CREATE INDEX identities_by_person ON identities (person)",
)

_POSTINGS = (
    """
CREATE TABLE runs (
    seq INTEGER NOT NULL PRIMARY KEY REFERENCES events (seq) DEFERRABLE INITIALLY DEFERRED,
    subject TEXT NOT NULL UNIQUE,
    run_month TEXT NOT NULL,
    run_digest TEXT NOT NULL UNIQUE,
    as_of TEXT NOT NULL,
    software TEXT NOT NULL,
    rows_accepted INTEGER NOT NULL,
    rows_held INTEGER NOT NULL,
    single_person INTEGER NOT NULL
) STRICT
""",
    """
CREATE TABLE run_programs (
    subject TEXT NOT NULL REFERENCES runs (subject) DEFERRABLE INITIALLY DEFERRED,
    program_id TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES runs (seq) DEFERRABLE INITIALLY DEFERRED,
    program TEXT NOT NULL,
    people INTEGER NOT NULL,
    person_fen INTEGER NOT NULL,
    deduction_fen INTEGER NOT NULL,
    insurer_fen INTEGER NOT NULL,
    PRIMARY KEY (subject, program_id)
) STRICT
""",
    """
CREATE TABLE run_files (
    seq INTEGER NOT NULL REFERENCES runs (seq) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('input', 'output')),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (seq, kind, name)
) STRICT
""",
    """
CREATE TABLE lines (
    seq INTEGER NOT NULL REFERENCES runs (seq) DEFERRABLE INITIALLY DEFERRED,
    line_id TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES people (person),
    program_id TEXT NOT NULL,
    program TEXT NOT NULL,
    unit TEXT NOT NULL,
    service_month TEXT NOT NULL,
    period TEXT NOT NULL,
    component TEXT NOT NULL,
    component_name TEXT NOT NULL,
    payee TEXT NOT NULL CHECK (payee IN ('person', 'insurer', 'deduction')),
    reason TEXT NOT NULL CHECK (
        reason IN ('regular', 'one_off', 'arrears', 'recovery', 'manual', 'opening')),
    cause TEXT NOT NULL,
    rate_fen INTEGER,
    effective_from TEXT,
    paid_days_h INTEGER,
    required_days_h INTEGER,
    amount_fen INTEGER NOT NULL,
    rounding TEXT NOT NULL,
    segment_from TEXT,
    document TEXT NOT NULL,
    source_file TEXT NOT NULL,
    source_sheet TEXT NOT NULL,
    source_row INTEGER,
    PRIMARY KEY (seq, line_id)
) STRICT
""",
    "CREATE UNIQUE INDEX due_once ON lines"
    " (person, program_id, period, component, payee, coalesce(segment_from, ''))"
    " WHERE reason IN ('regular', 'one_off', 'opening')",
    "CREATE INDEX lines_by_month ON lines (service_month)",
    "CREATE INDEX lines_by_person ON lines (person)",
    """
CREATE TABLE charges (
    seq INTEGER NOT NULL,
    line_id TEXT NOT NULL,
    project TEXT NOT NULL,
    fund TEXT NOT NULL,
    document TEXT NOT NULL,
    kind TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    PRIMARY KEY (seq, line_id),
    FOREIGN KEY (seq, line_id) REFERENCES lines (seq, line_id) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    """
CREATE TABLE roster_rows (
    seq INTEGER NOT NULL REFERENCES runs (seq) DEFERRABLE INITIALLY DEFERRED,
    row_id INTEGER NOT NULL,
    person INTEGER NOT NULL REFERENCES people (person),
    identity INTEGER NOT NULL REFERENCES identities (identity),
    program_id TEXT NOT NULL,
    program_seen TEXT,
    unit TEXT,
    service_month TEXT NOT NULL,
    required_days_h INTEGER,
    attended_days_h INTEGER,
    leave TEXT NOT NULL,
    marks TEXT NOT NULL,
    start_date TEXT,
    end_date TEXT,
    rating TEXT,
    file TEXT,
    sheet TEXT NOT NULL,
    row INTEGER,
    withheld INTEGER NOT NULL CHECK (withheld IN (0, 1)),
    PRIMARY KEY (seq, row_id),
    UNIQUE (seq, person, program_id, service_month)
) STRICT
""",
    "CREATE INDEX roster_rows_by_month ON roster_rows (service_month)",
)


_PAYMENTS = (
    """
CREATE TABLE bank_files (
    seq INTEGER NOT NULL PRIMARY KEY REFERENCES events (seq) DEFERRABLE INITIALLY DEFERRED,
    subject TEXT NOT NULL REFERENCES runs (subject),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    template TEXT NOT NULL,
    rows INTEGER NOT NULL,
    UNIQUE (subject, sha256)
) STRICT
""",
    """
CREATE TABLE payments (
    payment INTEGER NOT NULL PRIMARY KEY CHECK (payment > 0),
    subject TEXT NOT NULL REFERENCES runs (subject),
    person INTEGER NOT NULL REFERENCES people (person),
    due INTEGER NOT NULL REFERENCES identities (identity),
    paid_to INTEGER NOT NULL REFERENCES identities (identity),
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    reissue_of INTEGER UNIQUE REFERENCES payments (payment) CHECK (reissue_of < payment),
    seq INTEGER NOT NULL REFERENCES bank_files (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT
""",
    "CREATE UNIQUE INDEX sent_once ON payments (subject, due) WHERE reissue_of IS NULL",
    """
CREATE TABLE outcomes (
    payment INTEGER NOT NULL REFERENCES payments (payment),
    outcome TEXT NOT NULL CHECK (outcome IN ('paid', 'failed', 'returned')),
    reason TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES bank_files (seq) DEFERRABLE INITIALLY DEFERRED,
    salt TEXT NOT NULL,
    commitment TEXT NOT NULL UNIQUE,
    PRIMARY KEY (payment, outcome)
) STRICT
""",
    "CREATE UNIQUE INDEX paid_or_failed ON outcomes (payment) WHERE outcome IN ('paid', 'failed')",
    "CREATE UNIQUE INDEX bounced_once ON outcomes (payment)"
    " WHERE outcome IN ('failed', 'returned')",
    "CREATE TRIGGER reissue_only_what_bounced BEFORE INSERT ON payments"
    " WHEN NEW.reissue_of IS NOT NULL AND NOT EXISTS ("
    "SELECT 1 FROM payments AS old JOIN outcomes ON outcomes.payment = old.payment"
    " WHERE old.payment = NEW.reissue_of AND old.subject = NEW.subject AND old.due = NEW.due"
    " AND old.amount_fen = NEW.amount_fen AND outcomes.outcome IN ('failed', 'returned'))"
    " BEGIN SELECT raise(ABORT, 'nothing to reissue'); END",
    "CREATE TRIGGER nothing_paid_after_it_bounced BEFORE INSERT ON outcomes"
    " WHEN NEW.outcome = 'paid' AND EXISTS ("
    "SELECT 1 FROM outcomes WHERE payment = NEW.payment)"
    " BEGIN SELECT raise(ABORT, 'bounced before'); END",
)
"""A transfer is sent once; one that failed or came back is sent again as a payment that names it.
A transfer without an outcome is on its way.  The reason is the bank's own text, which may name
people, so it is personal data."""


class Chained(NamedTuple):
    """A table whose rows came with an event, and what of them the chain covers."""

    name: str
    columns: tuple[str, ...]
    order: str
    personal: tuple[str, ...] = ()
    """Columns outside the chain: it covers their `commitment` instead."""


CHAINED = (
    Chained("people", ("person",), "person"),
    Chained("id_numbers", ("person", "commitment"), "commitment", ("id_number", "person")),
    Chained("same_person", ("person", "same_as"), "person"),
    Chained(
        "identities",
        ("identity", "person", "commitment"),
        "identity",
        ("identity", "person", "id_number", "name", "card_number", "bank", "note"),
    ),
    Chained(
        "runs",
        (
            *("subject", "run_month", "run_digest", "as_of", "software"),
            *("rows_accepted", "rows_held", "single_person"),
        ),
        "seq",
    ),
    Chained(
        "run_programs",
        (
            *("subject", "program_id", "program", "people"),
            *("person_fen", "deduction_fen", "insurer_fen"),
        ),
        "program_id",
    ),
    Chained("run_files", ("kind", "name", "sha256"), "kind, name"),
    Chained(
        "lines",
        (
            *("line_id", "person", "program_id", "program", "unit", "service_month", "period"),
            *("component", "component_name", "payee", "reason", "cause", "rate_fen"),
            *("effective_from", "paid_days_h", "required_days_h", "amount_fen", "rounding"),
            *("segment_from", "document", "source_file", "source_sheet", "source_row"),
        ),
        "line_id",
    ),
    Chained("charges", ("line_id", "project", "fund", "document", "kind", "amount_fen"), "line_id"),
    Chained(
        "roster_rows",
        (
            *("row_id", "person", "identity", "program_id", "program_seen", "unit"),
            *("service_month", "required_days_h", "attended_days_h", "leave", "marks"),
            *("start_date", "end_date", "rating", "file", "sheet", "row"),
            "withheld",
        ),
        "row_id",
    ),
    Chained("bank_files", ("subject", "name", "sha256", "template", "rows"), "seq"),
    Chained(
        "payments",
        ("payment", "subject", "person", "due", "paid_to", "amount_fen", "reissue_of"),
        "payment",
    ),
    Chained(
        "outcomes",
        ("payment", "outcome", "commitment"),
        "payment, outcome",
        ("payment", "outcome", "reason"),
    ),
)
"""Every table but events, in the order in which a digest covers them.

A table without rows adds nothing to a digest, so a later version may add tables here; it may not
add columns to these.
"""


def _never_changed(table: str) -> tuple[str, str]:
    """Triggers by which the database itself refuses to change or delete a row."""
    return (
        f"CREATE TRIGGER {table}_never_change BEFORE UPDATE ON {table}"
        f" BEGIN SELECT raise(ABORT, 'append-only'); END",
        f"CREATE TRIGGER {table}_never_go BEFORE DELETE ON {table}"
        f" BEGIN SELECT raise(ABORT, 'append-only'); END",
    )


def _all_never_changed(*tables: str) -> tuple[str, ...]:
    return tuple(statement for table in tables for statement in _never_changed(table))


MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        _EVENTS,
        *_EVENT_RULES,
        *_PEOPLE,
        *_POSTINGS,
        *_all_never_changed("events", "people", "id_numbers", "same_person", "identities"),
        *_all_never_changed("runs", "run_programs", "run_files", "lines", "charges", "roster_rows"),
    ),
    (*_PAYMENTS, *_all_never_changed("bank_files", "payments", "outcomes")),
)
"""The statements of each version of the schema, oldest first."""

VERSION = len(MIGRATIONS)
