"""Tables of incidents: security incidents, requests of supervising bodies, faults; upkeep and settings of protection."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "20261122_0260"
down_revision = "20261122_0250"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "incidents incident_addressees incident_requests incident_reports incident_notices incident_steps "
    "incident_attempts incident_settings incident_inspection_plans incident_inspections incident_changes "
    "incident_releases"
)
KEPT = "incidents incident_addressees incident_requests incident_reports incident_notices incident_inspections incident_changes"
BODIES = "body IN ('dtx', 'xritdx', 'ministry', 'police', 'owner')"
REFUSE = """
CREATE FUNCTION incidents_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what is registered of incidents is kept (act 000, annex 2, 6.8)' USING ERRCODE = 'restrict_violation';
END $$
"""
KEEP_FACTS = """
CREATE FUNCTION incidents_keep_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.public_id, NEW.kind, NEW.source, NEW.registered_at, NEW.happened_at)
       IS DISTINCT FROM (OLD.number, OLD.public_id, OLD.kind, OLD.source, OLD.registered_at, OLD.happened_at) THEN
        RAISE EXCEPTION 'number, kind and times of an incident stay' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""
SINCE = date(2026, 1, 1)
SETTINGS = (
    ("physical_protection", "Serverlər girişi nəzarətdə olan, video müşahidəli otaqdadır.", "118/2014, 6.2.1"),
    ("registry_of_resources", "DİER-2026-00417", "reyestr əsasnaməsi 004, 6.1.1"),
    ("registry_of_personal_data", "FMS-2026-01138", "reyestr əsasnaməsi 004, 6.1.1"),
    ("backup_procedure", "Hər gecə tam ehtiyat nüsxə; nüsxələr 30 gün başqa binada saxlanılır.", "003, 6.0.5, 7.0.4"),
    ("backup_last", "", "003, 6.0.5, 7.0.4"),
)
PLANS = (
    ("daily_self_test", "Özünüyoxlama: funksiyalar, hüquqlar, mübadilə, mühafizə", 1),
    ("weekly_backup", "Ehtiyat nüsxədən bərpanın sınağı", 7),
    ("monthly_certificates", "Sertifikatların və açarların müddətinə baxış", 30),
    ("quarterly_rights", "İşçilərin hüquqlarına baxış", 90),
)


def upgrade() -> None:
    """Make the tables, their triggers, and the first rows."""
    _incidents()
    _addressees()
    _requests()
    _reports()
    _notices()
    _steps()
    _upkeep()
    _changes()
    _triggers()
    _fill()


def downgrade() -> None:
    """Drop them."""
    for name in reversed(TABLES.split()):
        op.drop_table(name)
    op.execute("DROP FUNCTION incidents_refuse()")
    op.execute("DROP FUNCTION incidents_keep_facts()")


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Make a table with its key, and with its public id unique where it has one."""
    key = sa.Column("id", sa.BigInteger, sa.Identity(), nullable=False)
    named = [part.name for part in parts if isinstance(part, sa.Column)]
    unique = [
        sa.UniqueConstraint(column, name=f"uq_{name}_{column}") for column in ("public_id", "number") if column in named
    ]
    op.create_table(name, key, *parts, sa.PrimaryKeyConstraint("id", name=f"pk_{name}"), *unique)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def _given(
    kind: type[sa.types.TypeEngine[object]] | sa.types.TypeEngine[object], names: str
) -> list[sa.Column[object]]:
    return [sa.Column(name, kind, nullable=False) for name in names.split()]


def _open(kind: type[sa.types.TypeEngine[object]] | sa.types.TypeEngine[object], names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, kind) for name in names.split()]


def _incidents() -> None:
    _table(
        "incidents",
        *_given(sa.Text, "public_id number kind severity state source title"),
        *_given(sa.Boolean, "attempt"),
        *_given(JSONB, "services"),
        *_given(sa.LargeBinary, "description cause measures report seal"),
        *_open(sa.Text, "cause_key"),
        *_open(sa.Date, "cause_day"),
        *_given(sa.Integer, "seen"),
        *_given(INSTANT, "happened_at registered_at last_seen_at"),
        *_open(INSTANT, "closed_at"),
        sa.CheckConstraint("kind IN ('security', 'fault', 'accident')", name="kind"),
        sa.CheckConstraint("severity IN ('low', 'medium', 'high', 'critical')", name="severity"),
        sa.CheckConstraint("state IN ('registered', 'handling', 'closed')", name="state"),
        sa.CheckConstraint("source IN ('person', 'automatic', 'report')", name="source"),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_at_an_instant"),
        sa.CheckConstraint("state <> 'closed' OR octet_length(report) > 28", name="closed_with_report"),
        sa.CheckConstraint("(cause_key IS NULL) = (cause_day IS NULL)", name="cause_with_day"),
    )
    op.create_index("ix_incidents_state_id", "incidents", ["state", "id"])
    op.create_index("ix_incidents_registered_at", "incidents", ["registered_at"])
    op.create_index(
        "one_open_incident_per_cause",
        "incidents",
        ["cause_key", "cause_day"],
        unique=True,
        postgresql_where=sa.text("state <> 'closed'"),
    )


def _addressees() -> None:
    _table(
        "incident_addressees",
        *_given(sa.Text, "public_id body name email phone"),
        *_given(JSONB, "topics"),
        *_given(sa.Boolean, "at_once"),
        *_given(sa.Date, "valid_from"),
        *_open(sa.Date, "valid_to"),
        sa.CheckConstraint(BODIES, name="body"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates_in_order"),
    )
    op.create_index(
        "uq_incident_addressees_current_body",
        "incident_addressees",
        ["body"],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL"),
    )


def _requests() -> None:
    _table(
        "incident_requests",
        *_given(sa.Text, "public_id number body their_number subject"),
        *_given(sa.LargeBinary, "question seal"),
        *_open(sa.BigInteger, "incident_id file_id"),
        *_given(INSTANT, "received_at due_at registered_at"),
        *_open(sa.LargeBinary, "answer"),
        *_open(INSTANT, "answered_at reminded_at escalated_at"),
        *_open(sa.Text, "answered_by"),
        sa.CheckConstraint(BODIES, name="body"),
        sa.CheckConstraint("due_at = received_at + interval '24 hours'", name="clock_of_24_hours"),
        sa.CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name="answered_with_words"),
        _refers("incident_requests", "incident_id", "incidents.id"),
        _refers("incident_requests", "file_id", "stored_files.id"),
    )
    where = sa.text("answered_at IS NULL")
    op.create_index("ix_incident_requests_due_at", "incident_requests", ["due_at"], postgresql_where=where)


def _reports() -> None:
    _table(
        "incident_reports",
        *_given(sa.Text, "public_id number page hindrance state"),
        *_given(sa.LargeBinary, "description contact reply"),
        *_given(sa.Integer, "priority"),
        *_open(sa.BigInteger, "account_id incident_id"),
        *_given(INSTANT, "created_at changed_at"),
        sa.CheckConstraint("state IN ('new', 'taken', 'done')", name="state"),
        sa.CheckConstraint("priority BETWEEN 1 AND 3", name="priority"),
        sa.CheckConstraint("hindrance IN ('blocked', 'wrong', 'small')", name="hindrance"),
        _refers("incident_reports", "account_id", "accounts.id"),
        _refers("incident_reports", "incident_id", "incidents.id"),
    )
    op.create_index("ix_incident_reports_account_id_id", "incident_reports", ["account_id", "id"])
    where = sa.text("state <> 'done'")
    op.create_index("ix_incident_reports_open", "incident_reports", ["priority", "id"], postgresql_where=where)


def _notices() -> None:
    _table(
        "incident_notices",
        *_given(sa.Text, "public_id about subject key state"),
        *_given(sa.BigInteger, "incident_id addressee_id"),
        *_given(sa.LargeBinary, "text"),
        *_given(sa.Integer, "attempts"),
        *_given(INSTANT, "created_at"),
        *_open(INSTANT, "queued_at sent_at"),
        sa.CheckConstraint("state IN ('ready', 'queued', 'sent', 'failed')", name="state"),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_at_an_instant"),
        sa.CheckConstraint("about IN ('registered', 'closed')", name="about"),
        sa.UniqueConstraint("incident_id", "addressee_id", "about", name="uq_incident_notices_once"),
        sa.UniqueConstraint("key", name="uq_incident_notices_key"),
        _refers("incident_notices", "incident_id", "incidents.id"),
        _refers("incident_notices", "addressee_id", "incident_addressees.id"),
    )


def _steps() -> None:
    _table(
        "incident_steps",
        *_open(sa.BigInteger, "incident_id request_id report_id account_id"),
        *_given(sa.Text, "action actor_name"),
        *_given(INSTANT, "at"),
        *_given(sa.LargeBinary, "text"),
        sa.CheckConstraint("num_nonnulls(incident_id, request_id, report_id) = 1", name="one_subject"),
        _refers("incident_steps", "incident_id", "incidents.id"),
        _refers("incident_steps", "request_id", "incident_requests.id"),
        _refers("incident_steps", "report_id", "incident_reports.id"),
    )
    for column in ("incident_id", "request_id", "report_id"):
        op.create_index(f"ix_incident_steps_{column}", "incident_steps", [column])
    _table("incident_attempts", *_given(sa.LargeBinary, "whose"), *_given(INSTANT, "at"))
    op.create_index("ix_incident_attempts_whose_at", "incident_attempts", ["whose", "at"])


def _upkeep() -> None:
    op.create_table(
        "incident_settings",
        *_given(sa.Text, "code value basis changed_by"),
        *_given(INSTANT, "changed_at"),
        sa.PrimaryKeyConstraint("code", name="pk_incident_settings"),
    )
    op.create_table(
        "incident_inspection_plans",
        *_given(sa.Text, "code title"),
        *_given(sa.Integer, "every_days"),
        *_given(sa.Date, "since"),
        sa.CheckConstraint("every_days BETWEEN 1 AND 366", name="every_days"),
        sa.PrimaryKeyConstraint("code", name="pk_incident_inspection_plans"),
    )
    _table(
        "incident_inspections",
        *_given(sa.Text, "plan result text written_by"),
        *_given(sa.Date, "done_on"),
        *_given(INSTANT, "written_at"),
        sa.CheckConstraint("result IN ('sound', 'remarks')", name="result"),
        _refers("incident_inspections", "plan", "incident_inspection_plans.code"),
    )
    op.create_index("ix_incident_inspections_plan", "incident_inspections", ["plan"])


def _changes() -> None:
    _table(
        "incident_changes",
        *_given(sa.Text, "public_id number source title text state remark proposed_by"),
        *_open(sa.Date, "planned_on released_on"),
        *_given(INSTANT, "proposed_at"),
        sa.CheckConstraint("source IN ('ministry', 'owner', 'operator')", name="source"),
        sa.CheckConstraint("state IN ('proposed', 'accepted', 'declined', 'released')", name="state"),
        sa.CheckConstraint("state <> 'released' OR released_on IS NOT NULL", name="released_on_a_day"),
    )
    _table(
        "incident_releases",
        *_given(sa.Text, "version text published_by"),
        *_given(sa.Date, "released_on"),
        *_given(sa.Integer, "told"),
        *_given(INSTANT, "published_at"),
        sa.UniqueConstraint("version", name="uq_incident_releases_version"),
    )


def _triggers() -> None:
    op.execute(REFUSE)
    op.execute(KEEP_FACTS)
    each = "FOR EACH STATEMENT EXECUTE FUNCTION incidents_refuse()"
    for name in KEPT.split():
        op.execute(f"CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON {name} {each}")
    op.execute(f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incident_steps {each}")
    op.execute(
        "CREATE TRIGGER keep_facts BEFORE UPDATE ON incidents FOR EACH ROW EXECUTE FUNCTION incidents_keep_facts()"
    )


def _fill() -> None:
    texts = [sa.column(name, sa.Text) for name in ("code", "value", "basis", "changed_by")]
    settings = sa.table("incident_settings", *texts, sa.column("changed_at", INSTANT))
    known = {"changed_by": "Kabinet", "changed_at": datetime(2026, 1, 1, tzinfo=UTC)}
    op.bulk_insert(settings, [{"code": c, "value": v, "basis": b, **known} for c, v, b in SETTINGS])
    columns = [
        sa.column("code", sa.Text),
        sa.column("title", sa.Text),
        sa.column("every_days", sa.Integer),
        sa.column("since", sa.Date),
    ]
    plans = sa.table("incident_inspection_plans", *columns)
    op.bulk_insert(plans, [{"code": c, "title": t, "every_days": d, "since": SINCE} for c, t, d in PLANS])
