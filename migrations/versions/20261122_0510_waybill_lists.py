"""Lists and searches of waybills."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

revision = "20261122_0510"
down_revision = "20261122_0500"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
# PARALLEL UNSAFE, though it is not: workers take longer to start than what is found by the index.
SCOPED = """
CREATE FUNCTION waybill_scoped_words(party bigint, month smallint, words tsvector) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL UNSAFE COST 500 AS $$
  SELECT array_to_tsvector(ARRAY(SELECT party::text || '.' || month::text || '.' || word
                                 FROM unnest(tsvector_to_array(words)) AS word))
$$
"""
# What stood before is found by all of its words wherever they stand in it; its next change writes them apart.
KNOWN = """
INSERT INTO waybill_search (waybill_id, party_id, at, month, words)
SELECT known.id, reader.party_id, known.at,
       extract(year FROM known.at AT TIME ZONE 'UTC') * 12 + extract(month FROM known.at AT TIME ZONE 'UTC') - 1,
       array_to_tsvector(ARRAY['s' || known.state] || ARRAY(
         SELECT place || word FROM unnest(tsvector_to_array(known.search)) AS word, unnest(ARRAY['p', 'v', 'g', 'l']) AS place
         WHERE word <> coalesce(lower(replace(known.number, '-', '')), '')))
FROM (SELECT *, coalesce(loading_at, created_at) AS at FROM waybills) AS known
JOIN LATERAL (
  SELECT party_id FROM waybill_shelves WHERE waybill_id = known.id
  UNION SELECT 0 WHERE known.state <> 'draft') AS reader ON true
"""


def upgrade() -> None:
    op.execute(SCOPED)
    op.create_table(
        "waybill_search",
        sa.Column("waybill_id", sa.BigInteger, nullable=False),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("month", sa.SmallInteger, nullable=False),
        sa.Column("words", TSVECTOR, nullable=False),
        sa.PrimaryKeyConstraint("waybill_id", "party_id", name="pk_waybill_search"),
        sa.ForeignKeyConstraint(
            ["waybill_id"], ["waybills.id"], name="fk_waybill_search_waybill_id_waybills", ondelete="CASCADE"
        ),
    )
    op.execute(KNOWN)
    op.create_index("ix_waybill_search_days", "waybill_search", ["party_id", "at", "waybill_id"])
    op.create_index(
        "ix_waybill_search_words",
        "waybill_search",
        [sa.text("waybill_scoped_words(party_id, month, words)")],
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": 256},
    )
    op.drop_index("ix_waybills_search", "waybills")
    op.drop_column("waybills", "search")
    _filters()


def _filters() -> None:
    op.create_table(
        "waybill_filters",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text, nullable=False),
        sa.Column("account_id", sa.BigInteger, nullable=False),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("wanted", JSONB, nullable=False),
        sa.Column("opens_by_itself", sa.Boolean, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_waybill_filters"),
        sa.UniqueConstraint("public_id", name="uq_waybill_filters_public_id"),
        sa.CheckConstraint("btrim(name) <> '' AND length(name) <= 60", name="ck_waybill_filters_name_possible"),
        sa.CheckConstraint("octet_length(wanted::text) < 4000", name="ck_waybill_filters_wanted_bounded"),
    )
    named = ["account_id", "party_id", sa.text("lower(name)")]
    op.create_index("uq_waybill_filters_name", "waybill_filters", named, unique=True)
    op.create_index(
        "uq_waybill_filters_opens",
        "waybill_filters",
        ["account_id", "party_id"],
        unique=True,
        postgresql_where=sa.text("opens_by_itself"),
    )


def downgrade() -> None:
    op.drop_table("waybill_filters")
    op.add_column("waybills", sa.Column("search", TSVECTOR, nullable=False, server_default=""))
    op.execute(
        "UPDATE waybills SET search = (SELECT array_to_tsvector(ARRAY(SELECT DISTINCT substr(word, 2)"
        " FROM unnest(tsvector_to_array(words)) AS word WHERE word NOT LIKE 's%' AND length(word) > 1)) FROM waybill_search"
        " WHERE waybill_id = waybills.id LIMIT 1) WHERE id IN (SELECT waybill_id FROM waybill_search)"
    )
    op.alter_column("waybills", "search", server_default=None)
    op.create_index("ix_waybills_search", "waybills", ["search"], postgresql_using="gin")
    op.drop_table("waybill_search")
    op.execute("DROP FUNCTION waybill_scoped_words")
