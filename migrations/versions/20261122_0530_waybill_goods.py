"""Waybills with several consignees: who they are, at which stop the goods stand; a signed step keeps its reason.

Journeys: a journey that was not finished is an entry, told within half an hour.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "20261122_0530"
down_revision = "20261122_0520"
branch_labels = None
depends_on = None
KINDS = "kind IN ('route', 'driver', 'vehicle', 'passenger', 'delay', {more}'other')"


def upgrade() -> None:
    op.add_column(
        "waybills",
        sa.Column("drop_party_ids", ARRAY(sa.BigInteger()), nullable=False, server_default=sa.text("'{}'")),
    )
    op.add_column("waybills", sa.Column("at_drop", sa.Integer(), nullable=True))
    op.create_check_constraint(
        "at_a_stop", "waybills", "at_drop IS NULL OR at_drop BETWEEN 0 AND cardinality(drop_party_ids)"
    )
    op.add_column("waybill_pending_acts", sa.Column("reason", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("journey_forms", sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True))
    _kinds("'unfinished', ")
    op.execute(
        "INSERT INTO journey_terms (code, valid_from, amount, basis) VALUES ('minutes_to_report', '2024-03-01', 30,"
        " 'Mənbələrdə göstərilməyib: standart dəyər')"
    )


def downgrade() -> None:
    op.execute("DELETE FROM journey_terms WHERE code = 'minutes_to_report'")
    _kinds("")
    op.drop_column("journey_forms", "handed_at")
    op.drop_column("waybill_pending_acts", "reason")
    op.drop_constraint("at_a_stop", "waybills", type_="check")
    for column in ("at_drop", "drop_party_ids"):
        op.drop_column("waybills", column)


def _kinds(more: str) -> None:
    found = op.get_bind().scalar(
        sa.text(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'journey_entries'::regclass AND contype = 'c'"
            " AND pg_get_constraintdef(oid) LIKE '%kind%'"
        )
    )
    op.execute(f'ALTER TABLE journey_entries DROP CONSTRAINT "{found}"')
    op.execute(f'ALTER TABLE journey_entries ADD CONSTRAINT "{found}" CHECK ({KINDS.format(more=more)})')
