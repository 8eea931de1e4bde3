"""Copies that people hand in, and what was read from them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "20261122_0300"
down_revision = "20261122_0290"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def key() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True)


def upgrade() -> None:
    """Make the three tables."""
    _copies()
    _pictures()
    _fields()


def downgrade() -> None:
    """Drop them."""
    for table in ("attachment_fields", "attachment_pictures", "attachment_copies"):
        op.drop_table(table)


def _copies() -> None:
    op.create_table(
        "attachment_copies",
        key(),
        sa.Column("public_id", sa.Text, nullable=False),
        sa.Column("owner_kind", sa.Text, nullable=False),
        sa.Column("owner_ref", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("copy_kind", sa.Text, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("pages", sa.SmallInteger, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("content_index", sa.LargeBinary, nullable=False),
        sa.Column("file_id", sa.BigInteger, sa.ForeignKey("stored_files.id"), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("received_by", sa.BigInteger),
        sa.Column("sealed_at", INSTANT),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("text", sa.LargeBinary),
        sa.Column("confidence", sa.SmallInteger),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("trouble", sa.Text, nullable=False),
        sa.Column("words", ARRAY(sa.BigInteger), nullable=False),
        sa.Column("read_at", INSTANT),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("owner_kind", "owner_ref", "slot", "content_index", name="one_copy_of_a_file_in_a_slot"),
        sa.CheckConstraint("state IN ('waiting', 'read', 'failed', 'not_wanted')", name="state_known"),
        sa.CheckConstraint("size > 0 AND pages > 0", name="something_there"),
    )
    op.create_index("ix_attachment_copies_words", "attachment_copies", ["words"], postgresql_using="gin")


def _pictures() -> None:
    op.create_table(
        "attachment_pictures",
        key(),
        sa.Column("copy_id", sa.BigInteger, sa.ForeignKey("attachment_copies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("n", sa.SmallInteger, nullable=False),
        sa.Column("file_id", sa.BigInteger, sa.ForeignKey("stored_files.id"), nullable=False),
        sa.Column("width", sa.SmallInteger, nullable=False),
        sa.Column("height", sa.SmallInteger, nullable=False),
        sa.UniqueConstraint("copy_id", "n"),
        sa.CheckConstraint("n > 0", name="n_positive"),
    )


def _fields() -> None:
    op.create_table(
        "attachment_fields",
        key(),
        sa.Column("copy_id", sa.BigInteger, sa.ForeignKey("attachment_copies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.Column("as_read", sa.LargeBinary, nullable=False),
        sa.Column("confidence", sa.SmallInteger, nullable=False),
        sa.Column("page", sa.SmallInteger, nullable=False),
        sa.Column("box", ARRAY(sa.SmallInteger), nullable=False),
        sa.Column("confirmed", sa.LargeBinary),
        sa.Column("confirmed_at", INSTANT),
        sa.Column("confirmed_by", sa.BigInteger),
        sa.UniqueConstraint("copy_id", "code"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 100", name="confidence_percent"),
        sa.CheckConstraint("(confirmed IS NULL) = (confirmed_at IS NULL)", name="confirmed_at_a_time"),
    )
