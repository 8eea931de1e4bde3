"""Cases: what was applied for, checked, decided; steps, stops of the clock, findings and marks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

revision = "20261122_0340"
down_revision = "20261122_0330"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
REFUSE = """
CREATE FUNCTION workflow_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what happened to a case stays: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$
"""
NUMBER_STAYS = """
CREATE FUNCTION workflow_number_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number) THEN
        RAISE EXCEPTION 'a registered case and its number stay' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""
OFFICE = "state IN ('checking', 'in_review', 'confirming')"
NOBODY = f"assignee_id IS NULL AND {OFFICE}"
QUEUES = (
    ("proposal", ["proposal", "due_on", "id"], OFFICE),
    ("kind_proposal", ["type_code", "proposal", "due_on", "id"], OFFICE),
    ("nobody", ["due_on", "id"], NOBODY),
    ("nobody_kind", ["type_code", "due_on", "id"], NOBODY),
    ("returned", ["mend_by", "id"], "state = 'returned'"),
    ("returned_kind", ["type_code", "mend_by", "id"], "state = 'returned'"),
)
KEPT = "workflow_steps workflow_findings"


def upgrade() -> None:
    """Make the tables and the triggers that keep what happened."""
    _cases()
    _findings()
    _marks()
    _reviews()
    _steps()
    _stops()
    op.execute(REFUSE)
    op.execute(NUMBER_STAYS)
    for table in KEPT.split():
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION workflow_refuse()"
        )
    op.execute(
        "CREATE TRIGGER workflow_cases_stay BEFORE UPDATE OR DELETE ON workflow_cases"
        " FOR EACH ROW EXECUTE FUNCTION workflow_number_stays()"
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("reviews", "stops", "steps", "marks", "findings", "cases"):
        op.drop_table(f"workflow_{name}")
    op.execute("DROP FUNCTION workflow_refuse()")
    op.execute("DROP FUNCTION workflow_number_stays()")


def _cases() -> None:
    op.create_table(
        "workflow_cases",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text, nullable=False),
        sa.Column("number", sa.Text),
        sa.Column("type_code", sa.Text, nullable=False),
        sa.Column("type_since", sa.Date, nullable=False),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("account_id", sa.BigInteger),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("answers", JSONB, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("submitted_at", INSTANT),
        sa.Column("signed_at", INSTANT),
        sa.Column("due_on", sa.Date),
        sa.Column("mend_by", sa.Date),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("tried", sa.Integer, nullable=False),
        sa.Column("checked_at", INSTANT),
        sa.Column("proposal", sa.Text),
        sa.Column("assignee_id", sa.BigInteger),
        sa.Column("proposed_by", sa.BigInteger),
        sa.Column("decision", sa.Text),
        sa.Column("decided_at", INSTANT),
        sa.Column("decided_by", sa.BigInteger),
        sa.Column("consented", sa.Boolean, nullable=False),
        sa.Column("ground", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("invoice", sa.Text),
        sa.Column("result", sa.Text),
        sa.Column("reminded_at", INSTANT),
        sa.Column("escalated_at", INSTANT),
        sa.Column("request_id", sa.Text),
        sa.Column("request_version", sa.Integer),
        sa.Column("document_token", sa.Text),
        sa.Column("search", TSVECTOR),
        sa.CheckConstraint("(decided_at IS NULL) OR decision IN ('approve', 'refuse')", name="decision_known"),
        sa.CheckConstraint("(state = 'issued') = (result IS NOT NULL)", name="issued_has_result"),
        sa.CheckConstraint("(state IN ('draft', 'discarded')) = (number IS NULL)", name="numbered_when_handed_in"),
        sa.CheckConstraint("state <> 'refused' OR ground IS NOT NULL", name="refusal_has_ground"),
        sa.CheckConstraint(
            "state IN ('draft', 'checking', 'in_review', 'returned', 'confirming', 'fee_due', 'issuing', 'issued', 'refused', 'withdrawn', 'lapsed', 'discarded')",
            name="state_known",
        ),
        sa.CheckConstraint("(number IS NULL) = (submitted_at IS NULL)", name="handed_in_whole"),
        sa.CheckConstraint("number IS NULL OR due_on IS NOT NULL", name="has_date"),
        sa.CheckConstraint("version > 0 AND run >= 0 AND tried >= 0", name="counts_possible"),
        sa.PrimaryKeyConstraint("id", name="pk_workflow_cases"),
        sa.UniqueConstraint("number", name="uq_workflow_cases_number"),
        sa.UniqueConstraint("public_id", name="uq_workflow_cases_public_id"),
    )
    op.create_index(
        "ix_workflow_cases_assignee",
        "workflow_cases",
        ["assignee_id", "due_on", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('checking', 'in_review', 'confirming')"),
    )
    op.create_index(
        "ix_workflow_cases_kind",
        "workflow_cases",
        ["type_code", "due_on", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('checking', 'in_review', 'confirming')"),
    )
    op.create_index(
        "ix_workflow_cases_newest",
        "workflow_cases",
        ["submitted_at", "id"],
        unique=False,
        postgresql_where=sa.text("number IS NOT NULL"),
    )
    op.create_index("ix_workflow_cases_party", "workflow_cases", ["party_id", "id"], unique=False)
    op.create_index(
        "ix_workflow_cases_queue",
        "workflow_cases",
        ["due_on", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('checking', 'in_review', 'confirming')"),
    )
    for name, columns, which in QUEUES:
        op.create_index(f"ix_workflow_cases_{name}", "workflow_cases", columns, postgresql_where=sa.text(which))
    op.create_index(
        "ix_workflow_cases_decided",
        "workflow_cases",
        ["type_code", "decided_at"],
        postgresql_include=["submitted_at", "due_on"],
        postgresql_where=sa.text("decided_at IS NOT NULL"),
    )
    op.create_index("ix_workflow_cases_search", "workflow_cases", ["search"], unique=False, postgresql_using="gin")
    op.create_index(
        "one_open_case_per_subject",
        "workflow_cases",
        ["type_code", "party_id", "subject"],
        unique=True,
        postgresql_where=sa.text(
            "subject <> '' AND state IN ('checking', 'in_review', 'returned', 'confirming', 'fee_due', 'issuing')"
        ),
    )


def _findings() -> None:
    op.create_table(
        "workflow_findings",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("check_code", sa.Text, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("blocking", sa.Boolean, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("stated", sa.Text, nullable=False),
        sa.Column("found", sa.Text, nullable=False),
        sa.Column("remark", sa.Text, nullable=False),
        sa.Column("facts", JSONB, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("as_of", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.CheckConstraint("verdict IN ('agrees', 'differs', 'absent', 'silent')", name="verdict_known"),
        sa.ForeignKeyConstraint(["case_id"], ["workflow_cases.id"], name="fk_workflow_findings_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_workflow_findings"),
        sa.UniqueConstraint("case_id", "run", "check_code", "n", name="uq_workflow_findings_case_id_run_check_code_n"),
    )


def _marks() -> None:
    op.create_table(
        "workflow_marks",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("ground", sa.Text, nullable=False),
        sa.Column("advice", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("mended_at", INSTANT),
        sa.ForeignKeyConstraint(["case_id"], ["workflow_cases.id"], name="fk_workflow_marks_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_workflow_marks"),
    )
    op.create_index("ix_workflow_marks_case_id", "workflow_marks", ["case_id", "id"], unique=False)


def _steps() -> None:
    op.create_table(
        "workflow_steps",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("account_id", sa.BigInteger),
        sa.Column("actor_name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("detail", JSONB, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["workflow_cases.id"], name="fk_workflow_steps_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_workflow_steps"),
    )
    op.create_index("ix_workflow_steps_case_id", "workflow_steps", ["case_id", "id"], unique=False)


def _stops() -> None:
    op.create_table(
        "workflow_stops",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("since_on", sa.Date, nullable=False),
        sa.Column("until_on", sa.Date),
        sa.CheckConstraint("reason IN ('return', 'waiting')", name="reason_known"),
        sa.CheckConstraint("until_on IS NULL OR until_on >= since_on", name="possible"),
        sa.ForeignKeyConstraint(["case_id"], ["workflow_cases.id"], name="fk_workflow_stops_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_workflow_stops"),
    )
    op.create_index(
        "one_open_stop", "workflow_stops", ["case_id"], unique=True, postgresql_where=sa.text("until_on IS NULL")
    )


def _reviews() -> None:
    op.create_table(
        "workflow_reviews",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text, nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("review_code", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("opinion", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("answered_at", INSTANT),
        sa.Column("answered_by", sa.BigInteger),
        sa.CheckConstraint("opinion IN ('agrees', 'objects')", name="opinion_known"),
        sa.CheckConstraint("(opinion IS NULL) = (answered_at IS NULL)", name="answered_whole"),
        sa.ForeignKeyConstraint(["case_id"], ["workflow_cases.id"], name="fk_workflow_reviews_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_workflow_reviews"),
        sa.UniqueConstraint("case_id", "review_code", name="uq_workflow_reviews_case_id_review_code"),
        sa.UniqueConstraint("public_id", name="uq_workflow_reviews_public_id"),
    )
    op.create_index(
        "ix_workflow_reviews_open",
        "workflow_reviews",
        ["role", "due_on", "id"],
        postgresql_where=sa.text("opinion IS NULL"),
    )
    op.create_index(
        "ix_workflow_reviews_given", "workflow_reviews", ["role", "id"], postgresql_where=sa.text("opinion IS NOT NULL")
    )
