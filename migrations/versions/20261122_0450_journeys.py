"""Forms of occasional carriage of passengers, entries after the signature, terms."""

from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "20261122_0450"
down_revision = "20261122_0440"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
KEEP_SIGNED: Final = """
CREATE FUNCTION journeys_keep_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND (NEW.content IS DISTINCT FROM OLD.content
     OR (NEW.passengers IS DISTINCT FROM OLD.passengers AND NEW.erased_at IS NULL)) THEN
    RAISE EXCEPTION 'a signed form does not change';
  END IF;
  IF OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number THEN
    RAISE EXCEPTION 'the number of a form does not change';
  END IF;
  RETURN NEW;
END $$
"""
REFUSE: Final = """
CREATE FUNCTION journey_entries_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of forms are only added';
END $$
"""


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def upgrade() -> None:
    """Make the tables and what keeps them."""
    _forms()
    op.create_table(
        "journey_entries",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("form_id", sa.BigInteger),
        *_columns("seq", sa.Integer),
        *_columns("at happened_at", INSTANT),
        *_columns("kind words place actor_name party_name", sa.Text),
        *_columns("account_id", sa.BigInteger, null=True),
        sa.PrimaryKeyConstraint("id", name="pk_journey_entries"),
        sa.ForeignKeyConstraint(["form_id"], ["journey_forms.id"], name="fk_journey_entries_form_id_journey_forms"),
        sa.UniqueConstraint("form_id", "seq", name="uq_journey_entries_form_id_seq"),
        sa.CheckConstraint(
            "kind IN ('route', 'driver', 'vehicle', 'passenger', 'delay', 'other')",
            name="ck_journey_entries_kind_known",
        ),
    )
    terms = op.create_table(
        "journey_terms",
        *_columns("code basis", sa.Text),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("code", "valid_from", name="pk_journey_terms"),
        sa.CheckConstraint("amount >= 0 AND btrim(basis) <> ''", name="ck_journey_terms_row_possible"),
    )
    ours = "Mənbələrdə göstərilməyib: standart dəyər"
    rows = (("minutes_ahead", 60, ours), ("retention_days", 365, ours), ("close_after_hours", 24, ours))
    op.bulk_insert(
        terms,
        [{"code": code, "valid_from": date(2024, 3, 1), "amount": amount, "basis": why} for code, amount, why in rows],
    )
    op.execute(KEEP_SIGNED)
    op.execute(
        "CREATE TRIGGER keep_signed BEFORE UPDATE ON journey_forms FOR EACH ROW EXECUTE FUNCTION journeys_keep_signed()"
    )
    op.execute(REFUSE)
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON journey_entries"
        " FOR EACH ROW EXECUTE FUNCTION journey_entries_append_only()"
    )


def _forms() -> None:
    op.create_table(
        "journey_forms",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("public_id state", sa.Text),
        *_columns("number plate document_token request_id signed_as", sa.Text, null=True),
        *_columns("version passenger_count", sa.Integer),
        *_columns("carrier_party_id", sa.BigInteger),
        *_columns("organiser_party_id created_by signed_by", sa.BigInteger, null=True),
        sa.Column("driver_indexes", ARRAY(sa.LargeBinary), nullable=False),
        *_columns("departs_at ends_at signed_at erased_at", INSTANT, null=True),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("passengers", sa.LargeBinary),
        *_columns("created_at changed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_journey_forms"),
        sa.UniqueConstraint("public_id", name="uq_journey_forms_public_id"),
        sa.UniqueConstraint("number", name="uq_journey_forms_number"),
        sa.UniqueConstraint("request_id", name="uq_journey_forms_request_id"),
        sa.CheckConstraint("state IN ('draft', 'signed', 'closed', 'cancelled')", name="ck_journey_forms_state_known"),
        sa.CheckConstraint(
            "state IN ('draft', 'cancelled') OR number IS NOT NULL", name="ck_journey_forms_signed_has_number"
        ),
        sa.CheckConstraint("(signed_at IS NULL) = (signed_by IS NULL)", name="ck_journey_forms_signed_by_somebody"),
        sa.CheckConstraint("octet_length(content::text) < 100000", name="ck_journey_forms_content_bounded"),
    )
    op.create_index("ix_journey_forms_carrier_party_id_id", "journey_forms", ["carrier_party_id", "id"])
    op.create_index("ix_journey_forms_organiser_party_id_id", "journey_forms", ["organiser_party_id", "id"])
    op.create_index("ix_journey_forms_plate_departs_at", "journey_forms", ["plate", "departs_at"])
    op.create_index("ix_journey_forms_driver_indexes", "journey_forms", ["driver_indexes"], postgresql_using="gin")
    signed = sa.text("state = 'signed'")
    op.create_index("ix_journey_forms_ending", "journey_forms", ["ends_at"], postgresql_where=signed)
    kept = sa.text("passengers IS NOT NULL AND state IN ('closed', 'cancelled')")
    op.create_index("ix_journey_forms_kept", "journey_forms", ["ends_at"], postgresql_where=kept)


def downgrade() -> None:
    """Drop them."""
    for name in ("journey_terms", "journey_entries", "journey_forms"):
        op.drop_table(name)
    op.execute("DROP FUNCTION journey_entries_append_only()")
    op.execute("DROP FUNCTION journeys_keep_signed()")
