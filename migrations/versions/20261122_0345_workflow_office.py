"""The office of cases: officers' competence and absence, internal notes, complaints."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "20261122_0345"
down_revision = "20261122_0340"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; notes only grow."""
    _officers()
    _notes()
    _complaints()
    op.execute(
        "CREATE TRIGGER workflow_notes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON workflow_notes"
        " FOR EACH STATEMENT EXECUTE FUNCTION workflow_refuse()"
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("complaints", "notes", "officers"):
        op.drop_table(f"workflow_{name}")


def _officers() -> None:
    op.create_table(
        "workflow_officers",
        sa.Column("account_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("kinds", ARRAY(sa.Text), nullable=False),
        sa.Column("away_from", sa.Date),
        sa.Column("away_to", sa.Date),
        sa.Column("deputy_id", sa.BigInteger),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.CheckConstraint("(away_from IS NULL) = (away_to IS NULL)", name="away_whole"),
        sa.CheckConstraint("away_from <= away_to", name="away_possible"),
        sa.CheckConstraint("deputy_id <> account_id", name="deputy_is_another"),
        sa.PrimaryKeyConstraint("account_id", name="pk_workflow_officers"),
    )


def _notes() -> None:
    op.create_table(
        "workflow_notes",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("account_id", sa.BigInteger, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["workflow_cases.id"], name="fk_workflow_notes_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_workflow_notes"),
    )
    op.create_index("ix_workflow_notes_case_id", "workflow_notes", ["case_id", "id"])


def _complaints() -> None:
    op.create_table(
        "workflow_complaints",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("account_id", sa.BigInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("filed_at", INSTANT, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("answered_at", INSTANT),
        sa.Column("answered_by", sa.BigInteger),
        sa.Column("escalated_at", INSTANT),
        sa.CheckConstraint("state IN ('open', 'upheld', 'dismissed', 'withdrawn')", name="state_known"),
        sa.CheckConstraint("(state IN ('upheld', 'dismissed')) = (answered_at IS NOT NULL)", name="answered_whole"),
        sa.CheckConstraint("answered_at IS NULL OR answer <> ''", name="answer_says_why"),
        sa.ForeignKeyConstraint(["case_id"], ["workflow_cases.id"], name="fk_workflow_complaints_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_workflow_complaints"),
        sa.UniqueConstraint("number", name="uq_workflow_complaints_number"),
        sa.UniqueConstraint("public_id", name="uq_workflow_complaints_public_id"),
    )
    op.create_index(
        "one_open_complaint_per_case",
        "workflow_complaints",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_workflow_complaints_open",
        "workflow_complaints",
        ["due_on", "id"],
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index("ix_workflow_complaints_case_id", "workflow_complaints", ["case_id"])
