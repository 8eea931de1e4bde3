"""Rule sets of service length, ranks and pension age as dated rows that are only added."""

from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "20261122_0630"
down_revision = "20261122_0620"
branch_labels = None
depends_on = None

REFUSE: Final = """
CREATE FUNCTION civil_rules_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of the law are only added';
END $$
"""
FIRST: Final = date(2002, 2, 1)
CHANGED: Final = date(2022, 12, 22)
DECREE_665: Final = "Prezidentin 28.01.2002-ci il 665 nömrəli Fərmanı ilə təsdiq edilmiş Qayda, 7-ci hissə"
CHANGE_665: Final = f"{DECREE_665} (22.12.2022-ci il tarixli Fərmanın redaksiyasında)"
LAW: Final = "“Dövlət qulluğu haqqında” Qanun"
SPECIAL: Final = f"{LAW}, 22.7-2-ci maddə; Nazirlər Kabinetinin təsdiq etdiyi Qayda"
DECREE_569: Final = "Prezidentin 03.09.2001-ci il 569 nömrəli Fərmanı ilə təsdiq edilmiş Qaydalar"
STEP_OLD: Final = f"{LAW}, 11.3-cü maddə (əvvəlki redaksiya)"
STEP_NEW: Final = f"{DECREE_569}, 6-cı bənd (2010-cu ilin redaksiyasında)"
PENSIONS: Final = "“Əmək pensiyaları haqqında” Qanun, 7-ci maddə"
RANKS_FROM: Final = date(2001, 9, 1)
STEPS_FROM: Final = date(2010, 3, 1)
Row = tuple[str, str, date, dict[str, Any], str, bool]
LADDER: Final = (
    ("junior", "kiçik dövlət qulluqçusu"),
    ("third", "3-cü dərəcə dövlət qulluqçusu"),
    ("second", "2-ci dərəcə dövlət qulluqçusu"),
    ("first", "1-ci dərəcə dövlət qulluqçusu"),
    ("chief", "baş dövlət qulluqçusu"),
    ("counsellor_3", "3-cü dərəcə dövlət müşaviri"),
    ("counsellor_2", "2-ci dərəcə dövlət müşaviri"),
    ("counsellor_1", "1-ci dərəcə dövlət müşaviri"),
    ("counsellor", "həqiqi dövlət müşaviri"),
)
OF_CLASS: Final = {
    "1": ("counsellor",),
    "2": ("counsellor_2", "counsellor_1"),
    "3": ("counsellor_3", "counsellor_2"),
    "4": ("first", "chief"),
    "5": ("second", "first", "chief"),
    "6": ("third", "second", "first"),
    "7": ("junior", "third", "second"),
}


def _length() -> list[Row]:
    counts, served = {"effect": "counts"}, {"effect": "counts", "servant": True}
    first = (
        ("post", served, DECREE_665, False),
        ("probation", served, DECREE_665, True),
        ("trainee", counts, DECREE_665, True),
        ("special", counts, SPECIAL, False),
        ("conscription", {"effect": "not"}, DECREE_665, True),
        ("paid_leave", counts, DECREE_665, True),
        ("child_leave", {"effect": "taken"}, DECREE_665, True),
        ("study", counts, DECREE_665, True),
        ("unpaid_leave", {"effect": "taken"}, DECREE_665, True),
        ("suspension", {"effect": "taken"}, DECREE_665, True),
        ("other_work", {"effect": "not"}, DECREE_665, False),
    )
    later = (
        ("conscription", {"effect": "between"}, f"{CHANGE_665}, 9-cu abzas", False),
        ("paid_leave", counts, f"{CHANGE_665}, 8-ci abzas", False),
        ("child_leave", counts, f"{CHANGE_665}, 8-ci abzas", False),
    )
    near = f"{CHANGE_665}: “bilavasitə” sözünün günləri göstərilməyib"
    return [
        *(("length.kind", key, FIRST, content, basis, open_) for key, content, basis, open_ in first),
        *(("length.kind", key, CHANGED, content, basis, open_) for key, content, basis, open_ in later),
        ("length.setting", "nearby", FIRST, {"number": 60}, near, True),
    ]


def _ranks() -> list[Row]:
    listed = f"{DECREE_569}: dərəcələrin siyahısı mənbələrdə tam deyil"
    rows: list[Row] = [
        ("rank.ladder", code, RANKS_FROM, {"title": title, "place": place}, listed, True)
        for place, (code, title) in enumerate(LADDER)
    ]
    rows += [("rank.class", key, RANKS_FROM, {"ranks": list(codes)}, listed, True) for key, codes in OF_CLASS.items()]
    for since, basis, high, low in ((RANKS_FROM, STEP_OLD, (7, 3), (5, 0)), (STEPS_FROM, STEP_NEW, (10, 3), (0, 4))):
        classes = [("2-3", [2, 3], high), *((str(one), [one], low) for one in range(4, 8))]
        rows += [
            ("rank.step", key, since, {"classes": of, "service_years": years[0], "post_years": years[1]}, basis, False)
            for key, of, years in classes
        ]
    discipline = f"{LAW}: tənbehin qüvvədə olduğu müddət mənbələrdə göstərilməyib"
    rows.append(("rank.setting", "discipline_months", RANKS_FROM, {"number": 12}, discipline, True))
    return rows


def _pensions() -> list[Row]:
    rows: list[Row] = []
    for sex, first, until in (("m", 63 * 12, 2021), ("f", 60 * 12, 2026)):
        rows.append(("pension.age", sex, date(2010, 1, 1), {"months": first}, PENSIONS, True))
        for year in range(2017, until + 1):
            months = min(first + 6 * (year - 2016), 65 * 12)
            rows.append(("pension.age", sex, date(year, 7, 1), {"months": months}, PENSIONS, True))
    return rows


def _figures() -> list[Row]:
    entry = "Əsasnamə 004, 7.1.3-cü yarımbənd: “vaxtında” sözünün günləri göstərilməyib"
    attested = f"{LAW}: attestasiyanın dövriliyi mənbələrdə göstərilməyib"
    return [
        ("figures.setting", "entry_days", FIRST, {"number": 10}, entry, True),
        ("figures.setting", "attestation_months", FIRST, {"number": 60}, attested, True),
    ]


def upgrade() -> None:
    """Make the table of the law, its rows, and what keeps them."""
    table = op.create_table(
        "civil_rules",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("assumed", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_civil_rules"),
        sa.UniqueConstraint("family", "key", "valid_from", name="uq_civil_rules_family_key_valid_from"),
        sa.CheckConstraint("btrim(basis) <> ''", name="ck_civil_rules_basis_named"),
    )
    names = "family", "key", "valid_from", "content", "basis", "assumed"
    op.bulk_insert(
        table, [dict(zip(names, row, strict=True)) for row in (*_length(), *_ranks(), *_pensions(), *_figures())]
    )
    op.execute(REFUSE)
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON civil_rules"
        " FOR EACH ROW EXECUTE FUNCTION civil_rules_append_only()"
    )
    _outlooks()


def _outlooks() -> None:
    op.create_table(
        "rank_outlooks",
        sa.Column("servant_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("body_id", sa.BigInteger),
        sa.Column("rank_now", sa.Text),
        sa.Column("rank_since", sa.Date),
        sa.Column("rank_next", sa.Text),
        sa.Column("due_on", sa.Date),
        sa.Column("lacks", ARRAY(sa.Text), nullable=False),
        sa.Column("reckoned_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("servant_id", name="pk_rank_outlooks"),
        sa.ForeignKeyConstraint(["servant_id"], ["servants.id"], name="fk_rank_outlooks_servant_id_servants"),
        sa.ForeignKeyConstraint(["body_id"], ["service_bodies.id"], name="fk_rank_outlooks_body_id_service_bodies"),
    )
    op.create_index("ix_rank_outlooks_due_on_servant_id", "rank_outlooks", ["due_on", "servant_id"])
    op.create_index("ix_rank_outlooks_body_id_due_on_servant_id", "rank_outlooks", ["body_id", "due_on", "servant_id"])


def downgrade() -> None:
    """Take all of it away."""
    op.drop_table("rank_outlooks")
    op.drop_table("civil_rules")
    op.execute("DROP FUNCTION civil_rules_append_only()")
