"""Corrections, entries by hand, consents of the owner, competitions, the reserve."""

from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0640"
down_revision = "20261122_0630"
branch_labels = None
depends_on = None

KINDS: Final[dict[str, Any]] = dict(
    zip(
        ("text", "sealed", "json", "bool", "big", "int", "at", "day"),
        (sa.Text, sa.LargeBinary, JSONB, sa.Boolean, sa.BigInteger, sa.Integer, sa.DateTime(timezone=True), sa.Date),
        strict=True,
    )
)
"""Kinds of columns; a mark after one says that it may be empty."""
TABLES: Final = (
    *("service_consents", "service_parameters", "service_closings", "service_readers", "service_papers"),
    *("service_changes", "service_tables", "service_table_faults", "service_corrections", "service_correction_steps"),
    *("service_complaints", "service_messages", "service_competitions", "service_candidates"),
)
ONLY_ADDED: Final = ("service_parameters", "service_correction_steps", "service_table_faults")
LATER: Final = {
    "service_consents": "state decided_by decided_name decided_at words",
    "service_changes": "fate made refusal",
    "service_corrections": "state body_id why due_on decided_by paper ended_at",
    "service_candidates": "account_id education registered_at withdrawn_at test interview outcome reserve_until",
}
"""What may be written later; the rest of a row stays as it was."""
KEEP: Final = """
CREATE FUNCTION service_changes_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE later text[] := coalesce(TG_ARGV, ARRAY[]::text[]);
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later IS DISTINCT FROM to_jsonb(OLD) - later THEN
    RAISE EXCEPTION 'what was stated to the register of civil servants does not change';
  END IF;
  RETURN NEW;
END $$
"""
TERMS: Final = {"correction_participant": 10, "correction_operator": 15, "complaint": 15, "message": 15}
PARAMETERS: Final = {**TERMS, "reader_longest": 92, "reserve_years": 2, "batch_rows": 20000}
ASSUMED: Final = "Mənbələrdə göstərilməyib: ilkin qiymət kimi qəbul edilib"
OPEN: Final = "state NOT IN ('corrected', 'rejected', 'withdrawn')"
INDEXES: Final = (
    "service_consents state id",
    "service_readers account_id valid_to",
    "service_papers body_id id",
    "service_papers correction",
    "service_changes servant_id paper_id",
    "service_tables body_id id",
    "service_corrections body_id state due_on id",
    "service_corrections state due_on id",
    "service_complaints state due_on id",
    "service_messages account_id id",
    "service_messages body_id id",
    "service_messages state id",
    "service_competitions closes_at id",
    "service_candidates fin_index id",
    "service_candidates reserve_until id",
)
PARTIAL: Final = (
    ("one_service_proposal_waits", "service_consents", "kind target", True, "state = 'asked'"),
    ("one_closing_of_a_body", "service_closings", "body_id", True, "lifted_at IS NULL"),
    ("one_closing_of_a_user", "service_closings", "fin_index", True, "lifted_at IS NULL"),
    ("a_service_change_is_entered_once", "service_changes", "key", True, "fate IN ('held', 'made')"),
    ("ix_service_changes_left", "service_changes", "paper_id place", False, "fate = 'held'"),
    ("one_open_correction_of_a_fact", "service_corrections", "servant_id subject", True, OPEN),
    ("one_open_service_complaint", "service_complaints", "correction_id", True, "state = 'open'"),
    ("one_candidate_is_one_person", "service_candidates", "competition_id fin_index", True, ""),
)


def _table(
    name: str, columns: str, *, key: str = "", unique: str = "", to: str = "", rules: dict[str, str] | None = None
) -> None:
    """Make a table from `kind name name; kind? name`, with an id unless it has another key, and keys `column>table`."""
    made = [] if key else [sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)]
    for part in columns.split("; "):
        kind, *names = part.split()
        made += [sa.Column(one, KINDS[kind.rstrip("?")], nullable=kind.endswith("?")) for one in names]
    op.create_table(
        name,
        *made,
        sa.PrimaryKeyConstraint(*(key or "id").split(), name=f"pk_{name}"),
        *(sa.UniqueConstraint(column, name=f"uq_{name}_{column}") for column in unique.split()),
        *_keys(name, to),
        *(sa.CheckConstraint(rule, name=f"ck_{name}_{code}") for code, rule in (rules or {}).items()),
    )


def _keys(name: str, to: str) -> list[sa.ForeignKeyConstraint]:
    pairs = [pair.split(">") for pair in to.split()]
    return [sa.ForeignKeyConstraint([own], [f"{table}.id"], name=f"fk_{name}_{own}") for own, table in pairs]


def upgrade() -> None:
    """Make the tables, what keeps them, and the parameters with their first values."""
    _governing()
    _entering()
    _correcting()
    _competitions()
    for line in INDEXES:
        table, *columns = line.split()
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    for name, table, named, unique, where in PARTIAL:
        more = {"postgresql_where": sa.text(where)} if where else {}
        op.create_index(name, table, named.split(), unique=unique, **more)
    op.execute(KEEP)
    for table in TABLES:
        later = ", ".join(f"'{name}'" for name in LATER.get(table, "").split())
        kinds = "UPDATE OR DELETE" if later or table in ONLY_ADDED else "DELETE"
        does = f"FOR EACH ROW EXECUTE FUNCTION service_changes_keep({later})"
        op.execute(f"CREATE TRIGGER keep BEFORE {kinds} ON {table} {does}")
    names = sa.table(
        "service_parameters", *(sa.column(one) for one in ("code", "valid_from", "value", "basis", "assumed"))
    )
    since = {"valid_from": date(2025, 5, 17), "basis": ASSUMED, "assumed": True}
    op.bulk_insert(names, [{"code": code, "value": value, **since} for code, value in PARAMETERS.items()])


def downgrade() -> None:
    """Take it back."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DROP FUNCTION service_changes_keep()")


def _governing() -> None:
    _table(
        "service_consents",
        "text public_id number kind target reason state asked_name words; json content; big asked_by; at asked_at; big? decided_by; text? decided_name; at? decided_at",
        unique="number public_id",
        rules={
            "decided_by_somebody": "(state IN ('given', 'refused')) = (decided_by IS NOT NULL) AND num_nulls(decided_by, decided_at) IN (0, 2)",
            "kind_known": "kind IN ('parameter', 'close', 'reopen')",
            "owner_is_another": "decided_by <> asked_by",
            "reason_given": "btrim(reason) <> ''",
            "refused_with_reasons": "state <> 'refused' OR btrim(words) <> ''",
            "state_known": "state IN ('asked', 'given', 'refused', 'withdrawn')",
        },
    )
    _table(
        "service_parameters",
        "text code basis; day valid_from; int value; bool assumed; big? consent_id",
        key="code valid_from",
        to="consent_id>service_consents",
        rules={
            "basis_given": "btrim(basis) <> ''",
            "changed_by_consent": "assumed = (consent_id IS NULL)",
        },
    )
    _table(
        "service_closings",
        "text public_id extent reason; big? body_id lifted_id; sealed? fin_index; sealed name; at since; big consent_id; at? lifted_at",
        unique="public_id",
        to="body_id>service_bodies consent_id>service_consents lifted_id>service_consents",
        rules={
            "extent_known": "extent IN ('closed', 'reading')",
            "lifted_by_consent": "num_nulls(lifted_at, lifted_id) IN (0, 2)",
            "one_target": "num_nonnulls(body_id, fin_index) = 1",
        },
    )
    _table(
        "service_readers",
        "text public_id name body kind purpose document granted_name; big account_id granted_by; day valid_from valid_to; at granted_at; day? ended_on; text? ended_name",
        unique="public_id",
        rules={
            "days_in_order": "valid_to >= valid_from",
            "ended_by_somebody": "num_nulls(ended_on, ended_name) IN (0, 2)",
            "granted_by_another": "granted_by <> account_id",
            "kind_known": "kind IN ('assessor', 'auditor', 'inspector')",
            "purpose_given": "btrim(purpose) <> '' AND btrim(document) <> ''",
        },
    )


def _entering() -> None:
    _table(
        "service_papers",
        "text public_id number hand group_code state entered_name document_token; big? body_id; int rows; big account_id; at created_at; text? correction request_id root; at? signed_at done_at",
        unique="number public_id request_id",
        to="body_id>service_bodies",
        rules={
            "hand_known": "hand IN ('participant', 'operator')",
            "participants_are_bodies": "(hand = 'participant') = (body_id IS NOT NULL)",
            "signed_before_carried": "(state IN ('carrying', 'in_force', 'failed')) = (signed_at IS NOT NULL)",
            "state_known": "state IN ('draft', 'signing', 'carrying', 'in_force', 'failed', 'withdrawn')",
        },
    )
    _table(
        "service_changes",
        "big paper_id servant_id; int place; text group_code action fate; text? entry reason made refusal; int? expected; sealed stated key; bool manual",
        key="paper_id place",
        to="paper_id>service_papers servant_id>servants",
        rules={
            "action_known": "action IN ('record', 'revise', 'annul')",
            "entry_of_a_known_fact": "(action = 'record') = (entry IS NULL)",
            "fate_known": "fate IN ('held', 'made', 'refused', 'dropped')",
            "made_is_a_fact": "(fate = 'made') = (made IS NOT NULL)",
            "manual_has_a_reason": "NOT manual OR btrim(reason) <> ''",
        },
    )
    _table(
        "service_tables",
        "text public_id name state; big body_id paper_id; sealed sha256; sealed? content; int rows done good known; at created_at",
        unique="paper_id public_id",
        to="body_id>service_bodies paper_id>service_papers",
        rules={
            "content_until_read": "(state = 'reading') = (content IS NOT NULL)",
            "state_known": "state IN ('reading', 'read')",
        },
    )
    _table(
        "service_table_faults",
        "big table_id; int row; text column; json why; sealed typed",
        key="table_id row column",
        to="table_id>service_tables",
    )


def _correcting() -> None:
    _table(
        "service_corrections",
        "text public_id number group_code subject field state document_token; big servant_id account_id; text? entry why paper; int? version; sealed right words; big? body_id decided_by; at filed_at; day due_on; at? ended_at",
        unique="number public_id",
        to="body_id>service_bodies servant_id>servants",
        rules={
            "body_named": "state NOT IN ('with_body', 'accepted', 'silent') OR body_id IS NOT NULL",
            "corrected_by_a_paper": "state <> 'corrected' OR paper IS NOT NULL",
            "ended_at_an_instant": "(state IN ('corrected', 'rejected', 'withdrawn')) = (ended_at IS NOT NULL)",
            "operator_has_a_reason": "state <> 'with_operator' OR why IS NOT NULL",
            "state_known": "state IN ('with_body', 'accepted', 'refused', 'silent', 'with_operator', 'confirmed', 'corrected', 'rejected', 'withdrawn')",
            "why_known": "why IN ('refused', 'silent', 'gone', 'not_theirs')",
        },
    )
    _table(
        "service_correction_steps",
        "big correction_id; int seq; text step side name state; at at; sealed? words; day? due_on",
        key="correction_id seq",
        to="correction_id>service_corrections",
        rules={
            "side_known": "side IN ('user', 'body', 'operator', 'system')",
        },
    )
    _table(
        "service_complaints",
        "text public_id number state answer; big correction_id account_id; sealed words; at filed_at; day due_on; big? answered_by; text? answered_name; at? answered_at",
        unique="number public_id",
        to="correction_id>service_corrections",
        rules={
            "answered_with_reasons": "(state IN ('upheld', 'dismissed')) = (answered_at IS NOT NULL AND btrim(answer) <> '')",
            "state_known": "state IN ('open', 'upheld', 'dismissed', 'withdrawn')",
        },
    )
    _table(
        "service_messages",
        "text public_id number kind name subject state answer; big? body_id; big account_id; sealed words; at sent_at; day due_on; text? answered_name; at? answered_at",
        unique="number public_id",
        to="body_id>service_bodies",
        rules={
            "answered_with_reasons": "(state IN ('accepted', 'declined')) = (answered_at IS NOT NULL AND btrim(answer) <> '')",
            "errors_are_a_bodys": "kind = 'proposal' OR body_id IS NOT NULL",
            "kind_known": "kind IN ('error', 'proposal')",
            "state_known": "state IN ('sent', 'in_work', 'accepted', 'declined')",
        },
    )


def _competitions() -> None:
    _table(
        "service_competitions",
        "text public_id number unit post_title search_title post_class requirements announced_name; big body_id; at announced_at closes_at; day test_on; at? published_at cancelled_at; text? published_name cancel_reason",
        unique="number public_id",
        to="body_id>service_bodies",
        rules={
            "cancelled_with_reason": "(cancelled_at IS NULL) = (cancel_reason IS NULL)",
            "class_known": "post_class ~ '^(a[1-7]|y[1-4])$'",
            "instants_in_order": "closes_at > announced_at",
            "one_end": "num_nonnulls(published_at, cancelled_at) < 2",
            "published_after_closing": "published_at > closes_at",
        },
    )
    _table(
        "service_candidates",
        "text public_id number education outcome; big competition_id; big? account_id; sealed fin fin_index name; at registered_at closes_at; at? withdrawn_at; int? test interview; day? reserve_until",
        unique="number public_id",
        to="competition_id>service_competitions",
        rules={
            "in_time": "registered_at < closes_at",
            "outcome_known": "outcome IN ('waiting', 'first', 'reserve', 'not_passed', 'absent')",
            "reserve_has_an_end": "(outcome = 'reserve') = (reserve_until IS NOT NULL)",
            "scores_possible": "test BETWEEN 0 AND 100 AND interview BETWEEN 0 AND 50",
        },
    )
