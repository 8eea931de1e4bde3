"""Official correspondence: letters, threads, answers, forwarding."""

from datetime import UTC, date, datetime
from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "20261122_0590"
down_revision = "20261122_0580"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
KEEP_SENT: Final = """
CREATE FUNCTION letter_messages_keep_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sent_at IS NOT NULL AND (NEW.text, NEW.kind, NEW.side, NEW.ground, NEW.sent_at, NEW.letter_id, NEW.author)
     IS DISTINCT FROM (OLD.text, OLD.kind, OLD.side, OLD.ground, OLD.sent_at, OLD.letter_id, OLD.author) THEN
    RAISE EXCEPTION 'what was sent does not change';
  END IF;
  RETURN NEW;
END $$
"""
KEEP_NUMBER: Final = """
CREATE FUNCTION letters_keep_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.number IS NOT NULL AND (NEW.number, NEW.subject, NEW.kind, NEW.party_id, NEW.account_id, NEW.sent_at)
     IS DISTINCT FROM (OLD.number, OLD.subject, OLD.kind, OLD.party_id, OLD.account_id, OLD.sent_at) THEN
    RAISE EXCEPTION 'what was registered of a letter does not change';
  END IF;
  IF OLD.rating IS NOT NULL AND NEW.rating IS DISTINCT FROM OLD.rating THEN
    RAISE EXCEPTION 'an answer is rated once';
  END IF;
  RETURN NEW;
END $$
"""
REFUSE: Final = """
CREATE FUNCTION letters_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of letters is only added to';
END $$
"""
IS_OPEN: Final = "state IN ('registered', 'in_work', 'waiting')"
APPEALS: Final = "“Vətəndaşların müraciətləri haqqında” Qanun (30.09.2015, № 1308-IVQ)"
INFORMATION: Final = "“İnformasiya əldə etmək haqqında” Qanun (30.09.2005, № 1024-IIQ)"
OPEN_QUESTION: Final = "Mənbələrdə müəyyən edilməyib, təsdiqi gözlənilir"
SOURCED: Final = (
    ("application", APPEALS, 15, 30),
    ("complaint", APPEALS, 15, 30),
    ("proposal", APPEALS, 15, 30),
    ("information", INFORMATION, 7, 14),
)
"""Kind of letter, its law, working days to the answer, and when the term is extended."""
ASSUMED: Final = {"pass_on": 5, "most_forwards": 3, "reply": 10, "reopen_calendar": 30, "most_reopened": 1}
MOST_A_DAY: Final = 30
STATES: Final = "'draft', 'registered', 'in_work', 'waiting', 'answered', 'refused', 'joined', 'withdrawn', 'discarded'"


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def _own(table: str, **foreign: str) -> list[Any]:
    """The key of a table, and its columns that name rows of others (a ? says that none may be named)."""
    made: list[Any] = [sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)]
    made.append(sa.PrimaryKeyConstraint("id", name=f"pk_{table}"))
    for column, target in foreign.items():
        other = target.rstrip("?")
        made.append(sa.Column(column, sa.BigInteger, nullable=target.endswith("?")))
        made.append(sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}"))
    return made


def _checks(table: str, **rules: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(rule, name=f"ck_{table}_{name}") for name, rule in rules.items()]


def upgrade() -> None:
    """Make the tables and what keeps them."""
    op.create_table(
        "letter_bodies",
        *_own("letter_bodies"),
        *_columns("code name folded connected_by closed_reason", sa.Text),
        *_columns("authority_no", sa.Integer, null=True),
        *_columns("connected_at", INSTANT),
        *_columns("closed_at", INSTANT, null=True),
        *(sa.UniqueConstraint(one, name=f"uq_letter_bodies_{one}") for one in ("code", "folded", "authority_no")),
        *_checks("letter_bodies", closed_with_reason="(closed_at IS NULL) = (closed_reason = '')"),
    )
    _letters()
    _messages()
    _history()
    _terms()
    op.execute(KEEP_SENT)
    op.execute(KEEP_NUMBER)
    op.execute(REFUSE)
    for table, function in (("letter_messages", "letter_messages_keep_sent"), ("letters", "letters_keep_number")):
        op.execute(f"CREATE TRIGGER kept BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()")
    for table in ("letter_steps", "letter_forwards", "letter_terms"):
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION letters_append_only()"
        )


def _letters() -> None:
    op.create_table(
        "letters",
        *_own("letters", body_id="letter_bodies", joined_to="letters?"),
        *_columns("public_id key kind about state", sa.Text),
        *_columns("number document_token", sa.Text, null=True),
        *_columns("party_id", sa.BigInteger),
        *_columns("account_id assignee_id", sa.BigInteger, null=True),
        *_columns("subject", sa.LargeBinary),
        *_columns("rating_text", sa.LargeBinary, null=True),
        *_columns("words", ARRAY(sa.BigInteger)),
        *_columns("version forwards reopened", sa.Integer),
        *_columns("rating", sa.Integer, null=True),
        *_columns("created_at changed_at", INSTANT),
        *_columns("sent_at closed_at rated_at reminded_at escalated_at", INSTANT, null=True),
        *_columns("clock_from due_on extended_on reply_by", sa.Date, null=True),
        *_columns("archived", sa.Boolean),
        *_columns("in_time", sa.Boolean, null=True),
        *(sa.UniqueConstraint(one, name=f"uq_letters_{one}") for one in ("public_id", "number")),
        sa.UniqueConstraint("account_id", "key", name="uq_letters_account_id_key"),
        *_checks(
            "letters",
            state_known=f"state IN ({STATES})",
            kind_known="kind IN ('application', 'complaint', 'proposal', 'information')",
            numbered_when_sent="(state IN ('draft', 'discarded')) = (number IS NULL)",
            sent_whole="num_nulls(number, sent_at, due_on, clock_from) IN (0, 4)",
            officer_is_another="assignee_id <> account_id",
            joined_to_one="(state = 'joined') = (joined_to IS NOT NULL)",
            joined_to_another="joined_to <> id",
            rating_known="rating BETWEEN 1 AND 5",
            rated_whole="(rating IS NULL) = (rated_at IS NULL)",
            counts_possible="version > 0 AND forwards >= 0 AND reopened >= 0",
        ),
    )
    op.create_index("ix_letters_party_id_id", "letters", ["party_id", "id"])
    op.create_index("ix_letters_words", "letters", ["words"], postgresql_using="gin")
    for name, column, where in (
        ("queue", "body_id", IS_OPEN),
        ("assignee", "assignee_id", IS_OPEN),
        ("nobody", "body_id", "assignee_id IS NULL AND state = 'registered'"),
    ):
        op.create_index(f"ix_letters_{name}", "letters", [column, "due_on", "id"], postgresql_where=sa.text(where))
    numbered = sa.text("number IS NOT NULL")
    op.create_index("ix_letters_all_of_body", "letters", ["body_id", "id"], postgresql_where=numbered)


def _messages() -> None:
    op.create_table(
        "letter_messages",
        *_own("letter_messages", letter_id="letters", body_id="letter_bodies?"),
        *_columns("public_id side kind ground", sa.Text),
        *_columns("certificate number request_id document_token", sa.Text, null=True),
        *_columns("text author", sa.LargeBinary),
        *_columns("version", sa.Integer),
        *_columns("request_version", sa.Integer, null=True),
        *_columns("account_id", sa.BigInteger, null=True),
        *_columns("created_at changed_at", INSTANT),
        *_columns("sent_at signed_at", INSTANT, null=True),
        *(sa.UniqueConstraint(one, name=f"uq_letter_messages_{one}") for one in ("public_id", "number", "request_id")),
        *_checks(
            "letter_messages",
            side_known="side IN ('sender', 'office')",
            kind_known="kind IN ('letter', 'reply', 'question', 'answer', 'refusal')",
            kind_of_side="(side = 'sender') = (kind IN ('letter', 'reply'))",
            office_is_a_body="(side = 'office') = (body_id IS NOT NULL)",
            refusal_has_ground="sent_at IS NULL OR kind <> 'refusal' OR ground <> ''",
            counts_possible="version > 0",
        ),
    )
    op.create_index("ix_letter_messages_letter_id_id", "letter_messages", ["letter_id", "id"])
    draft = sa.text("sent_at IS NULL")
    op.create_index(
        "uq_letter_messages_draft", "letter_messages", ["letter_id", "side"], unique=True, postgresql_where=draft
    )


def _history() -> None:
    op.create_table(
        "letter_steps",
        *_own("letter_steps", letter_id="letters", body_id="letter_bodies?"),
        *_columns("action", sa.Text),
        *_columns("open", sa.Boolean),
        *_columns("at", INSTANT),
        *_columns("account_id", sa.BigInteger, null=True),
        *_columns("actor_name text", sa.LargeBinary),
        *_columns("detail", JSONB),
    )
    op.create_index("ix_letter_steps_letter_id_id", "letter_steps", ["letter_id", "id"])
    op.create_table(
        "letter_stops",
        *_own("letter_stops", letter_id="letters"),
        *_columns("since_on", sa.Date),
        *_columns("until_on", sa.Date, null=True),
        *_checks("letter_stops", possible="until_on >= since_on"),
    )
    op.create_index(
        "uq_letter_stops_open",
        "letter_stops",
        ["letter_id"],
        unique=True,
        postgresql_where=sa.text("until_on IS NULL"),
    )
    op.create_table(
        "letter_forwards",
        *_own("letter_forwards", letter_id="letters", from_body_id="letter_bodies", to_body_id="letter_bodies"),
        *_columns("at", INSTANT),
        *_columns("account_id", sa.BigInteger),
        *_columns("late", sa.Boolean),
        sa.UniqueConstraint("letter_id", "to_body_id", name="uq_letter_forwards_letter_id_to_body_id"),
        *_checks("letter_forwards", to_another="from_body_id <> to_body_id"),
    )
    op.create_index("ix_letter_forwards_from_body_id_id", "letter_forwards", ["from_body_id", "id"])


def _terms() -> None:
    table = op.create_table(
        "letter_terms",
        *_own("letter_terms"),
        *_columns("kind code basis set_by", sa.Text),
        *_columns("value", sa.Integer),
        *_columns("assumed", sa.Boolean),
        *_columns("valid_from", sa.Date),
        *_columns("at", INSTANT),
        *_checks(
            "letter_terms",
            kind_known="kind IN ('application', 'complaint', 'proposal', 'information', 'every')",
            code_known="code IN ('days', 'longer', 'pass_on', 'most_forwards', 'reply', 'reopen_calendar',"
            " 'most_reopened', 'signed', 'most_a_day')",
            row_possible="value >= 0 AND btrim(basis) <> ''",
        ),
    )
    op.create_index("ix_letter_terms_kind_code_valid_from", "letter_terms", ["kind", "code", "valid_from"])
    written = {"valid_from": date(2016, 1, 1), "set_by": "", "at": datetime(2026, 11, 22, tzinfo=UTC)}
    op.bulk_insert(table, [{**row, **written} for row in _first_terms()])


def _first_terms() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for kind, law, days, longer in SOURCED:
        for code, value in (("days", days), ("longer", longer)):
            rows.append({"kind": kind, "code": code, "value": value, "basis": law, "assumed": False})
        for code, value in {**ASSUMED, "signed": int(kind == "complaint")}.items():
            rows.append({"kind": kind, "code": code, "value": value, "basis": OPEN_QUESTION, "assumed": True})
    most = {"kind": "every", "code": "most_a_day", "value": MOST_A_DAY, "basis": OPEN_QUESTION, "assumed": True}
    return [*rows, most]


def downgrade() -> None:
    """Drop them."""
    tables = "letter_terms letter_forwards letter_stops letter_steps letter_messages letters letter_bodies"
    for table in tables.split():
        op.drop_table(table)
    for function in ("letters_append_only", "letters_keep_number", "letter_messages_keep_sent"):
        op.execute(f"DROP FUNCTION {function}")
