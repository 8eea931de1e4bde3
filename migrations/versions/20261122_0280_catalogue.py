"""Tables of the catalogue; the areas, authorities and services of decision 191/2011 stand in them from the start."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

from webapp.catalogue.law import list_of_the_act
from webapp.core.azerbaijani import fold
from webapp.core.clock import now
from webapp.core.words import words_of

revision = "20261122_0280"
down_revision = "20261122_0270"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
NUMBERS, TEXTS = ARRAY(sa.Integer), ARRAY(sa.Text)
TABLES = "areas authorities entries applications drafts comments steps"
STAYS = """
CREATE FUNCTION catalogue_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number)
       OR NEW.code <> OLD.code THEN
        RAISE EXCEPTION 'an entry of the register stays, and so does its number' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""
TRIGGER = """
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON catalogue_entries
FOR EACH ROW EXECUTE FUNCTION catalogue_entry_stays()
"""
STEPS_STAY = """
CREATE FUNCTION catalogue_step_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history of the register is only added to' USING ERRCODE = 'restrict_violation';
END $$
"""
STEPS_TRIGGER = """
CREATE TRIGGER step_stays BEFORE UPDATE OR DELETE ON catalogue_steps
FOR EACH ROW EXECUTE FUNCTION catalogue_step_stays()
"""


def upgrade() -> None:
    """Make the tables, fill in the act's lists, keep entries and history from being taken out."""
    _areas()
    _authorities()
    _entries()
    _applications()
    _drafts()
    _comments()
    _steps()
    _fill()
    for statement in (STAYS, TRIGGER, STEPS_STAY, STEPS_TRIGGER):
        op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    for name in reversed(TABLES.split()):
        op.drop_table(f"catalogue_{name}")
    op.execute("DROP FUNCTION catalogue_entry_stays()")
    op.execute("DROP FUNCTION catalogue_step_stays()")


def _fill() -> None:
    """Write the act's lists; the order of the act is the rank, the first highest."""
    act, bind = list_of_the_act(), op.get_bind()
    insert = "INSERT INTO catalogue_areas (no, clause, name) VALUES (:no, :clause, :name)"
    bind.execute(sa.text(insert), act["areas"])
    insert = "INSERT INTO catalogue_authorities (no, name, folded, listed) VALUES (:no, :name, :folded, true)"
    bodies = [{"no": item["no"], "name": item["name"], "folded": fold(item["name"])} for item in act["authorities"]]
    bind.execute(sa.text(insert), bodies)
    insert = (
        "INSERT INTO catalogue_entries (code, list_no, authority_no, areas, rank, state, shown, protected, name, "
        "executors, content, legal_basis, users, place, note, search, changed_at) VALUES (:no, :no, :authority, :areas, "
        ":rank, :state, :shown, false, :name, '', '', '', '{}', '', '', array_to_tsvector(CAST(:words AS text[])), :at)"
    )
    bind.execute(sa.text(insert), list(_rows(act)))


def _rows(act: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Return the services as rows; what the act repealed since is kept and not shown."""
    moment = now()
    for body in act["authorities"]:
        for place, item in enumerate(body["services"], 1):
            valid = item["status"] == "in_force"
            yield {
                "no": item["no"],
                "authority": body["no"],
                "areas": item["areas"],
                "rank": -(body["no"] * 1_000_000 + place),
                "state": "listed" if valid else "repealed",
                "shown": valid,
                "name": item["name"],
                "words": words_of(item["no"], item["name"], body["name"]),
                "at": moment,
            }


def _key(table: str) -> list[sa.schema.SchemaItem]:
    key = sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)
    return [key, sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]


def _given(kind: type[sa.types.TypeEngine[Any]] | sa.types.TypeEngine[Any], names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names.split()]


def _open(kind: Any, names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind) for name in names.split()]


def _areas() -> None:
    op.create_table(
        "catalogue_areas",
        sa.Column("no", sa.Integer, autoincrement=False, nullable=False),
        *_given(sa.Text, "clause name"),
        sa.PrimaryKeyConstraint("no", name="pk_catalogue_areas"),
    )


def _authorities() -> None:
    op.create_table(
        "catalogue_authorities",
        sa.Column("no", sa.Integer, autoincrement=False, nullable=False),
        *_given(sa.Text, "name folded"),
        *_given(sa.Boolean, "listed"),
        *_open(sa.BigInteger, "party_id"),
        sa.UniqueConstraint("party_id", name="uq_catalogue_authorities_party_id"),
        sa.PrimaryKeyConstraint("no", name="pk_catalogue_authorities"),
    )


def _entries() -> None:
    op.create_table(
        "catalogue_entries",
        *_key("catalogue_entries"),
        *_given(sa.Text, "code state name executors content legal_basis place note"),
        *_given(sa.Integer, "authority_no"),
        *_given(NUMBERS, "areas"),
        *_given(sa.BigInteger, "rank"),
        *_given(sa.Boolean, "shown protected"),
        *_given(TEXTS, "users"),
        *_given(TSVECTOR, "search"),
        *_given(INSTANT, "changed_at"),
        *_open(sa.Text, "list_no number offer_code kind payment"),
        *_open(sa.BigInteger, "party_id"),
        *_open(INSTANT, "registered_at cancelled_at"),
        sa.CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_whole"),
        sa.CheckConstraint("areas <> '{}'", name="has_area"),
        sa.CheckConstraint("kind IN ('informative', 'interactive')", name="kind"),
        sa.CheckConstraint("number IS NULL OR (legal_basis <> '' AND content <> '')", name="lawful"),
        sa.CheckConstraint("state NOT IN ('registered', 'cancelled') OR number IS NOT NULL", name="numbered"),
        sa.CheckConstraint("payment IN ('free', 'paid')", name="payment"),
        sa.CheckConstraint("number IS NULL OR (kind IS NOT NULL AND payment IS NOT NULL)", name="registered_kind"),
        sa.CheckConstraint("(number IS NULL) = (registered_at IS NULL)", name="registered_whole"),
        sa.CheckConstraint("shown = (state IN ('listed', 'registered') AND NOT protected)", name="shown"),
        sa.CheckConstraint("state IN ('listed', 'registered', 'cancelled', 'repealed')", name="state"),
        sa.ForeignKeyConstraint(
            ["authority_no"], ["catalogue_authorities.no"], name="fk_catalogue_entries_authority_no"
        ),
        sa.UniqueConstraint("code", name="uq_catalogue_entries_code"),
        sa.UniqueConstraint("list_no", name="uq_catalogue_entries_list_no"),
        sa.UniqueConstraint("number", name="uq_catalogue_entries_number"),
        sa.UniqueConstraint("offer_code", name="uq_catalogue_entries_offer_code"),
        sa.UniqueConstraint("rank", name="uq_catalogue_entries_rank"),
    )
    _entry_indexes()


def _entry_indexes() -> None:
    op.create_index(
        "ix_catalogue_entries_areas",
        "catalogue_entries",
        ["areas"],
        postgresql_using="gin",
        postgresql_where=sa.text("shown"),
    )
    op.create_index("ix_catalogue_entries_authority_no_rank", "catalogue_entries", ["authority_no", "rank"])
    op.create_index("ix_catalogue_entries_party_id", "catalogue_entries", ["party_id"])
    op.create_index(
        "ix_catalogue_entries_search",
        "catalogue_entries",
        ["search"],
        postgresql_using="gin",
        postgresql_where=sa.text("shown"),
    )
    op.create_index("ix_catalogue_entries_shown_rank", "catalogue_entries", ["rank"], postgresql_where=sa.text("shown"))


def _applications() -> None:
    op.create_table(
        "catalogue_applications",
        *_key("catalogue_applications"),
        *_given(sa.Text, "public_id body request state decided_by reason"),
        *_given(JSONB, "content"),
        *_given(sa.LargeBinary, "head"),
        *_given(sa.Integer, "version"),
        *_given(sa.Boolean, "late_change"),
        *_given(INSTANT, "created_at changed_at"),
        *_open(sa.BigInteger, "party_id entry_id signer_id"),
        *_open(sa.Date, "due_on"),
        *_open(INSTANT, "received_at decided_at"),
        *_open(sa.Text, "document_token request_id"),
        *_open(sa.Integer, "request_version"),
        sa.CheckConstraint(
            "request = 'register' OR state IN ('draft', 'withdrawn') OR entry_id IS NOT NULL",
            name="about_an_entry",
        ),
        sa.CheckConstraint(
            "state <> 'applied' OR (due_on IS NOT NULL AND received_at IS NOT NULL)",
            name="clock_runs",
        ),
        sa.CheckConstraint(
            "state NOT IN ('accepted', 'refused') OR decided_at IS NOT NULL",
            name="decided_whole",
        ),
        sa.CheckConstraint("state <> 'refused' OR reason <> ''", name="refusal_says_why"),
        sa.CheckConstraint("request IN ('register', 'amend', 'cancel')", name="request"),
        sa.CheckConstraint("state IN ('draft', 'applied', 'accepted', 'refused', 'withdrawn')", name="state"),
        sa.ForeignKeyConstraint(["entry_id"], ["catalogue_entries.id"], name="fk_catalogue_applications_entry_id"),
        sa.UniqueConstraint("public_id", name="uq_catalogue_applications_public_id"),
    )
    op.create_index(
        "ix_catalogue_applications_due",
        "catalogue_applications",
        ["due_on", "id"],
        postgresql_where=sa.text("state = 'applied'"),
    )
    op.create_index("ix_catalogue_applications_entry_id", "catalogue_applications", ["entry_id"])
    op.create_index("ix_catalogue_applications_party_id", "catalogue_applications", ["party_id"])
    op.create_index(
        "one_open_application_per_entry",
        "catalogue_applications",
        ["entry_id"],
        unique=True,
        postgresql_where=sa.text("state = 'applied'"),
    )


def _drafts() -> None:
    op.create_table(
        "catalogue_drafts",
        *_key("catalogue_drafts"),
        *_given(sa.Text, "public_id service_code title state published_by summary approved_by"),
        *_given(JSONB, "points"),
        *_given(sa.Integer, "version"),
        *_given(INSTANT, "created_at changed_at"),
        *_open(sa.Date, "opens_on closes_on"),
        *_open(INSTANT, "closed_at approved_at"),
        sa.CheckConstraint("(state = 'approved') = (approved_at IS NOT NULL)", name="approved_whole"),
        sa.CheckConstraint("state NOT IN ('closed', 'approved') OR summary <> ''", name="closed_with_summary"),
        sa.CheckConstraint("state NOT IN ('open', 'closed', 'approved') OR closes_on IS NOT NULL", name="has_term"),
        sa.CheckConstraint("state IN ('draft', 'open', 'closed', 'approved', 'withdrawn')", name="state"),
        sa.CheckConstraint("closes_on > opens_on", name="term"),
        sa.UniqueConstraint("public_id", name="uq_catalogue_drafts_public_id"),
    )
    op.create_index("ix_catalogue_drafts_service_code_state", "catalogue_drafts", ["service_code", "state"])


def _comments() -> None:
    op.create_table(
        "catalogue_comments",
        *_key("catalogue_comments"),
        *_given(sa.Text, "public_id author point text answer answered_by"),
        *_given(sa.BigInteger, "draft_id account_id"),
        *_given(sa.LargeBinary, "digest"),
        *_given(INSTANT, "at"),
        *_open(INSTANT, "answered_at"),
        sa.CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answered_whole"),
        sa.CheckConstraint("text <> ''", name="says_something"),
        sa.ForeignKeyConstraint(["draft_id"], ["catalogue_drafts.id"], name="fk_catalogue_comments_draft_id"),
        sa.UniqueConstraint("draft_id", "account_id", "digest", name="uq_catalogue_comments_once"),
        sa.UniqueConstraint("public_id", name="uq_catalogue_comments_public_id"),
    )


def _steps() -> None:
    op.create_table(
        "catalogue_steps",
        *_key("catalogue_steps"),
        *_given(sa.Text, "action actor_name text"),
        *_given(INSTANT, "at"),
        *_given(JSONB, "changes"),
        *_open(sa.BigInteger, "entry_id application_id draft_id account_id"),
        sa.CheckConstraint("num_nonnulls(entry_id, application_id, draft_id) >= 1", name="about_something"),
        *(
            sa.ForeignKeyConstraint([f"{what}_id"], [f"catalogue_{table}.id"], name=f"fk_catalogue_steps_{what}_id")
            for what, table in (("entry", "entries"), ("application", "applications"), ("draft", "drafts"))
        ),
    )
    op.create_index("ix_catalogue_steps_application_id", "catalogue_steps", ["application_id"])
    op.create_index("ix_catalogue_steps_draft_id", "catalogue_steps", ["draft_id"])
    op.create_index("ix_catalogue_steps_entry_id", "catalogue_steps", ["entry_id"])
