"""Tables of ehis_client: kept answers, questions that wait for a register, and what the operator ordered."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0240"
down_revision = "20261122_0230"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _memory()
    _waiting()
    _orders()


def _memory() -> None:
    op.create_table(
        "ehis_kept_answers",
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("case_index", sa.LargeBinary),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_ehis_kept_answers"),
    )
    op.create_index("ix_ehis_kept_answers_until", "ehis_kept_answers", ["until"])
    op.create_index("ix_ehis_kept_answers_case", "ehis_kept_answers", ["case_index"])


def _waiting() -> None:
    texts = ("public_id", "service", "provider", "purpose", "role", "ref", "state", "reason", "message_id")
    op.create_table(
        "ehis_waiting_questions",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        *(sa.Column(name, INSTANT, nullable=False) for name in ("since", "until", "next_at")),
        *(sa.Column(name, INSTANT) for name in ("tried_at", "ended_at")),
        sa.Column("outcome", sa.Text),
        sa.Column("sealed_answer", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_waiting_questions"),
        sa.UniqueConstraint("public_id", name="uq_ehis_waiting_questions_public_id"),
        sa.CheckConstraint(
            "state IN ('waiting', 'held', 'answered', 'gave_up')", name="ck_ehis_waiting_questions_state"
        ),
        sa.CheckConstraint("tries >= 0", name="ck_ehis_waiting_questions_tries"),
    )
    op.create_index(
        "ix_ehis_waiting_questions_due",
        "ehis_waiting_questions",
        ["next_at"],
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index("ix_ehis_waiting_questions_ref", "ehis_waiting_questions", ["ref"])


def _given() -> tuple[sa.Column[str], sa.Column[object]]:
    return sa.Column("given_by", sa.Text, nullable=False), sa.Column("at", INSTANT, nullable=False)


def _orders() -> None:
    op.create_table(
        "ehis_orders",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("service", "standing", "reason")),
        *_given(),
        sa.PrimaryKeyConstraint("service", name="pk_ehis_orders"),
        sa.CheckConstraint("standing IN ('open', 'close')", name="ck_ehis_orders_standing"),
    )
    op.create_table(
        "ehis_ended_contracts",
        sa.Column("contract", sa.Text, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        *_given(),
        sa.PrimaryKeyConstraint("contract", name="pk_ehis_ended_contracts"),
    )
    op.create_table(
        "ehis_named_officials",
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("fin", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        *_given(),
        sa.PrimaryKeyConstraint("purpose", name="pk_ehis_named_officials"),
    )
    op.create_table(
        "breakers",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("process", "service", "state")),
        *(sa.Column(name, INSTANT, nullable=False) for name in ("since", "at")),
        sa.PrimaryKeyConstraint("process", "service", name="pk_breakers"),
        sa.CheckConstraint("state IN ('closed', 'open', 'half-open', 'forced-open')", name="ck_breakers_state"),
        schema="ehis_stats",
    )


def downgrade() -> None:
    op.drop_table("breakers", schema="ehis_stats")
    for table in (
        "ehis_named_officials",
        "ehis_ended_contracts",
        "ehis_orders",
        "ehis_waiting_questions",
        "ehis_kept_answers",
    ):
        op.drop_table(table)
