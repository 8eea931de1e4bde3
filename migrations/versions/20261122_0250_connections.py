"""Tables of connections: connection of systems and services to the exchange; what the acts list stands in them from the start."""

from datetime import date

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from webapp.connections.law import listed
from webapp.core.azerbaijani import fold

revision = "20261122_0250"
down_revision = "20261122_0240"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = "participants papers officials services checks breaches tickets steps listed terms"
TERMS = (
    ("check_days", 7, "118/2014, 3.2"),
    ("connect_days", 7, "118/2014, 3.9"),
    ("cure_months", 1, "118/2014, 3.6"),
    ("withdrawal_months", 1, "118/2014, 3.14"),
    ("cure_moves_to_working_day", 1, "118/2014, 3.6"),
)


def upgrade() -> None:
    """Make the tables and fill in what the acts say."""
    _participants()
    _papers()
    _officials()
    _services()
    _checks()
    _breaches()
    _tickets()
    _steps()
    _listed()
    _terms()
    _fill()


def downgrade() -> None:
    """Drop them."""
    for name in reversed(TABLES.split()):
        op.drop_table(f"connection_{name}")


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Make a table with its key, and with its public id unique where it has one."""
    key = sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)
    named = any(isinstance(part, sa.Column) and part.name == "public_id" for part in parts)
    unique = [sa.UniqueConstraint("public_id", name=f"uq_{name}_public_id")] if named else []
    op.create_table(name, key, *parts, sa.PrimaryKeyConstraint("id", name=f"pk_{name}"), *unique)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}")


def _given(
    kind: type[sa.types.TypeEngine[object]] | sa.types.TypeEngine[object], names: str
) -> list[sa.Column[object]]:
    return [sa.Column(name, kind, nullable=False) for name in names.split()]


def _open(kind: type[sa.types.TypeEngine[object]] | sa.types.TypeEngine[object], names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, kind) for name in names.split()]


def _fill() -> None:
    """Write the rows of the acts, the first last: lists show the newest key first, and so the acts' own order."""
    names = ("kind", "no", "section", "owner", "name", "folded", "status", "decision", "member_code")
    columns = [sa.column(name, sa.Text) for name in names]
    days = [sa.column(name, sa.Date) for name in ("decided_on", "deadline")]
    table = sa.table("connection_listed", *columns, *days, sa.column("detail", JSONB))
    op.bulk_insert(table, [_row(item) for item in reversed(listed())])
    terms = sa.table(
        "connection_terms", sa.column("code", sa.Text), sa.column("value", sa.Integer), sa.column("basis", sa.Text)
    )
    op.bulk_insert(terms, [{"code": code, "value": value, "basis": basis} for code, value, basis in TERMS])


def _row(item: dict[str, object]) -> dict[str, object]:
    plain = {name: item[name] for name in ("kind", "no", "section", "owner", "name", "status", "decision", "detail")}
    folded = fold(f"{item['no']} {item['owner']} {item['name']}")
    days = {name: _day(item[name]) for name in ("decided_on", "deadline")}
    return {**plain, **days, "folded": folded, "member_code": item["member"]}


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _participants() -> None:
    _table(
        "connection_participants",
        *_given(sa.Text, "public_id name system system_folded state"),
        *_given(sa.BigInteger, "party_id"),
        *_open(sa.Text, "number member_code subsystem certificate blocked_reason blocked_by"),
        *_given(sa.Integer, "version"),
        *_open(sa.Date, "due_on"),
        *_open(INSTANT, "certificate_valid_to blocked_at"),
        *_given(INSTANT, "created_at changed_at"),
        sa.CheckConstraint("blocked_reason IN ('1', '2')", name="blocked_reason"),
        sa.CheckConstraint("state <> 'connected' OR member_code IS NOT NULL", name="connected_is_member"),
        sa.CheckConstraint(
            "state IN ('draft', 'applied', 'checking', 'deficient', 'refused', 'contract', 'connected', 'disconnected')",
            name="state",
        ),
        sa.CheckConstraint("state NOT IN ('applied', 'checking') OR due_on IS NOT NULL", name="clock_runs"),
        sa.CheckConstraint("(blocked_reason IS NULL) = (blocked_at IS NULL)", name="blocked_whole"),
        sa.UniqueConstraint("number", name="uq_connection_participants_number"),
    )
    op.create_index("ix_connection_participants_party_id", "connection_participants", ["party_id"])
    op.create_index(
        "one_open_case_per_system",
        "connection_participants",
        ["party_id", "system_folded"],
        unique=True,
        postgresql_where=sa.text("state NOT IN ('draft', 'refused', 'disconnected')"),
    )


def _papers() -> None:
    _table(
        "connection_papers",
        *_given(sa.Text, "public_id kind state"),
        *_given(sa.BigInteger, "participant_id"),
        *_given(sa.Integer, "version"),
        *_given(sa.LargeBinary, "content"),
        *_open(sa.Text, "number document_token request_id"),
        *_open(sa.BigInteger, "file_id"),
        *_open(sa.Integer, "request_version"),
        *_given(INSTANT, "created_at changed_at"),
        *_open(INSTANT, "signed_at"),
        sa.CheckConstraint("kind IN ('form1', 'form2', 'contract')", name="kind"),
        sa.CheckConstraint("state IN ('draft', 'offered', 'half_signed', 'signed')", name="state"),
        _refers("connection_papers", "file_id", "stored_files"),
        _refers("connection_papers", "participant_id", "connection_participants"),
    )
    op.create_index("ix_connection_papers_participant_id_kind", "connection_papers", ["participant_id", "kind"])


def _officials() -> None:
    _table(
        "connection_officials",
        *_given(sa.Text, "public_id name post"),
        *_given(sa.BigInteger, "participant_id"),
        *_given(sa.LargeBinary, "fin fin_index"),
        *_given(INSTANT, "added_at"),
        *_open(INSTANT, "removed_at"),
        _refers("connection_officials", "participant_id", "connection_participants"),
    )
    op.create_index(
        "one_listing_per_official",
        "connection_officials",
        ["participant_id", "fin_index"],
        unique=True,
        postgresql_where=sa.text("removed_at IS NULL"),
    )


def _services() -> None:
    _table(
        "connection_services",
        *_given(sa.Text, "public_id title regulation service_version state test_data structure archive_what reason"),
        *_given(sa.BigInteger, "participant_id paper_id"),
        *_open(sa.BigInteger, "replaces_id"),
        *_given(sa.LargeBinary, "responsible archive_readers"),
        *_open(sa.Text, "code"),
        *_given(sa.Integer, "version"),
        *_open(sa.Date, "due_on ends_on"),
        *_open(sa.Integer, "archive_days"),
        *_open(INSTANT, "told_at live_at"),
        *_given(INSTANT, "created_at changed_at"),
        sa.Column("clients", JSONB, nullable=False),
        sa.CheckConstraint("state <> 'passed' OR due_on IS NOT NULL", name="clock_runs"),
        sa.CheckConstraint(
            "state IN ('draft', 'applied', 'test', 'failed', 'passed', 'live', 'withdrawal', 'notified', 'disconnected')",
            name="state",
        ),
        sa.CheckConstraint("ends_on IS NULL OR told_at IS NOT NULL", name="told_before_the_end"),
        _refers("connection_services", "paper_id", "connection_papers"),
        _refers("connection_services", "participant_id", "connection_participants"),
        _refers("connection_services", "replaces_id", "connection_services"),
        sa.UniqueConstraint("participant_id", "code", "service_version", name="uq_connection_services_version"),
    )
    op.create_index("ix_connection_services_paper_id", "connection_services", ["paper_id"])


def _checks() -> None:
    _table(
        "connection_checks",
        *_open(sa.BigInteger, "participant_id service_id"),
        *_given(sa.Text, "item remark by"),
        *_given(sa.Boolean, "met"),
        *_given(INSTANT, "at"),
        sa.CheckConstraint("met OR remark <> ''", name="unmet_says_why"),
        sa.CheckConstraint("num_nonnulls(participant_id, service_id) = 1", name="one_subject"),
        _refers("connection_checks", "participant_id", "connection_participants"),
        _refers("connection_checks", "service_id", "connection_services"),
        sa.UniqueConstraint("participant_id", "item", name="uq_connection_checks_participant_item"),
        sa.UniqueConstraint("service_id", "item", name="uq_connection_checks_service_item"),
    )


def _breaches() -> None:
    _table(
        "connection_breaches",
        *_given(sa.Text, "public_id clause text state answer"),
        *_given(sa.BigInteger, "participant_id"),
        *_given(sa.Boolean, "by_block"),
        *_given(INSTANT, "sent_at"),
        *_open(INSTANT, "received_at ended_at"),
        *_open(sa.Text, "received_by"),
        *_open(sa.Date, "due_on"),
        sa.CheckConstraint("state <> 'cure' OR received_at IS NOT NULL", name="cure_after_receipt"),
        sa.CheckConstraint("state IN ('notified', 'cure', 'cured', 'disconnected')", name="state"),
        sa.CheckConstraint("(received_at IS NULL) = (due_on IS NULL)", name="term_from_receipt"),
        _refers("connection_breaches", "participant_id", "connection_participants"),
    )
    op.create_index("ix_connection_breaches_participant_id", "connection_breaches", ["participant_id"])
    op.create_index(
        "one_open_breach",
        "connection_breaches",
        ["participant_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('notified', 'cure')"),
    )


def _tickets() -> None:
    _table(
        "connection_tickets",
        *_given(sa.Text, "public_id kind state title text"),
        *_open(sa.BigInteger, "participant_id"),
        *_open(sa.Text, "key"),
        *_given(sa.Integer, "seen"),
        *_given(INSTANT, "created_at changed_at"),
        sa.CheckConstraint("kind IN ('defect', 'proposal')", name="kind"),
        sa.CheckConstraint("state IN ('open', 'answered', 'done')", name="state"),
        _refers("connection_tickets", "participant_id", "connection_participants"),
    )
    op.create_index("ix_connection_tickets_participant_id", "connection_tickets", ["participant_id"])
    op.create_index("ix_connection_tickets_state_id", "connection_tickets", ["state", "id"])


def _steps() -> None:
    _table(
        "connection_steps",
        *_open(sa.BigInteger, "participant_id service_id ticket_id account_id"),
        *_given(sa.Text, "action actor_name party_name text"),
        *_given(INSTANT, "at"),
        *_given(sa.LargeBinary, "sha256"),
        *_open(sa.Text, "document_token"),
        *_open(sa.Integer, "document_version"),
        sa.CheckConstraint("num_nonnulls(participant_id, service_id, ticket_id) = 1", name="one_subject"),
        sa.CheckConstraint("octet_length(sha256) = 32", name="hash"),
        _refers("connection_steps", "participant_id", "connection_participants"),
        _refers("connection_steps", "service_id", "connection_services"),
        _refers("connection_steps", "ticket_id", "connection_tickets"),
    )
    op.create_index("ix_connection_steps_participant_id", "connection_steps", ["participant_id"])
    op.create_index("ix_connection_steps_service_id", "connection_steps", ["service_id"])
    op.create_index("ix_connection_steps_ticket_id", "connection_steps", ["ticket_id"])


def _listed() -> None:
    _table(
        "connection_listed",
        *_given(sa.Text, "kind no section owner name folded status"),
        *_open(sa.Text, "decision member_code"),
        *_open(sa.Date, "decided_on deadline"),
        sa.Column("detail", JSONB, nullable=False),
        sa.CheckConstraint("kind IN ('system', 'source', 'authority')", name="kind"),
        sa.CheckConstraint("status IN ('in_force', 'repealed')", name="status"),
        sa.UniqueConstraint("kind", "no", name="uq_connection_listed_no"),
    )


def _terms() -> None:
    op.create_table(
        "connection_terms",
        *_given(sa.Text, "code basis"),
        *_given(sa.Integer, "value"),
        sa.PrimaryKeyConstraint("code", name="pk_connection_terms"),
    )
