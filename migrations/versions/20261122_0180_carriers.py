"""Tables of carriers: vehicles, drivers, errands to the registers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "20261122_0180"
down_revision = "20261122_0170"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "fleet_vehicles",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text, nullable=False),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("plate", sa.Text, nullable=False),
        sa.Column("vin", sa.Text, nullable=False),
        sa.Column("make", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("tare_kg", sa.Integer, nullable=False),
        sa.Column("max_mass_kg", sa.Integer, nullable=False),
        sa.Column("seats", sa.Integer, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("colour", sa.Text, nullable=False),
        sa.Column("inspection_valid_to", sa.Date),
        sa.Column("insurance_valid_to", sa.Date),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("as_of", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("gone_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_fleet_vehicles"),
        sa.UniqueConstraint("public_id", name="uq_fleet_vehicles_public_id"),
        sa.UniqueConstraint("party_id", "plate", name="uq_fleet_vehicles_party_id_plate"),
        sa.CheckConstraint("tare_kg >= 0 AND max_mass_kg >= tare_kg", name="ck_fleet_vehicles_masses_possible"),
    )
    op.create_table(
        "fleet_drivers",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text, nullable=False),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("fin", sa.LargeBinary, nullable=False),
        sa.Column("fin_index", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("position", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("as_of", INSTANT, nullable=False),
        sa.Column("licence_number", sa.Text),
        sa.Column("licence_categories", ARRAY(sa.Text), nullable=False),
        sa.Column("licence_valid_to", sa.Date),
        sa.Column("licence_status", sa.Text),
        sa.Column("licence_source", sa.Text),
        sa.Column("licence_as_of", INSTANT),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("gone_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_fleet_drivers"),
        sa.UniqueConstraint("public_id", name="uq_fleet_drivers_public_id"),
        sa.UniqueConstraint("party_id", "fin_index", name="uq_fleet_drivers_party_id_fin_index"),
    )
    op.create_table(
        "fleet_refreshes",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("party_id", sa.BigInteger, nullable=False),
        sa.Column("account_id", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_fleet_refreshes"),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="ck_fleet_refreshes_state_known"),
        sa.CheckConstraint(
            "(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="ck_fleet_refreshes_end_has_instant"
        ),
    )
    op.create_index(
        "one_open_refresh",
        "fleet_refreshes",
        ["party_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('waiting', 'running')"),
    )
    op.create_index("ix_fleet_refreshes_party_id", "fleet_refreshes", ["party_id", "id"])


def downgrade() -> None:
    op.drop_table("fleet_refreshes")
    op.drop_table("fleet_drivers")
    op.drop_table("fleet_vehicles")
