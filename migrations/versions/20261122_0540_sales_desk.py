"""What officers and cashiers set; late money; delays; who waits without a cabinet."""

from alembic import op

revision = "20261122_0540"
down_revision = "20261122_0530"
branch_labels = None
depends_on = None

KEEP_INVOICE = """
CREATE OR REPLACE FUNCTION payments_keep_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.public_id, NEW.payable, NEW.ref, NEW.qepik, NEW.opened_at, NEW.guest_key)
     IS DISTINCT FROM (OLD.public_id, OLD.payable, OLD.ref, OLD.qepik, OLD.opened_at, OLD.guest_key)
     OR (OLD.party_id IS NOT NULL AND NEW.party_id IS DISTINCT FROM OLD.party_id)
     OR (OLD.state <> 'open' AND NEW.state <> OLD.state{late}) THEN
    RAISE EXCEPTION 'what an invoice says stays, and one that has ended is not opened again' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
PAID_LATE = " AND NOT (OLD.state IN ('cancelled', 'lapsed') AND NEW.state = 'paid')"


def upgrade() -> None:
    """Make them."""
    op.execute(KEEP_INVOICE.format(late=PAID_LATE))


def downgrade() -> None:
    """Drop them."""
    op.execute(KEEP_INVOICE.format(late=""))
