"""Phones of drivers: keys and what they sign."""

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0480"
down_revision = "20261122_0470"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    _make_keys()
    _make_statements()
    _make_photos()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("waybill_photos")
    op.drop_table("waybill_statements")
    op.drop_table("device_keys")


def _make_keys() -> None:
    op.create_table(
        "device_keys",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("public_id", "person", "name")),
        sa.Column("account_id", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.LargeBinary, nullable=False) for name in ("fin", "fin_index", "public_key")),
        *(sa.Column(name, INSTANT, nullable=False) for name in ("registered_at", "expires_at")),
        sa.Column("revoked_at", INSTANT),
        sa.Column("revoked_by", sa.BigInteger),
        sa.Column("seen_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_device_keys"),
        sa.UniqueConstraint("public_id", name="uq_device_keys_public_id"),
        sa.UniqueConstraint("public_key", name="uq_device_keys_public_key"),
        sa.CheckConstraint("octet_length(public_key) = 65", name="ck_device_keys_key_is_point"),
        sa.CheckConstraint("expires_at > registered_at", name="ck_device_keys_expires_later"),
    )
    op.create_index("ix_device_keys_account_id_id", "device_keys", ["account_id", "id"])
    op.create_index("ix_device_keys_fin_index", "device_keys", ["fin_index"])


def _make_statements() -> None:
    op.create_table(
        "waybill_statements",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("device_id", "waybill_id")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("nonce", "action", "outcome")),
        *(sa.Column(name, sa.LargeBinary, nullable=False) for name in ("body", "signature")),
        *(sa.Column(name, INSTANT, nullable=False) for name in ("stated_at", "happened_at", "received_at")),
        sa.Column("act_id", sa.BigInteger),
        sa.Column("answer", JSONB, nullable=False),
        sa.Column("time_stamp", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_waybill_statements"),
        sa.UniqueConstraint("device_id", "nonce", name="uq_waybill_statements_device_id_nonce"),
        sa.UniqueConstraint("act_id", name="uq_waybill_statements_act_id"),
        sa.ForeignKeyConstraint(["device_id"], ["device_keys.id"], name="fk_waybill_statements_device_id_device_keys"),
        sa.ForeignKeyConstraint(["waybill_id"], ["waybills.id"], name="fk_waybill_statements_waybill_id_waybills"),
        sa.ForeignKeyConstraint(["act_id"], ["waybill_acts.id"], name="fk_waybill_statements_act_id_waybill_acts"),
        sa.CheckConstraint("outcome IN ('taken', 'same', 'refused')", name="ck_waybill_statements_outcome_known"),
        sa.CheckConstraint("(outcome = 'taken') = (act_id IS NOT NULL)", name="ck_waybill_statements_taken_has_an_act"),
        sa.CheckConstraint("octet_length(body) < 65536", name="ck_waybill_statements_body_bounded"),
    )
    op.create_index("ix_waybill_statements_waybill_id_id", "waybill_statements", ["waybill_id", "id"])


def _make_photos() -> None:
    op.create_table(
        "waybill_photos",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("waybill_id", "account_id")),
        *(sa.Column(name, sa.LargeBinary, nullable=False) for name in ("stated_sha256", "sha256")),
        sa.Column("copy", sa.Text, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_waybill_photos"),
        sa.UniqueConstraint("waybill_id", "stated_sha256", name="uq_waybill_photos_waybill_id_stated_sha256"),
        sa.ForeignKeyConstraint(["waybill_id"], ["waybills.id"], name="fk_waybill_photos_waybill_id_waybills"),
        sa.CheckConstraint(
            "octet_length(stated_sha256) = 32 AND octet_length(sha256) = 32", name="ck_waybill_photos_hashes_whole"
        ),
    )
