"""Cards of bodies, consents to draft regulations, answers of addresses, the kind of what the act only lists."""

import sqlalchemy as sa
from alembic import op

from webapp.catalogue.law import first_sites, informative_of_the_list

revision = "20261122_0355"
down_revision = "20261122_0350"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
CARD = ("address", "phone", "email", "site", "card_by")


def upgrade() -> None:
    """Add the columns and tables; write the known sites and the kinds."""
    for name in CARD:
        op.add_column("catalogue_authorities", sa.Column(name, sa.Text, nullable=False, server_default=""))
        op.alter_column("catalogue_authorities", name, server_default=None)
    op.add_column("catalogue_authorities", sa.Column("card_at", INSTANT))
    op.create_check_constraint("card_whole", "catalogue_authorities", "(card_by = '') = (card_at IS NULL)")
    _consents()
    _addresses()
    _fill()


def downgrade() -> None:
    """Take them away; what the act only lists has no kind again."""
    op.execute("UPDATE catalogue_entries SET kind = NULL WHERE number IS NULL")
    op.drop_table("catalogue_addresses")
    op.drop_table("catalogue_consents")
    op.drop_constraint("card_whole", "catalogue_authorities", type_="check")
    for name in ("card_at", *reversed(CARD)):
        op.drop_column("catalogue_authorities", name)


def _consents() -> None:
    op.create_table(
        "catalogue_consents",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("draft_id", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("body", "person", "paper", "noted_by")),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("body <> '' AND person <> '' AND paper <> ''", name="says_who"),
        sa.ForeignKeyConstraint(["draft_id"], ["catalogue_drafts.id"], name="fk_catalogue_consents_draft_id"),
        sa.UniqueConstraint("draft_id", "body", "digest", name="uq_catalogue_consents_once"),
        sa.PrimaryKeyConstraint("id", name="pk_catalogue_consents"),
    )


def _addresses() -> None:
    op.create_table(
        "catalogue_addresses",
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("dead_since", INSTANT),
        sa.PrimaryKeyConstraint("address", name="pk_catalogue_addresses"),
    )


def _fill() -> None:
    bind = op.get_bind()
    rows = [{"no": no, "site": site} for no, site in first_sites().items()]
    bind.execute(sa.text("UPDATE catalogue_authorities SET site = :site WHERE no = :no AND site = ''"), rows)
    told = {"informative": list(informative_of_the_list())}
    bind.execute(
        sa.text(
            "UPDATE catalogue_entries SET kind = CASE WHEN list_no = ANY(:informative) THEN 'informative' "
            "ELSE 'interactive' END WHERE kind IS NULL"
        ),
        told,
    )
