"""Who keeps the data of each group; newcomers before the signature; copies of orders; figures published once; who judges."""

from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0680"
down_revision = "20261122_0670"
branch_labels = None
depends_on = None

SINCE: Final = date(2025, 5, 17)
OWNERS: Final = "Nazirlər Kabinetinin 2014-cü il 118 nömrəli Qərarı, 1 nömrəli əlavə, {} bəndi"
UNNAMED: Final = "Dərc olunmuş aktlarda bu məlumatın saxlayıcısı göstərilməyib: ilkin olaraq qəbul edilib"
NAMED: Final = (
    ("identity", "DIN", "2.1"),
    ("family", "ADLIYYE", "2.5"),
    ("education", "TEHSIL", "8.1"),
    ("military", "SXCDX", "36.1"),
    ("outside", "EMEK", "6.1"),
)
ASSUMED: Final = (("degree", "AAK"), ("language", "DIM"), ("special_rank", "DIN"), ("vetting", "DTX"))
WHOSE: Final = """
CREATE FUNCTION service_changes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.servant_id IS NOT NULL AND OLD.servant_id IS DISTINCT FROM NEW.servant_id THEN
    RAISE EXCEPTION 'a change is of the record of which it was stated';
  END IF;
  RETURN NEW;
END $$
"""
JUDGED: Final = """
CREATE FUNCTION service_complaints_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM service_corrections
             WHERE id = NEW.correction_id AND NEW.answered_by IN (decided_by, account_id)) THEN
    RAISE EXCEPTION 'who decided does not answer the complaint about it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'service_complaints_another';
  END IF;
  RETURN NEW;
END $$
"""
PUBLISHED: Final = """
CREATE FUNCTION open_figures_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'figures that were published stay as they were';
END $$
"""


def upgrade() -> None:
    """Make it so."""
    _holders()
    op.drop_column("service_facts", "order_file_id")
    op.add_column("service_facts", sa.Column("order_copy", sa.Text))
    _arrivals()
    op.alter_column("service_corrections", "account_id", nullable=True)
    op.create_check_constraint(
        op.f("ck_service_competitions_published_after_the_test"),
        "service_competitions",
        "(published_at AT TIME ZONE 'Asia/Baku')::date >= test_on",
    )
    op.create_check_constraint(
        op.f("ck_service_complaints_answered_by_another"), "service_complaints", "answered_by <> account_id"
    )
    op.execute(JUDGED)
    op.execute(
        "CREATE TRIGGER another BEFORE INSERT OR UPDATE ON service_complaints"
        " FOR EACH ROW EXECUTE FUNCTION service_complaints_another()"
    )
    _figures()


def downgrade() -> None:
    """Take it back."""
    op.drop_table("open_figures")
    op.execute("DROP TRIGGER another ON service_complaints")
    op.alter_column("service_corrections", "account_id", nullable=False)
    op.drop_constraint(op.f("ck_service_complaints_answered_by_another"), "service_complaints")
    op.drop_constraint(op.f("ck_service_competitions_published_after_the_test"), "service_competitions")
    op.execute("DROP TRIGGER stay ON service_changes")
    op.drop_constraint(op.f("ck_service_changes_made_in_a_record"), "service_changes")
    op.alter_column("service_changes", "servant_id", nullable=False)
    _keep_changes("fate", "made", "refusal")
    op.drop_table("service_arrivals")
    op.drop_column("service_facts", "order_copy")
    op.add_column("service_facts", sa.Column("order_file_id", sa.BigInteger))
    op.execute("ALTER TABLE civil_rules DISABLE TRIGGER append_only")
    op.execute("DELETE FROM civil_rules WHERE family = 'source'")
    op.execute("ALTER TABLE civil_rules ENABLE TRIGGER append_only")
    for name in ("open_figures_stay", "service_complaints_another", "service_changes_stay"):
        op.execute(f"DROP FUNCTION {name}()")


def _holders() -> None:
    names = ("family", "key", "valid_from", "content", "basis", "assumed")
    kinds: tuple[Any, ...] = (sa.Text, sa.Text, sa.Date, JSONB, sa.Text, sa.Boolean)
    table = sa.table("civil_rules", *(sa.column(name, kind) for name, kind in zip(names, kinds, strict=True)))
    rows = [
        *(("source", group, SINCE, {"holder": holder}, OWNERS.format(item), False) for group, holder, item in NAMED),
        *(("source", group, SINCE, {"holder": holder}, UNNAMED, True) for group, holder in ASSUMED),
    ]
    op.bulk_insert(table, [dict(zip(names, row, strict=True)) for row in rows])


def _arrivals() -> None:
    op.create_table(
        "service_arrivals",
        sa.Column("paper_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("fin", sa.LargeBinary, nullable=False),
        sa.Column("identity", sa.LargeBinary, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("paper_id", name="pk_service_arrivals"),
        sa.ForeignKeyConstraint(["paper_id"], ["service_papers.id"], name="fk_service_arrivals_paper_id"),
    )
    op.alter_column("service_changes", "servant_id", nullable=True)
    op.create_check_constraint(
        op.f("ck_service_changes_made_in_a_record"), "service_changes", "fate <> 'made' OR servant_id IS NOT NULL"
    )
    _keep_changes("servant_id", "fate", "made", "refusal")
    op.execute(WHOSE)
    op.execute(
        "CREATE TRIGGER stay BEFORE UPDATE OF servant_id ON service_changes"
        " FOR EACH ROW EXECUTE FUNCTION service_changes_stay()"
    )


def _keep_changes(*later: str) -> None:
    """Let only these columns of a change be written later."""
    names = ", ".join(f"'{name}'" for name in later)
    op.execute("DROP TRIGGER keep ON service_changes")
    op.execute(
        "CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON service_changes"
        f" FOR EACH ROW EXECUTE FUNCTION service_changes_keep({names})"
    )


def _figures() -> None:
    op.create_table(
        "open_figures",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("cells", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("day", "revision", name="pk_open_figures"),
        sa.CheckConstraint("revision > 0", name="ck_open_figures_counted_from_one"),
        sa.CheckConstraint("revision = 1 OR btrim(reason) <> ''", name="ck_open_figures_revised_with_a_reason"),
        sa.CheckConstraint(
            "extract(day FROM day) = 1 AND extract(month FROM day) IN (1, 4, 7, 10)",
            name="ck_open_figures_first_day_of_a_quarter",
        ),
        sa.CheckConstraint(
            "(published_at AT TIME ZONE 'Asia/Baku')::date >= day", name="ck_open_figures_not_ahead_of_the_day"
        ),
    )
    op.execute(PUBLISHED)
    op.execute(
        "CREATE TRIGGER stay BEFORE UPDATE OR DELETE OR TRUNCATE ON open_figures"
        " FOR EACH STATEMENT EXECUTE FUNCTION open_figures_stay()"
    )
