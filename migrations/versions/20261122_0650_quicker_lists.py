"""Waybills are found by week: a month of a busy firm held more of a partner's than a page shows, and all were fetched.

Firms see who looked at their papers on the road; several consignees agree to a late change each for its own part.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_0650"
down_revision = "20261122_0640"
branch_labels = None
depends_on = None

FUNCTION = """
CREATE FUNCTION waybill_scoped_words(party bigint, {stretch} smallint, words tsvector) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL UNSAFE COST 500 AS $$
  SELECT array_to_tsvector(ARRAY(SELECT party::text || '.' || {stretch}::text || '.' || word
                                 FROM unnest(tsvector_to_array(words)) AS word))
$$
"""
INDEX = """
CREATE INDEX ix_waybill_search_words ON waybill_search USING gin (waybill_scoped_words(party_id, {stretch}, words))
WITH (gin_pending_list_limit = 256)
"""
WEEKS = "UPDATE waybill_search SET week = floor(extract(epoch FROM at) / 604800)"
MONTHS = """
UPDATE waybill_search
SET month = extract(year FROM at AT TIME ZONE 'UTC') * 12 + extract(month FROM at AT TIME ZONE 'UTC') - 1
"""


def upgrade() -> None:
    _change("month", "week", WEEKS)
    op.create_table(
        "road_check_papers",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("check_id", sa.BigInteger, nullable=False),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_road_check_papers"),
        sa.ForeignKeyConstraint(["check_id"], ["road_checks.id"], name="fk_road_check_papers_check_id_road_checks"),
        sa.UniqueConstraint(
            "check_id", "party_id", "kind", "ref", name="uq_road_check_papers_check_id_party_id_kind_ref"
        ),
    )
    op.create_index("ix_road_check_papers_party_id_id", "road_check_papers", ["party_id", "id"])
    consignees = sa.Column("consignees", sa.ARRAY(sa.BigInteger), nullable=False, server_default=sa.text("'{}'"))
    op.add_column("waybill_proposals", consignees)


def downgrade() -> None:
    op.drop_column("waybill_proposals", "consignees")
    op.drop_table("road_check_papers")
    _change("week", "month", MONTHS)


def _change(old: str, new: str, fill: str) -> None:
    op.execute("DROP INDEX ix_waybill_search_words")
    op.execute("DROP FUNCTION waybill_scoped_words")
    op.alter_column("waybill_search", old, new_column_name=new)
    op.execute(fill)
    op.execute(FUNCTION.format(stretch=new))
    op.execute(INDEX.format(stretch=new))
