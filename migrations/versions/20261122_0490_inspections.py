"""Look-ups on the road, acts of control, the dated table of violations; ended waybills are found by the day of their end."""

from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "20261122_0490"
down_revision = "20261122_0480"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
FROM: Final = date(2024, 1, 1)
ARTICLE_OPEN: Final = "İnzibati Xətalar Məcəlləsi (maddənin nömrəsi mənbələrdə göstərilməyib)"
OVER: Final = "state IN ('delivered', 'closed', 'cancelled', 'void', 'stopped', 'refused', 'returning')"
KEEP: Final = """
CREATE FUNCTION control_acts_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  later text[] := ARRAY['state', 'document_token', 'request_id', 'signed_at', 'annulled_at', 'annulled_by', 'annul_reason'];
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later IS DISTINCT FROM to_jsonb(OLD) - later THEN
    RAISE EXCEPTION 'an act of control that was filed does not change';
  END IF;
  RETURN NEW;
END $$
"""
REFUSE: Final = """
CREATE FUNCTION control_acts_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'violations of acts and rows of their table are only added';
END $$
"""


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def upgrade() -> None:
    """Make the tables and what keeps them."""
    _checks()
    _acts()
    _violations()
    op.execute(KEEP)
    op.execute(
        "CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON control_acts FOR EACH ROW EXECUTE FUNCTION control_acts_keep()"
    )
    op.execute(REFUSE)
    for table in ("control_act_violations", "violation_rows"):
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION control_acts_append_only()"
        )
    op.create_index("ix_waybills_over", "waybills", ["changed_at"], postgresql_where=sa.text(OVER))


def _checks() -> None:
    op.create_table(
        "road_checks",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("public_id inspector_name means asked", sa.Text),
        *_columns("inspector_id", sa.BigInteger),
        *_columns("at", INSTANT),
        *_columns("papers wrong silent", sa.Integer),
        sa.Column("found", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_road_checks"),
        sa.UniqueConstraint("public_id", name="uq_road_checks_public_id"),
        sa.CheckConstraint("means IN ('qr', 'number', 'plate', 'unknown')", name="ck_road_checks_means_known"),
        sa.CheckConstraint("papers >= 0 AND wrong >= 0 AND silent >= 0", name="ck_road_checks_counts_possible"),
    )
    op.create_index("ix_road_checks_inspector_id_at", "road_checks", ["inspector_id", "at"])
    op.create_index("ix_road_checks_at", "road_checks", ["at"])


def _acts() -> None:
    name = "ck_control_acts_"
    op.create_table(
        "control_acts",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("public_id number key state inspector_name region place plate carrier_name verdict outcome", sa.Text),
        *_columns("paper_kind paper_number document_token request_id annulled_by annul_reason", sa.Text, null=True),
        *_columns("inspector_id", sa.BigInteger),
        *_columns("carrier_party_id check_id corrects_id", sa.BigInteger, null=True),
        *_columns("begun_at received_at", INSTANT),
        *_columns("signed_at annulled_at", INSTANT, null=True),
        *_columns("clock_off", sa.Integer),
        *_columns("offline", sa.Boolean),
        *_columns("latitude longitude", sa.Numeric(8, 5), null=True),
        *_columns("carrier_number driver_name driver_fin driver_index words driver_words", sa.LargeBinary, null=True),
        sa.Column("checked", ARRAY(sa.Text), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_control_acts"),
        sa.UniqueConstraint("public_id", name="uq_control_acts_public_id"),
        sa.UniqueConstraint("number", name="uq_control_acts_number"),
        sa.UniqueConstraint("request_id", name="uq_control_acts_request_id"),
        sa.UniqueConstraint("corrects_id", name="uq_control_acts_corrects_id"),
        sa.UniqueConstraint("inspector_id", "key", name="uq_control_acts_inspector_id_key"),
        sa.ForeignKeyConstraint(["check_id"], ["road_checks.id"], name="fk_control_acts_check_id_road_checks"),
        sa.ForeignKeyConstraint(["corrects_id"], ["control_acts.id"], name="fk_control_acts_corrects_id_control_acts"),
        sa.CheckConstraint("state IN ('filed', 'signed', 'corrected', 'annulled')", name=f"{name}state_known"),
        sa.CheckConstraint("outcome IN ('in_order', 'violations')", name=f"{name}outcome_known"),
        sa.CheckConstraint(
            "(state = 'filed') = (signed_at IS NULL) OR state = 'annulled'", name=f"{name}signed_at_an_instant"
        ),
        sa.CheckConstraint(
            "(state = 'annulled') = (annulled_at IS NOT NULL) AND num_nulls(annulled_at, annulled_by, annul_reason) IN (0, 3)",
            name=f"{name}annulled_with_reason",
        ),
        sa.CheckConstraint("num_nulls(latitude, longitude) IN (0, 2)", name=f"{name}location_whole"),
        sa.CheckConstraint("btrim(place) <> ''", name=f"{name}place_named"),
    )
    op.create_index("ix_control_acts_inspector_id_id", "control_acts", ["inspector_id", "id"])
    op.create_index("ix_control_acts_carrier_party_id_id", "control_acts", ["carrier_party_id", "id"])
    op.create_index("ix_control_acts_begun_at", "control_acts", ["begun_at"])
    op.create_index("ix_control_acts_plate", "control_acts", ["plate", "id"])
    named = sa.text("driver_index IS NOT NULL")
    op.create_index("ix_control_acts_driver", "control_acts", ["driver_index", "id"], postgresql_where=named)


def _violations() -> None:
    op.create_table(
        "control_act_violations",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("act_id", sa.BigInteger),
        *_columns("code subject article basis", sa.Text),
        *_columns("repeated", sa.Boolean),
        *_columns("qepik", sa.Integer, null=True),
        sa.PrimaryKeyConstraint("id", name="pk_control_act_violations"),
        sa.ForeignKeyConstraint(["act_id"], ["control_acts.id"], name="fk_control_act_violations_act_id_control_acts"),
        sa.UniqueConstraint("act_id", "code", name="uq_control_act_violations_act_id_code"),
        sa.CheckConstraint(
            "subject IN ('driver', 'official', 'entity')", name="ck_control_act_violations_subject_known"
        ),
        sa.CheckConstraint("qepik > 0", name="ck_control_act_violations_qepik_positive"),
    )
    op.create_index("ix_control_act_violations_code", "control_act_violations", ["code"])
    rows = op.create_table(
        "violation_rows",
        *_columns("code article basis", sa.Text),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("amounts", JSONB, nullable=False),
        *_columns("assumed", sa.Boolean),
        sa.PrimaryKeyConstraint("code", "valid_from", name="pk_violation_rows"),
        sa.CheckConstraint("btrim(basis) <> '' AND btrim(article) <> ''", name="ck_violation_rows_row_possible"),
    )
    op.bulk_insert(
        rows,
        [
            {
                "code": code,
                "valid_from": FROM,
                "amounts": amounts,
                "article": article,
                "basis": basis,
                "assumed": assumed,
            }
            for code, amounts, article, basis, assumed in LAW
        ],
    )


def _qepik(**manats: int) -> dict[str, int]:
    return {name: amount * 100 for name, amount in manats.items()}


LAW: Final = (
    (
        "no_waybill",
        _qepik(driver=40, official=40, entity=40),
        ARTICLE_OPEN,
        "“Avtomobil nəqliyyatı haqqında” Qanun, 40.1; Nazirlər Kabinetinin 4 oktyabr 2023-cü il tarixli 355 nömrəli qərarı",
        True,
    ),
    (
        "no_journey_form",
        _qepik(driver=50, official=50, entity=50),
        ARTICLE_OPEN,
        "AYNA-nın 13 mart 2025-ci il məlumatı",
        True,
    ),
    (
        "regular_stops",
        _qepik(driver=50, official=50, entity=50),
        ARTICLE_OPEN,
        "AYNA-nın 13 mart 2025-ci il məlumatı",
        True,
    ),
    ("no_ticket_account", _qepik(driver=50), ARTICLE_OPEN, "Şəhərlərarası daşımada bilet-uçot vərəqi", True),
    (
        "no_card",
        _qepik(driver=50, official=50, entity=50),
        ARTICLE_OPEN,
        "2024-cü ilin 1 yanvarından qüvvədə olan dəyişikliklər",
        True,
    ),
    (
        "no_permit",
        _qepik(official=300, entity=1200),
        ARTICLE_OPEN,
        "2024-cü ilin 1 yanvarından qüvvədə olan dəyişikliklər",
        True,
    ),
    (
        "taxi_no_card",
        _qepik(driver=40, driver_repeated=80),
        ARTICLE_OPEN,
        "2024-cü ilin 1 yanvarından qüvvədə olan dəyişikliklər",
        True,
    ),
    (
        "taxi_no_permit",
        _qepik(official=200, official_repeated=400, entity=1000, entity_repeated=2000),
        ARTICLE_OPEN,
        "2024-cü ilin 1 yanvarından qüvvədə olan dəyişikliklər",
        True,
    ),
    (
        "order_to_no_card",
        _qepik(entity=20000),
        "İnzibati Xətalar Məcəlləsi, 326-2.3",
        "Bir operatora verilən cərimə",
        True,
    ),
    (
        "untrained_driver",
        _qepik(official=300, entity=1200),
        ARTICLE_OPEN,
        "Buraxılış kartının hazırlıq keçməmiş sürücüyə verilməsi",
        True,
    ),
    ("no_mark", _qepik(driver=40), ARTICLE_OPEN, "AYNA-nın fərqlənmə nişanı haqqında məlumatı (700)", True),
    ("cabotage", _qepik(driver=400, official=400, entity=400), ARTICLE_OPEN, "Xarici nişanla ölkədaxili daşıma", True),
    ("licence_over", {}, ARTICLE_OPEN, "Məbləğ mənbələrdə göstərilməyib: yol polisi müəyyən edir", True),
    ("inspection_over", {}, ARTICLE_OPEN, "Məbləğ mənbələrdə göstərilməyib: yol polisi müəyyən edir", True),
    ("insurance_over", {}, ARTICLE_OPEN, "Məbləğ mənbələrdə göstərilməyib: yol polisi müəyyən edir", True),
    ("other_goods", {}, ARTICLE_OPEN, "Yük qaimədə yazılana uyğun deyil: məbləğ mənbələrdə göstərilməyib", True),
    ("seals_broken", {}, ARTICLE_OPEN, "Plomblar qaimədə yazılana uyğun deyil: məbləğ mənbələrdə göstərilməyib", True),
    ("forged_paper", {}, ARTICLE_OPEN, "Saxta sənəd: material aidiyyəti üzrə göndərilir", True),
)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_waybills_over", "waybills")
    for name in ("violation_rows", "control_act_violations", "control_acts", "road_checks"):
        op.drop_table(name)
    op.execute("DROP FUNCTION control_acts_append_only()")
    op.execute("DROP FUNCTION control_acts_keep()")
