"""Evidence of waybills: signed statements of acts, anchors of chains, legal holds, terms of keeping, erasure."""

from datetime import date

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0470"
down_revision = "20261122_0460"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
WHOLE = "octet_length(sha256) = 32"
YEAR = 365
APPEND_ONLY = ("waybill_anchors", "waybill_anchored_heads", "waybill_erasures")

KEEP_SIGNED = """
CREATE OR REPLACE FUNCTION waybills_keep_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.erased_at IS NOT NULL AND NEW.erased_at IS DISTINCT FROM OLD.erased_at THEN
    RAISE EXCEPTION 'what is erased does not come back';
  END IF;
  IF OLD.state <> 'draft' AND NEW.content IS DISTINCT FROM OLD.content
     AND (NEW.erased_at IS NULL OR NEW.content <> '{}'::jsonb) THEN
    RAISE EXCEPTION 'the content of a signed waybill does not change';
  END IF;
  IF OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number THEN
    RAISE EXCEPTION 'the number of a waybill does not change';
  END IF;
  IF NEW.version < OLD.version THEN
    RAISE EXCEPTION 'the version of a waybill only grows';
  END IF;
  RETURN NEW;
END $$
"""
KEPT_SIGNED = KEEP_SIGNED.replace(
    KEEP_SIGNED[KEEP_SIGNED.index("  IF OLD.erased_at") : KEEP_SIGNED.index("  IF OLD.state")], ""
).replace("\n     AND (NEW.erased_at IS NULL OR NEW.content <> '{}'::jsonb)", "")
ACTS = """
CREATE OR REPLACE FUNCTION waybill_acts_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND waybill_is_erased(OLD.waybill_id)
     AND ROW(NEW.id, NEW.waybill_id, NEW.seq, NEW.action, NEW.outcome, NEW.role, NEW.at, NEW.content_sha256,
             NEW.statement_sha256, NEW.prev_hash, NEW.hash)
       IS NOT DISTINCT FROM ROW(OLD.id, OLD.waybill_id, OLD.seq, OLD.action, OLD.outcome, OLD.role, OLD.at,
             OLD.content_sha256, OLD.statement_sha256, OLD.prev_hash, OLD.hash)
     AND NEW.data = '{}'::jsonb AND NEW.actor_name = '' AND NEW.party_name = '' AND NEW.reason = '' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'acts of waybills are only added';
END $$
"""
ACTS_BEFORE = ACTS[: ACTS.index("  IF TG_OP")] + ACTS[ACTS.index("  RAISE") :]
IS_ERASED = """
CREATE FUNCTION waybill_is_erased(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM waybills w JOIN waybill_erasures e ON e.waybill_id = w.id
                  WHERE w.id = wanted AND w.erased_at IS NOT NULL)
$$
"""
EVIDENCE = """
CREATE FUNCTION waybill_evidence_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     AND EXISTS (SELECT 1 FROM waybill_acts a WHERE a.id = OLD.act_id AND waybill_is_erased(a.waybill_id)) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'evidence of acts is only added';
END $$
"""
NOT_HELD = """
CREATE FUNCTION waybill_erasure_is_free() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM waybill_holds h WHERE h.waybill_id = NEW.waybill_id
              AND h.state IN ('asked', 'in_force', 'release_asked')) THEN
    RAISE EXCEPTION 'a held waybill is not erased';
  END IF;
  IF NEW.kept_until >= (now() AT TIME ZONE 'Asia/Baku')::date THEN
    RAISE EXCEPTION 'a waybill is not erased before its term is over';
  END IF;
  RETURN NEW;
END $$
"""
REFUSE = """
CREATE FUNCTION waybill_proofs_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'proofs of waybills are only added';
END $$
"""


def upgrade() -> None:
    op.add_column("waybills", sa.Column("erased_at", INSTANT))
    op.add_column("waybill_acts", sa.Column("statement_sha256", sa.LargeBinary))
    op.add_column("signature_requests", sa.Column("statement", sa.LargeBinary))
    op.add_column("signature_requests", sa.Column("statement_signature", sa.LargeBinary))
    op.add_column("signature_requests", sa.Column("statement_cms", sa.LargeBinary))
    op.create_check_constraint(
        "statement_is_signed",
        "signature_requests",
        "state <> 'completed' OR (statement IS NULL) = (statement_cms IS NULL)",
    )
    _evidence()
    _anchors()
    _terms()
    _holds()
    _erasures()
    for statement in (IS_ERASED, EVIDENCE, NOT_HELD, REFUSE, KEEP_SIGNED, ACTS):
        op.execute(statement)
    op.execute(
        "CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON waybill_evidence"
        " FOR EACH ROW EXECUTE FUNCTION waybill_evidence_is_kept()"
    )
    op.execute(
        "CREATE TRIGGER not_held BEFORE INSERT ON waybill_erasures FOR EACH ROW EXECUTE FUNCTION waybill_erasure_is_free()"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION waybill_proofs_append_only()"
        )
    op.execute("INSERT INTO waybill_grown_chains SELECT waybill_id, max(seq) FROM waybill_acts GROUP BY waybill_id")


def _evidence() -> None:
    op.create_table(
        "waybill_evidence",
        sa.Column("act_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("statement", sa.LargeBinary, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("act_id", "kind", name="pk_waybill_evidence"),
        sa.ForeignKeyConstraint(["act_id"], ["waybill_acts.id"], name="fk_waybill_evidence_act_id"),
        sa.CheckConstraint("kind IN ('person', 'seal')", name="kind_known"),
        sa.CheckConstraint(WHOLE, name="sha256_whole"),
    )


def _anchors() -> None:
    op.create_table(
        "waybill_grown_chains",
        sa.Column("waybill_id", sa.BigInteger, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("waybill_id", name="pk_waybill_grown_chains"),
        sa.ForeignKeyConstraint(["waybill_id"], ["waybills.id"], name="fk_waybill_grown_chains_waybill_id"),
    )
    op.create_table(
        "waybill_anchors",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("statement", sa.LargeBinary, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_waybill_anchors"),
        sa.CheckConstraint(WHOLE, name="sha256_whole"),
    )
    op.create_index("ix_waybill_anchors_day", "waybill_anchors", ["day"])
    op.create_table(
        "waybill_anchored_heads",
        sa.Column("anchor", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("waybill_id", sa.BigInteger, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("anchor", "place", name="pk_waybill_anchored_heads"),
        sa.ForeignKeyConstraint(["anchor"], ["waybill_anchors.number"], name="fk_waybill_anchored_heads_anchor"),
        sa.ForeignKeyConstraint(["waybill_id"], ["waybills.id"], name="fk_waybill_anchored_heads_waybill_id"),
    )
    op.create_index("ix_waybill_anchored_heads_waybill_id_seq", "waybill_anchored_heads", ["waybill_id", "seq"])


def _terms() -> None:
    terms = op.create_table(
        "waybill_retention_terms",
        sa.Column("class", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("archive_after_days", sa.Integer, nullable=False),
        sa.Column("keep_days", sa.Integer, nullable=False),
        sa.Column("assumed", sa.Boolean, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("class", "valid_from", name="pk_waybill_retention_terms"),
        sa.CheckConstraint("class IN ('ordinary', 'disputed', 'unfinished')", name="class_known"),
        sa.CheckConstraint(
            "archive_after_days >= 0 AND keep_days >= archive_after_days",
            name="archived_before_erased",
        ),
    )
    ours = "Saxlama müddəti mənbələrdə göstərilməyib: standart dəyər, təsdiqlənməlidir"
    rows = (("ordinary", YEAR, 5 * YEAR), ("disputed", YEAR, 10 * YEAR), ("unfinished", 0, YEAR))
    op.bulk_insert(
        terms,
        [
            {
                "class": name,
                "valid_from": date(2024, 3, 1),
                "archive_after_days": archived,
                "keep_days": kept,
                "assumed": True,
                "basis": ours,
            }
            for name, archived, kept in rows
        ],
    )


def _holds() -> None:
    people = [
        column
        for part in ("confirmed", "release_asked", "released")
        for column in (
            sa.Column(f"{part}_by", sa.BigInteger),
            sa.Column(f"{part}_name", sa.Text),
            sa.Column(f"{part}_at", INSTANT),
        )
    ]
    op.create_table(
        "waybill_holds",
        sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False),
        sa.Column("public_id", sa.Text, nullable=False),
        sa.Column("waybill_id", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("asked_by", sa.BigInteger, nullable=False),
        sa.Column("asked_name", sa.Text, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("release_reason", sa.Text),
        *people,
        sa.PrimaryKeyConstraint("id", name="pk_waybill_holds"),
        sa.UniqueConstraint("public_id", name="uq_waybill_holds_public_id"),
        sa.ForeignKeyConstraint(["waybill_id"], ["waybills.id"], name="fk_waybill_holds_waybill_id"),
        sa.CheckConstraint(
            "state IN ('asked', 'in_force', 'release_asked', 'released', 'declined')",
            name="state_known",
        ),
        sa.CheckConstraint("confirmed_by <> asked_by", name="begun_by_two"),
        sa.CheckConstraint("released_by <> release_asked_by", name="ended_by_two"),
        sa.CheckConstraint("(state = 'released') = (released_at IS NOT NULL)", name="released_at_an_instant"),
    )
    op.create_index(
        "one_hold_of_a_waybill",
        "waybill_holds",
        ["waybill_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('asked', 'in_force', 'release_asked')"),
    )


def _erasures() -> None:
    op.create_table(
        "waybill_erasures",
        sa.Column("waybill_id", sa.BigInteger, nullable=False),
        sa.Column("class", sa.Text, nullable=False),
        sa.Column("term_from", sa.Date, nullable=False),
        sa.Column("kept_until", sa.Date, nullable=False),
        sa.Column("proof", JSONB, nullable=False),
        sa.Column("statement", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.LargeBinary, nullable=False),
        sa.Column("erased_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("waybill_id", name="pk_waybill_erasures"),
        sa.ForeignKeyConstraint(["waybill_id"], ["waybills.id"], name="fk_waybill_erasures_waybill_id"),
        sa.ForeignKeyConstraint(
            ["class", "term_from"],
            ["waybill_retention_terms.class", "waybill_retention_terms.valid_from"],
            name="fk_waybill_erasures_class_term_from",
        ),
    )


def downgrade() -> None:
    op.execute(KEPT_SIGNED)
    op.execute(ACTS_BEFORE)
    tables = (
        "waybill_erasures",
        "waybill_holds",
        "waybill_retention_terms",
        "waybill_anchored_heads",
        "waybill_anchors",
        "waybill_grown_chains",
        "waybill_evidence",
    )
    for table in tables:
        op.drop_table(table)
    functions = (
        "waybill_proofs_append_only()",
        "waybill_erasure_is_free()",
        "waybill_evidence_is_kept()",
        "waybill_is_erased(bigint)",
    )
    for function in functions:
        op.execute(f"DROP FUNCTION {function}")
    op.drop_constraint("statement_is_signed", "signature_requests", type_="check")
    for column in ("statement_cms", "statement_signature", "statement"):
        op.drop_column("signature_requests", column)
    op.drop_column("waybill_acts", "statement_sha256")
    op.drop_column("waybills", "erased_at")
