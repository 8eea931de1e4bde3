"""What the exchange still needs: contracts with the registers' owners by day and document, terms of the act by day, programs that cannot
write the message log."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "20261122_0290"
down_revision = "20261122_0280"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
FROM_THE_ACT = "2014-cü il 1 may tarixli 118 nömrəli Qərar"
SINCE = date(2014, 5, 1)
REFUSE = """
CREATE FUNCTION ehis_dated_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'dated rows of contracts and terms are only added';
END $$
"""
APPEND_ONLY = ("ehis_contract_steps", "connection_terms")
CARRY_OVER = """
INSERT INTO ehis_contract_steps (contract, kind, on_day, document, reason, given_by, at)
SELECT contract, 'ended', ends_on, '', reason, given_by, at FROM ehis_ended_contracts
"""
CARRY_BACK = """
INSERT INTO ehis_ended_contracts (contract, ends_on, reason, given_by, at)
SELECT contract, on_day, reason, given_by, at FROM (
  SELECT DISTINCT ON (contract) * FROM ehis_contract_steps ORDER BY contract, on_day DESC, id DESC) AS last
WHERE kind = 'ended'
"""


def upgrade() -> None:
    """Give contracts and terms a history; officials and terms a document."""
    _contracts()
    _terms()
    op.add_column("heartbeats", sa.Column("log_failed_since", INSTANT), schema="ehis_stats")
    op.add_column("ehis_journal_state", sa.Column("unwritable_at", INSTANT))
    op.execute(REFUSE)
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION ehis_dated_append_only()"
        )


def _contracts() -> None:
    op.create_table(
        "ehis_contract_steps",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("contract", "kind", "document", "reason", "given_by")),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ehis_contract_steps"),
        sa.CheckConstraint("kind IN ('ended', 'renewed')", name="ck_ehis_contract_steps_kind"),
    )
    op.execute(CARRY_OVER)
    op.drop_table("ehis_ended_contracts")
    op.add_column("ehis_named_officials", sa.Column("document", sa.Text, nullable=False, server_default=""))
    op.alter_column("ehis_named_officials", "document", server_default=None)


def _terms() -> None:
    op.drop_constraint("pk_connection_terms", "connection_terms")
    op.add_column("connection_terms", sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False))
    op.create_primary_key("pk_connection_terms", "connection_terms", ["id"])
    for name, column, filled in (
        ("valid_from", sa.Date(), SINCE.isoformat()),
        ("document", sa.Text(), FROM_THE_ACT),
        ("set_by", sa.Text(), "Kabinet"),
        ("at", INSTANT, "2014-05-01T00:00:00Z"),
    ):
        op.add_column("connection_terms", sa.Column(name, column, nullable=False, server_default=filled))
        op.alter_column("connection_terms", name, server_default=None)
    op.create_index("ix_connection_terms_code", "connection_terms", ["code", "valid_from"])


def downgrade() -> None:
    """Keep of each contract and term what counts last."""
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER append_only ON {table}")
    op.execute("DROP FUNCTION ehis_dated_append_only()")
    op.drop_column("heartbeats", "log_failed_since", schema="ehis_stats")
    op.drop_column("ehis_journal_state", "unwritable_at")
    op.drop_index("ix_connection_terms_code", "connection_terms")
    op.execute("DELETE FROM connection_terms a USING connection_terms b WHERE a.code = b.code AND a.id < b.id")
    op.drop_constraint("pk_connection_terms", "connection_terms")
    for name in ("id", "valid_from", "document", "set_by", "at"):
        op.drop_column("connection_terms", name)
    op.create_primary_key("pk_connection_terms", "connection_terms", ["code"])
    op.drop_column("ehis_named_officials", "document")
    op.create_table(
        "ehis_ended_contracts",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("contract", "reason", "given_by")),
        sa.Column("ends_on", sa.Date, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("contract", name="pk_ehis_ended_contracts"),
    )
    op.execute(CARRY_BACK)
    op.drop_table("ehis_contract_steps")
