"""The translators' desk: remarks, who has taken a text on, pictures of pages with a text's place."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "20261122_0610"
down_revision = "20261122_0600"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
KNOWN: Final = "language IN ('az', 'en', 'ru')"
TABLES: Final = ("text_places", "text_pictures", "text_imports", "text_assignments", "text_comments")
ONLY_ADDED: Final = """
CREATE FUNCTION text_comments_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.words <> OLD.words OR NEW.author_id <> OLD.author_id OR OLD.settled_at IS NOT NULL THEN
    RAISE EXCEPTION 'a remark on a text is only added, and settled once';
  END IF;
  RETURN NEW;
END $$
"""


def _columns(names: str, kind: Any, *, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def upgrade() -> None:
    """Make the tables and what keeps remarks."""
    _comments()
    op.create_table(
        "text_assignments",
        *_columns("text_id", sa.BigInteger),
        *_columns("language", sa.Text),
        *_columns("account_id", sa.BigInteger),
        *_columns("account_name by_name", sa.Text),
        *_columns("at", INSTANT),
        sa.PrimaryKeyConstraint("text_id", "language", name="pk_text_assignments"),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_text_assignments_text_id_texts"),
        sa.CheckConstraint(KNOWN, name="ck_text_assignments_language_known"),
    )
    op.create_index("ix_text_assignments_account_id_language", "text_assignments", ["account_id", "language"])
    _imports()
    _pictures()
    op.execute(ONLY_ADDED)
    op.execute(
        "CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON text_comments "
        "FOR EACH ROW EXECUTE FUNCTION text_comments_only_added()"
    )


def _comments() -> None:
    op.create_table(
        "text_comments",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("public_id", sa.Text),
        *_columns("text_id", sa.BigInteger),
        *_columns("language words", sa.Text),
        *_columns("author_id", sa.BigInteger),
        *_columns("author_name", sa.Text),
        *_columns("at", INSTANT),
        *_columns("settled_at", INSTANT, null=True),
        *_columns("settled_by", sa.Text, null=True),
        sa.PrimaryKeyConstraint("id", name="pk_text_comments"),
        sa.UniqueConstraint("public_id", name="uq_text_comments_public_id"),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_text_comments_text_id_texts"),
        sa.CheckConstraint(KNOWN, name="ck_text_comments_language_known"),
        sa.CheckConstraint("btrim(words) <> ''", name="ck_text_comments_words_given"),
        sa.CheckConstraint("(settled_at IS NULL) = (settled_by IS NULL)", name="ck_text_comments_settled_by_somebody"),
    )
    op.create_index("ix_text_comments_text_id_language_id", "text_comments", ["text_id", "language", "id"])
    op.create_index(
        "ix_text_comments_open",
        "text_comments",
        ["language", "text_id"],
        postgresql_where=sa.text("settled_at IS NULL"),
    )


def _imports() -> None:
    op.create_table(
        "text_imports",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("public_id language name", sa.Text),
        *_columns("size", sa.Integer),
        *_columns("content", sa.LargeBinary, null=True),
        *_columns("by_id", sa.BigInteger),
        *_columns("by_name", sa.Text),
        *_columns("at", INSTANT),
        *_columns("ended_at", INSTANT, null=True),
        *_columns("batch", sa.Text, null=True),
        *_columns("taken", sa.Integer, null=True),
        sa.PrimaryKeyConstraint("id", name="pk_text_imports"),
        sa.UniqueConstraint("public_id", name="uq_text_imports_public_id"),
        sa.CheckConstraint(KNOWN, name="ck_text_imports_language_known"),
        sa.CheckConstraint("(content IS NULL) = (ended_at IS NOT NULL)", name="ck_text_imports_content_until_the_end"),
    )


def _pictures() -> None:
    op.create_table(
        "text_pictures",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        *_columns("public_id path title language", sa.Text),
        *_columns("file_id", sa.BigInteger),
        *_columns("width height", sa.Integer),
        *_columns("taken_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_text_pictures"),
        sa.UniqueConstraint("public_id", name="uq_text_pictures_public_id"),
        sa.CheckConstraint("width > 0 AND height > 0", name="ck_text_pictures_has_a_size"),
    )
    op.create_index("uq_text_pictures_page", "text_pictures", ["path", "language"], unique=True)
    op.create_table(
        "text_places",
        *_columns("picture_id text_id", sa.BigInteger),
        *_columns("left top width height room", sa.Integer),
        *_columns("font", sa.Text),
        sa.PrimaryKeyConstraint("picture_id", "text_id", name="pk_text_places"),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["text_pictures.id"], name="fk_text_places_picture_id_text_pictures", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_text_places_text_id_texts"),
    )
    op.create_index("ix_text_places_text_id", "text_places", ["text_id"])


def downgrade() -> None:
    """Take them away."""
    for table in TABLES:
        op.drop_table(table)
    op.execute("DROP FUNCTION text_comments_only_added()")
