"""Tables of waybills: the waybill, its acts, the open act, shelves; triggers that keep what is signed."""

from datetime import date

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

revision = "20261122_0190"
down_revision = "20261122_0180"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
STATES = (
    "'draft', 'offered', 'accepted', 'in_transit', 'arrived', 'at_storage', 'stopped', 'refused', 'returning', 'delivered', "
    "'closed', 'cancelled', 'void'"
)

KEEP_SIGNED = """
CREATE FUNCTION waybills_keep_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND NEW.content IS DISTINCT FROM OLD.content THEN
    RAISE EXCEPTION 'the content of a signed waybill does not change';
  END IF;
  IF OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number THEN
    RAISE EXCEPTION 'the number of a waybill does not change';
  END IF;
  IF NEW.version < OLD.version THEN
    RAISE EXCEPTION 'the version of a waybill only grows';
  END IF;
  RETURN NEW;
END $$
"""
REFUSE = """
CREATE FUNCTION waybill_acts_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'acts of waybills are only added';
END $$
"""


def upgrade() -> None:
    op.create_table(
        "waybills",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("number", sa.Text),
        sa.Column("initiator_party_id", sa.BigInteger, nullable=False),
        sa.Column("initiator_role", sa.Text, nullable=False),
        sa.Column("shared_at", INSTANT),
        sa.Column("consignor_party_id", sa.BigInteger),
        sa.Column("carrier_party_id", sa.BigInteger),
        sa.Column("consignee_party_id", sa.BigInteger),
        sa.Column("driver_fin", sa.LargeBinary),
        sa.Column("driver_index", sa.LargeBinary),
        sa.Column("vehicle_plate", sa.Text),
        sa.Column("trailer_plates", ARRAY(sa.Text), nullable=False),
        sa.Column("loading_at", INSTANT),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("current", JSONB),
        sa.Column("disposal_party_id", sa.BigInteger),
        sa.Column("next_carrier_party_id", sa.BigInteger),
        sa.Column("former_party_ids", ARRAY(sa.BigInteger), nullable=False, server_default="{}"),
        sa.Column("returns_id", sa.BigInteger),
        sa.Column("closes_at", INSTANT),
        sa.Column("document_token", sa.Text),
        sa.Column("search", TSVECTOR, nullable=False),
        sa.Column("created_by", sa.BigInteger),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("start_key", sa.Text),
        sa.Column("discarded_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_waybills"),
        sa.UniqueConstraint("public_id", name="uq_waybills_public_id"),
        sa.UniqueConstraint("number", name="uq_waybills_number"),
        sa.UniqueConstraint("returns_id", name="uq_waybills_returns_id"),
        sa.ForeignKeyConstraint(["returns_id"], ["waybills.id"], name="fk_waybills_returns_id_waybills"),
        sa.CheckConstraint(f"state IN ({STATES})", name="ck_waybills_state_known"),
        sa.CheckConstraint("version > 0", name="ck_waybills_version_positive"),
        sa.CheckConstraint(
            "number IS NOT NULL OR state IN ('draft', 'offered', 'cancelled')", name="ck_waybills_accepted_has_number"
        ),
        sa.CheckConstraint("octet_length(content::text) < 400000", name="ck_waybills_content_bounded"),
        sa.CheckConstraint("discarded_at IS NULL OR state = 'draft'", name="ck_waybills_discarded_is_draft"),
        sa.UniqueConstraint("initiator_party_id", "start_key", name="uq_waybills_initiator_party_id_start_key"),
    )
    _indexes()
    _acts()
    _pending()
    _shelves()
    _asked_numbers()
    _proposals()
    _terms()
    _triggers()


def _indexes() -> None:
    op.create_index("ix_waybills_initiator", "waybills", ["initiator_party_id", "id"])
    named = sa.text("driver_index IS NOT NULL")
    op.create_index("ix_waybills_driver_index", "waybills", ["driver_index", "id"], postgresql_where=named)
    on_the_road = sa.text("state = 'in_transit'")
    op.create_index("ix_waybills_on_the_road", "waybills", ["vehicle_plate"], postgresql_where=on_the_road)
    op.create_index("ix_waybills_vehicle_plate", "waybills", ["vehicle_plate", "id"])
    op.create_index("ix_waybills_trailer_plates", "waybills", ["trailer_plates"], postgresql_using="gin")
    delivered = sa.text("state = 'delivered'")
    op.create_index("ix_waybills_closing", "waybills", ["closes_at"], postgresql_where=delivered)
    op.create_index("ix_waybills_search", "waybills", ["search"], postgresql_using="gin")


def _triggers() -> None:
    op.execute(KEEP_SIGNED)
    op.execute(
        "CREATE TRIGGER keep_signed BEFORE UPDATE ON waybills FOR EACH ROW EXECUTE FUNCTION waybills_keep_signed()"
    )
    op.execute(REFUSE)
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON waybill_acts"
        " FOR EACH ROW EXECUTE FUNCTION waybill_acts_append_only()"
    )


def _acts() -> None:
    op.create_table(
        "waybill_acts",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("waybill_id", sa.BigInteger, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("account_id", sa.BigInteger),
        sa.Column("actor_name", sa.Text, nullable=False),
        sa.Column("party_id", sa.BigInteger),
        sa.Column("party_name", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("data", JSONB, nullable=False),
        sa.Column("content_sha256", sa.LargeBinary, nullable=False),
        sa.Column("prev_hash", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("request_id", sa.Text),
        sa.Column("certificate_number", sa.Text),
        sa.Column("document_version", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_waybill_acts"),
        sa.ForeignKeyConstraint(["waybill_id"], ["waybills.id"], name="fk_waybill_acts_waybill_id"),
        sa.UniqueConstraint("waybill_id", "seq", name="uq_waybill_acts_waybill_id_seq"),
        sa.UniqueConstraint("request_id", name="uq_waybill_acts_request_id"),
        sa.CheckConstraint("outcome IN ('done', 'refused')", name="ck_waybill_acts_outcome_known"),
        sa.CheckConstraint(
            "octet_length(hash) = 32 AND octet_length(content_sha256) = 32", name="ck_waybill_acts_hashes_whole"
        ),
    )


def _pending() -> None:
    op.create_table(
        "waybill_pending_acts",
        sa.Column("waybill_id", sa.BigInteger, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("data", JSONB, nullable=False),
        sa.Column("account_id", sa.BigInteger, nullable=False),
        sa.Column("actor_name", sa.Text, nullable=False),
        sa.Column("party_id", sa.BigInteger),
        sa.Column("party_name", sa.Text, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.PrimaryKeyConstraint("waybill_id", name="pk_waybill_pending_acts"),
        sa.ForeignKeyConstraint(["waybill_id"], ["waybills.id"], name="fk_waybill_pending_acts_waybill_id"),
        sa.UniqueConstraint("request_id", name="uq_waybill_pending_acts_request_id"),
    )


def _shelves() -> None:
    op.create_table(
        "waybill_shelves",
        sa.Column("waybill_id", sa.BigInteger, nullable=False),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("shelf", sa.Text, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("waybill_id", "party_id", name="pk_waybill_shelves"),
        sa.ForeignKeyConstraint(["waybill_id"], ["waybills.id"], name="fk_waybill_shelves_waybill_id"),
        sa.CheckConstraint(
            "shelf IN ('needs_me', 'in_progress', 'done', 'drafts')", name="ck_waybill_shelves_shelf_known"
        ),
    )
    op.create_index("ix_waybill_shelves_list", "waybill_shelves", ["party_id", "shelf", "changed_at", "waybill_id"])


def _asked_numbers() -> None:
    op.create_table(
        "waybill_asked_numbers",
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_waybill_asked_numbers"),
        sa.CheckConstraint("answer IN ('absent', 'silent')", name="ck_waybill_asked_numbers_answer_known"),
    )


def _proposals() -> None:
    op.create_table(
        "waybill_proposals",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("waybill_id", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("public_id", "kind", "reason", "role", "state")),
        sa.Column("change", JSONB, nullable=False),
        sa.Column("party_id", sa.BigInteger),
        sa.Column("needs", ARRAY(sa.Text), nullable=False),
        sa.Column("agreed", ARRAY(sa.Text), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_waybill_proposals"),
        sa.UniqueConstraint("public_id", name="uq_waybill_proposals_public_id"),
        sa.ForeignKeyConstraint(["waybill_id"], ["waybills.id"], name="fk_waybill_proposals_waybill_id_waybills"),
        sa.CheckConstraint(
            "kind IN ('redirect', 'hand_over', 'adjust', 'void')", name="ck_waybill_proposals_kind_known"
        ),
        sa.CheckConstraint(
            "state IN ('open', 'agreed', 'declined', 'dropped')", name="ck_waybill_proposals_state_known"
        ),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ck_waybill_proposals_ended_at_an_instant"),
    )
    op.create_index("ix_waybill_proposals_waybill_id", "waybill_proposals", ["waybill_id"])
    still_open = sa.text("state = 'open'")
    op.create_index("one_open_proposal", "waybill_proposals", ["waybill_id"], unique=True, postgresql_where=still_open)


def _terms() -> None:
    terms = op.create_table(
        "waybill_terms",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("code", "valid_from", name="pk_waybill_terms"),
        sa.CheckConstraint("amount > 0 AND btrim(basis) <> ''", name="ck_waybill_terms_row_possible"),
    )
    cmr = "CMR konvensiyasının 30-cu maddəsi; daxili daşımada standart dəyər"
    ours = "Mənbələrdə müddət göstərilməyib: standart dəyər"
    rows = (("hidden_damage_days", 7, cmr), ("delay_days", 21, cmr), ("no_show_hours", 3, ours))
    op.bulk_insert(
        terms,
        [
            {"code": code, "valid_from": date(2024, 3, 1), "amount": amount, "basis": basis}
            for code, amount, basis in rows
        ],
    )


def downgrade() -> None:
    op.drop_table("waybill_terms")
    op.drop_table("waybill_proposals")
    op.drop_table("waybill_asked_numbers")
    op.drop_table("waybill_shelves")
    op.drop_table("waybill_pending_acts")
    op.drop_table("waybill_acts")
    op.drop_table("waybills")
    op.execute("DROP FUNCTION waybill_acts_append_only()")
    op.execute("DROP FUNCTION waybills_keep_signed()")
