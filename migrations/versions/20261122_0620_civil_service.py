"""The register of civil servants: bodies with their posts, servants, facts in versions, the exchange, who looked why."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR, ExcludeConstraint

revision = "20261122_0620"
down_revision = "20261122_0610"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
STRETCH: Final = (
    "int8range(servant_id * 1048576 + (valid_from - DATE '1900-01-01'),"
    " servant_id * 1048576 + coalesce(valid_to - DATE '1900-01-01', 1048575), '[]')"
)
NOW_TRUE: Final = "known_to IS NULL AND state = 'standing'"
STANDING: Final = sa.text(NOW_TRUE)
KEPT: Final = ("service_bodies", "service_posts", "servants", "service_looks", "service_extracts", "service_gaps")
INDEXES: Final = (
    ("ix_service_bodies_name", "service_bodies", "search_name"),
    ("ix_servants_body_id_search_name_id", "servants", "body_id search_name id"),
    ("ix_servants_search_name_id", "servants", "search_name id"),
    ("ix_service_gaps_group_code_valid_from", "service_gaps", "group_code valid_from"),
    ("ix_service_posts_body_id_id", "service_posts", "body_id id"),
    ("ix_service_answers_group_code_asked_at", "service_answers", "group_code asked_at"),
    ("ix_service_extracts_servant_id_id", "service_extracts", "servant_id id"),
    ("ix_service_facts_record", "service_facts", "servant_id group_code valid_from"),
    ("ix_service_looks_account_id_servant_id_until", "service_looks", "account_id servant_id until"),
    ("ix_service_mismatches_servant_id_id", "service_mismatches", "servant_id id"),
    ("ix_service_mismatches_state_id", "service_mismatches", "state id"),
)
KEEP_FACTS: Final = """
CREATE FUNCTION service_facts_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.known_to IS NOT NULL OR NEW.known_to IS NULL
     OR to_jsonb(NEW) - 'known_to' IS DISTINCT FROM to_jsonb(OLD) - 'known_to' THEN
    RAISE EXCEPTION 'a version of a fact of the register does not change: it only ends, once';
  END IF;
  RETURN NEW;
END $$
"""
NEVER_DELETED: Final = """
CREATE FUNCTION service_register_never_deletes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'nothing of the register of civil servants is deleted';
END $$
"""


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def _table(name: str, *parts: Any, unique: str = "", to: str = "", rules: dict[str, str] | None = None) -> None:
    """Make a table with an id, unique columns and keys `column>table` to others."""
    op.create_table(
        name,
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(sa.UniqueConstraint(column, name=f"uq_{name}_{column}") for column in unique.split()),
        *_keys(name, to),
        *(sa.CheckConstraint(rule, name=f"ck_{name}_{code}") for code, rule in (rules or {}).items()),
    )


def _keys(name: str, to: str) -> list[sa.ForeignKeyConstraint]:
    pairs = [pair.split(">") for pair in to.split()]
    return [sa.ForeignKeyConstraint([own], [f"{table}.id"], name=f"fk_{name}_{own}") for own, table in pairs]


def upgrade() -> None:
    """Make the tables and what keeps them."""
    _service_bodies()
    _servants()
    _service_gaps()
    _service_extracts()
    _service_facts()
    _service_mismatches()
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns.split())
    op.execute(KEEP_FACTS)
    op.execute(
        "CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON service_facts FOR EACH ROW EXECUTE FUNCTION service_facts_keep()"
    )
    op.execute(NEVER_DELETED)
    for table in KEPT:
        op.execute(
            f"CREATE TRIGGER never_deleted BEFORE DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION service_register_never_deletes()"
        )


def _service_bodies() -> None:
    _table(
        "service_bodies",
        *_columns("public_id voen name search_name kind", sa.Text),
        *_columns("party_id successor_id", sa.BigInteger, null=True),
        *_columns("valid_from", sa.Date),
        *_columns("valid_to", sa.Date, null=True),
        unique="party_id public_id voen",
        to="successor_id>service_bodies",
        rules={"kind_known": "kind IN ('supreme', '1', '2', '3', '4', '5')", "days_in_order": "valid_to >= valid_from"},
    )
    _table(
        "service_posts",
        *_columns("public_id unit title post_class", sa.Text),
        *_columns("body_id", sa.BigInteger),
        *_columns("places", sa.Integer),
        *_columns("valid_from", sa.Date),
        *_columns("valid_to", sa.Date, null=True),
        unique="public_id",
        to="body_id>service_bodies",
        rules={
            "class_known": "post_class ~ '^(a[1-7]|y[1-4])$'",
            "places_positive": "places > 0",
            "days_in_order": "valid_to >= valid_from",
        },
    )


def _servants() -> None:
    _table(
        "servants",
        *_columns("public_id number family_name given_name patronymic search_name sex status", sa.Text),
        *_columns("fin fin_index", sa.LargeBinary),
        *_columns("words", TSVECTOR),
        *_columns("birthdate", sa.Date),
        *_columns("body_id", sa.BigInteger, null=True),
        *_columns("unit post_title post_class rank", sa.Text, null=True),
        *_columns("since ended_on", sa.Date, null=True),
        *_columns("created_at changed_at", INSTANT),
        unique="number public_id",
        to="body_id>service_bodies",
        rules={
            "sex_known": "sex IN ('m', 'f')",
            "status_known": "status IN ('trainee', 'probation', 'in_service', 'ended')",
        },
    )
    op.create_index("ix_servants_words", "servants", ["words"], postgresql_using="gin")
    op.create_index("uq_servants_fin", "servants", ["fin_index"], unique=True)


def _service_gaps() -> None:
    _table(
        "service_gaps",
        *_columns("public_id group_code reason recorded_by", sa.Text),
        *_columns("body_id", sa.BigInteger, null=True),
        *_columns("valid_from", sa.Date),
        *_columns("valid_to", sa.Date, null=True),
        *_columns("recorded_at", INSTANT),
        *_columns("ended_by", sa.Text, null=True),
        unique="public_id",
        to="body_id>service_bodies",
        rules={"reason_given": "btrim(reason) <> ''", "days_in_order": "valid_to >= valid_from"},
    )
    op.create_table(
        "service_answers",
        *_columns("servant_id", sa.BigInteger),
        *_columns("group_code outcome", sa.Text),
        *_columns("asked_at", INSTANT),
        *_columns("answered_at", INSTANT, null=True),
        *_columns("facts", sa.Integer),
        sa.PrimaryKeyConstraint("servant_id", "group_code", name="pk_service_answers"),
        sa.ForeignKeyConstraint(["servant_id"], ["servants.id"], name="fk_service_answers_servant_id"),
        sa.CheckConstraint(
            "outcome IN ('same', 'changed', 'differs', 'absent', 'silent', 'refused')",
            name="ck_service_answers_outcome_known",
        ),
    )


def _service_extracts() -> None:
    _table(
        "service_extracts",
        *_columns("public_id number", sa.Text),
        *_columns("servant_id", sa.BigInteger),
        *_columns("account_id", sa.BigInteger, null=True),
        *_columns("known_at", INSTANT),
        *_columns("facts", sa.Integer),
        *_columns("document_token", sa.Text, null=True),
        *_columns("ready_at", INSTANT, null=True),
        unique="document_token number public_id",
        to="servant_id>servants",
        rules={"ready_whole": "num_nulls(document_token, ready_at) IN (0, 2)"},
    )
    _table(
        "service_looks",
        *_columns("account_id servant_id", sa.BigInteger),
        *_columns("purpose basis", sa.Text),
        *_columns("at until", INSTANT),
        to="servant_id>servants",
        rules={"instants_in_order": "until > at"},
    )
    op.create_table(
        "service_told",
        *_columns("servant_id", sa.BigInteger),
        *_columns("about", sa.Text),
        *_columns("at", INSTANT),
        sa.PrimaryKeyConstraint("servant_id", "about", name="pk_service_told"),
        sa.ForeignKeyConstraint(["servant_id"], ["servants.id"], name="fk_service_told_servant_id"),
    )


def _service_facts() -> None:
    _table(
        "service_facts",
        *_columns("entry group_code state origin cause source entered_by", sa.Text),
        *_columns("version", sa.Integer),
        *_columns("servant_id", sa.BigInteger),
        *_columns("content", JSONB),
        *_columns("sealed", sa.LargeBinary, null=True),
        *_columns("body_id post_id source_body_id entered_account order_file_id", sa.BigInteger, null=True),
        *_columns("holding order_number request_id reason", sa.Text, null=True),
        *_columns("valid_from", sa.Date),
        *_columns("valid_to order_date", sa.Date, null=True),
        *_columns("known_from as_of", INSTANT),
        *_columns("known_to", INSTANT, null=True),
        *_columns("manual", sa.Boolean),
        sa.UniqueConstraint("entry", "version", name="uq_service_facts_entry_version"),
        ExcludeConstraint(
            (sa.text(STRETCH), "&&"),
            where=sa.text(f"{NOW_TRUE} AND holding = 'main'"),
            using="gist",
            name="main_posts_do_not_overlap",
        ),
        to="body_id>service_bodies post_id>service_posts servant_id>servants source_body_id>service_bodies",
        rules={
            "posts_are_held": "(group_code = 'post') = (holding IS NOT NULL)",
            "manual_has_a_reason": "NOT manual OR btrim(reason) <> ''",
            "cause_known": "cause IN ('entry', 'correction', 'succession', 'refresh', 'annulment')",
            "changes_have_reasons": "cause IN ('entry', 'refresh', 'succession') OR btrim(reason) <> ''",
            "posts_are_of_a_body": "group_code <> 'post' OR body_id IS NOT NULL",
            "holding_known": "holding IN ('main', 'combined', 'acting')",
            "origin_known": "origin IN ('participant', 'ehis', 'operator')",
            "state_known": "state IN ('standing', 'annulled')",
            "instants_in_order": "known_to >= known_from",
            "days_in_order": "valid_to >= valid_from",
        },
    )
    op.create_index("ix_service_facts_bodies", "service_facts", ["body_id", "group_code"], postgresql_where=STANDING)
    op.create_index("ix_service_facts_groups", "service_facts", ["group_code", "valid_from"], postgresql_where=STANDING)
    op.create_index(
        "one_standing_version_of_a_fact",
        "service_facts",
        ["entry"],
        unique=True,
        postgresql_where=sa.text("known_to IS NULL"),
    )


def _service_mismatches() -> None:
    _table(
        "service_mismatches",
        *_columns("public_id group_code entry field source state", sa.Text),
        *_columns("servant_id", sa.BigInteger),
        *_columns("ours theirs", sa.LargeBinary, null=True),
        *_columns("seen_at", INSTANT),
        *_columns("closed_at", INSTANT, null=True),
        *_columns("closed_by reason", sa.Text, null=True),
        unique="public_id",
        to="servant_id>servants",
        rules={
            "closed_at_an_instant": "(state = 'open') = (closed_at IS NULL)",
            "kept_with_reason": "state <> 'kept' OR btrim(reason) <> ''",
            "state_known": "state IN ('open', 'taken', 'kept', 'gone')",
        },
    )
    op.create_index(
        "one_open_mismatch_of_a_field",
        "service_mismatches",
        ["entry", "field"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )


def downgrade() -> None:
    """Drop them."""
    for name in TABLES:
        op.drop_table(name)
    op.execute("DROP FUNCTION service_facts_keep()")
    op.execute("DROP FUNCTION service_register_never_deletes()")


TABLES: Final = (
    "service_told",
    "service_mismatches",
    "service_looks",
    "service_facts",
    "service_extracts",
    "service_answers",
    "service_posts",
    "service_gaps",
    "servants",
    "service_bodies",
)
