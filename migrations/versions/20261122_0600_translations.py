"""Texts published over the catalogues: drafts, versions, publications."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

revision = "20261122_0600"
down_revision = "20261122_0590"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
KNOWN: Final = "language IN ('az', 'en', 'ru')"
KEEP: Final = """
CREATE FUNCTION text_versions_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'versions of texts are only added' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.id, NEW.text_id, NEW.language, NEW.number, NEW.forms, NEW.source, NEW.source_digest, NEW.how,
      NEW.author_id, NEW.author_name, NEW.at, NEW.two_persons)
     IS DISTINCT FROM
     (OLD.id, OLD.text_id, OLD.language, OLD.number, OLD.forms, OLD.source, OLD.source_digest, OLD.how,
      OLD.author_id, OLD.author_name, OLD.at, OLD.two_persons) THEN
    RAISE EXCEPTION 'a version of a text does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.reviewer_id IS NOT NULL AND (NEW.reviewer_id, NEW.reviewer_name, NEW.reviewed_at)
     IS DISTINCT FROM (OLD.reviewer_id, OLD.reviewer_name, OLD.reviewed_at) THEN
    RAISE EXCEPTION 'the reviewer of a text stays' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
REFUSE: Final = """
CREATE FUNCTION text_publications_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'publications of texts are only added' USING ERRCODE = 'restrict_violation';
END $$
"""
TELL: Final = """
CREATE FUNCTION text_publications_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('texts_published', NEW.number::text);
  RETURN NULL;
END $$
"""


def upgrade() -> None:
    """Make the tables and what keeps them; a second person reviews in every language until the office says otherwise."""
    _texts()
    _versions()
    _targets()
    _publications()
    _beside()
    _readings()
    op.execute(KEEP)
    op.execute(
        "CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON text_versions"
        " FOR EACH ROW EXECUTE FUNCTION text_versions_keep()"
    )
    op.execute(
        "CREATE TRIGGER keep_all BEFORE TRUNCATE ON text_versions"
        " FOR EACH STATEMENT EXECUTE FUNCTION text_versions_keep()"
    )
    op.execute(REFUSE)
    for table in ("text_publications", "text_publication_items"):
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION text_publications_refuse()"
        )
    op.execute(TELL)
    op.execute(
        "CREATE TRIGGER tell AFTER INSERT ON text_publications FOR EACH ROW EXECUTE FUNCTION text_publications_tell()"
    )
    op.execute(
        "INSERT INTO text_languages (language, two_persons, changed_at, changed_by)"
        " SELECT one, true, now(), 'Kabinet' FROM unnest(ARRAY['az', 'en', 'ru']) AS one"
    )


def downgrade() -> None:
    """Drop them."""
    for table in (
        "text_faults", "text_readings", "text_languages", "text_terms", "text_dismissals", "text_publication_items",
        "text_publications", "text_targets", "text_versions", "texts",
    ):  # fmt: skip
        op.drop_table(table)
    for function in ("text_publications_tell", "text_publications_refuse", "text_versions_keep"):
        op.execute(f"DROP FUNCTION {function}")


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{name}"))


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    other, _, named = target.partition(".")
    return sa.ForeignKeyConstraint([column], [f"{other}.{named}"], name=op.f(f"fk_{table}_{column}_{other}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _make(name: str, *parts: Any) -> None:
    identity = sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)
    op.create_table(name, identity, *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))


def _texts() -> None:
    _make(
        "texts",
        *_columns("key msgid notes words", sa.Text),
        *_columns("plural context", sa.Text, null=True),
        *_columns("locations areas flags", ARRAY(sa.Text)),
        *_columns("reach", sa.SmallInteger),
        *_columns("longest", sa.SmallInteger, null=True),
        *_columns("since", INSTANT),
        *_columns("gone_at", INSTANT, null=True),
        *_columns("previous_id", sa.BigInteger, null=True),
        _check("texts_reach_known", "reach BETWEEN 1 AND 3"),
        _check("texts_longest_possible", "longest BETWEEN 1 AND 5000"),
        _to("texts", "previous_id", "texts.id"),
        _unique("texts", "key"),
    )
    op.create_index("ix_texts_reach_id", "texts", ["reach", "id"], postgresql_where=sa.text("gone_at IS NULL"))
    op.create_index("ix_texts_areas", "texts", ["areas"], postgresql_using="gin")


def _versions() -> None:
    _make(
        "text_versions",
        *_columns("text_id", sa.BigInteger),
        *_columns("number", sa.Integer),
        *_columns("language source_digest state how author_name", sa.Text),
        *_columns("forms source", ARRAY(sa.Text)),
        *_columns("two_persons", sa.Boolean),
        *_columns("at", INSTANT),
        *_columns("author_id reviewer_id", sa.BigInteger, null=True),
        *_columns("reviewer_name reason batch", sa.Text, null=True),
        *_columns("reviewed_at", INSTANT, null=True),
        _check("text_versions_language_known", KNOWN),
        _check(
            "text_versions_state_known",
            "state IN ('draft', 'proposed', 'approved', 'published', 'rejected', 'replaced')",
        ),
        _check(
            "text_versions_how_known",
            "how IN ('written', 'suggested', 'replaced', 'imported', 'reverted', 'carried')",
        ),
        _check(
            "text_versions_forms_counted",
            "array_ndims(forms) = 1 AND cardinality(forms) BETWEEN 1 AND 6 AND array_position(forms, NULL) IS NULL",
        ),
        _check(
            "text_versions_two_persons",
            "NOT two_persons OR reviewer_id IS NULL OR author_id IS NULL OR reviewer_id <> author_id",
        ),
        _check(
            "text_versions_approved_by_a_second",
            "NOT two_persons OR state NOT IN ('approved', 'published') OR (author_id IS NOT NULL AND reviewer_id IS NOT NULL)",
        ),
        _check("text_versions_reviewed_at_an_instant", "(reviewer_id IS NULL) = (reviewed_at IS NULL)"),
        _check("text_versions_rejected_with_reason", "state <> 'rejected' OR reason IS NOT NULL"),
        _to("text_versions", "text_id", "texts.id"),
        _unique("text_versions", "text_id", "language", "number"),
    )
    op.create_index("ix_text_versions_language_state_id", "text_versions", ["language", "state", "id"])
    op.create_index("ix_text_versions_author_id_at", "text_versions", ["author_id", "at"])
    op.create_index("ix_text_versions_batch", "text_versions", ["batch"], postgresql_where=sa.text("batch IS NOT NULL"))


def _targets() -> None:
    table = "text_targets"
    op.create_table(
        table,
        *_columns("text_id", sa.BigInteger),
        *_columns("language state words", sa.Text),
        *_columns("base shown failing", ARRAY(sa.Text)),
        *_columns("stale_from", ARRAY(sa.Text), null=True),
        *_columns("base_fuzzy blocked", sa.Boolean),
        *_columns("published_id working_id changed_by", sa.BigInteger, null=True),
        *_columns("changed_at", INSTANT, null=True),
        sa.PrimaryKeyConstraint("text_id", "language", name=op.f("pk_text_targets")),
        _check("text_targets_language_known", KNOWN),
        _check(
            "text_targets_state_known",
            "state IN ('untranslated', 'translated', 'fuzzy', 'draft', 'proposed', 'approved', 'published')",
        ),
        _to(table, "text_id", "texts.id"),
        _to(table, "published_id", "text_versions.id"),
        _to(table, "working_id", "text_versions.id"),
    )
    op.create_index("ix_text_targets_language_state_text_id", table, ["language", "state", "text_id"])
    for name, rule in (("stale", "stale_from IS NOT NULL"), ("failing", "failing <> '{}'")):
        op.create_index(f"ix_text_targets_{name}", table, ["language", "text_id"], postgresql_where=sa.text(rule))
    op.create_index("ix_text_targets_changed_by_changed_at", table, ["changed_by", "changed_at"])
    op.create_index("ix_text_targets_changed_at", table, ["changed_at"])


def _publications() -> None:
    op.create_table(
        "text_publications",
        *_columns("number", sa.Integer),
        *_columns("version", UUID(as_uuid=True)),
        *_columns("at", INSTANT),
        *_columns("by_id", sa.BigInteger, null=True),
        *_columns("by_name note", sa.Text),
        *_columns("scope counts", JSONB),
        *_columns("rolls_back_to", sa.Integer, null=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_text_publications")),
        _check("text_publications_number_positive", "number > 0"),
        _to("text_publications", "rolls_back_to", "text_publications.number"),
        _unique("text_publications", "version"),
    )
    op.create_table(
        "text_publication_items",
        *_columns("publication", sa.Integer),
        *_columns("version_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("publication", "version_id", name=op.f("pk_text_publication_items")),
        _to("text_publication_items", "publication", "text_publications.number"),
        _to("text_publication_items", "version_id", "text_versions.id"),
    )
    op.create_index("ix_text_publication_items_version_id", "text_publication_items", ["version_id"])


def _beside() -> None:
    _make(
        "text_dismissals",
        *_columns("text_id", sa.BigInteger),
        *_columns("language code words_digest reason by_name", sa.Text),
        *_columns("by_id", sa.BigInteger, null=True),
        *_columns("at", INSTANT),
        _check("text_dismissals_reason_given", "btrim(reason) <> ''"),
        _to("text_dismissals", "text_id", "texts.id"),
        _unique("text_dismissals", "text_id", "language", "code", "words_digest"),
    )
    _make(
        "text_terms",
        *_columns("public_id az en ru note by_name", sa.Text),
        *_columns("forbidden", JSONB),
        *_columns("at", INSTANT),
        *_columns("ended_at", INSTANT, null=True),
        _check("text_terms_az_given", "btrim(az) <> ''"),
        _unique("text_terms", "public_id"),
    )
    op.create_index("uq_text_terms_az", "text_terms", ["az"], unique=True, postgresql_where=sa.text("ended_at IS NULL"))
    op.create_table(
        "text_languages",
        *_columns("language changed_by", sa.Text),
        *_columns("two_persons", sa.Boolean),
        *_columns("changed_at", INSTANT),
        sa.PrimaryKeyConstraint("language", name=op.f("pk_text_languages")),
        _check("text_languages_language_known", KNOWN),
    )


def _readings() -> None:
    _make("text_readings", *_columns("digest", sa.Text), *_columns("at", INSTANT), *_columns("counts", JSONB))
    _make(
        "text_faults",
        *_columns("key language fault", sa.Text),
        *_columns("publication", sa.Integer),
        *_columns("times", sa.BigInteger),
        *_columns("first_at last_at", INSTANT),
        *_columns("told_at", INSTANT, null=True),
        _unique("text_faults", "key", "language", "publication"),
    )
    op.create_index("ix_text_faults_untold", "text_faults", ["id"], postgresql_where=sa.text("told_at IS NULL"))
