"""What we provide: services, their versions, from draft to end (clauses 3.8 to 3.14).

Each function works in the open transaction and writes to the journal; whether `actor` may do it, and whether the
steps before it are done, is the caller's rule.
"""

import hashlib
from datetime import datetime

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.ehis import profile
from webapp.ehis.directory.finding import locked_service, locked_version
from webapp.ehis.directory.models import ServiceRow, VersionRow
from webapp.ehis.errors import AlreadyInState, ProcedureNeeded
from webapp.ehis.events import VersionEnded, VersionLive


def register_service(code: str, title: str, subsystem: str = profile.OUR_SUBSYSTEM, *, actor: Actor) -> None:
    """Name a service that we provide, or give it another title; nobody can address it before a version is live."""
    row = db.session().scalar(select(ServiceRow).where(ServiceRow.code == code).with_for_update())
    if row is None:
        row = ServiceRow(code=code, subsystem=subsystem)
        db.session().add(row)
    row.title = title
    db.session().flush()
    record("ehis.service_registered", actor=actor, object_type="ehis_service", object_key=code, detail={"title": title})


def draft_version(service: str, version: str, schema: str, *, actor: Actor) -> None:
    """Keep a version with the schema (XSD text) of its messages; a draft or a version in test is overwritten.

    Raises UnknownService, AlreadyInState when it is live: its structure is what was contracted for (clause 3.3.5).
    """
    parent = locked_service(service)
    wanted = select(VersionRow).where(VersionRow.service_id == parent.id, VersionRow.version == version)
    row = db.session().scalar(wanted.with_for_update())
    if row is None:
        row = VersionRow(service_id=parent.id, version=version, archive_what="", archive_days=0, state="draft")
        db.session().add(row)
    if row.state not in {"draft", "test"}:
        raise AlreadyInState
    row.schema, row.schema_sha256 = schema, hashlib.sha256(schema.encode()).digest()
    db.session().flush()
    _journal("ehis.version_drafted", service, version, actor, sha256=row.schema_sha256.hex())


def put_version_to_test(service: str, version: str, *, actor: Actor) -> None:
    """Connect a draft to the test environment (clause 3.8.2): clients of that environment may call it, no others.

    Raises UnknownVersion, AlreadyInState.
    """
    row = locked_version(service, version)
    if row.state != "draft":
        raise AlreadyInState
    row.state = "test"
    db.session().flush()
    _journal("ehis.version_in_test", service, version, actor)


def publish_version(service: str, version: str, *, archive_what: str, archive_days: int, actor: Actor) -> None:
    """Connect a version: from now on clients with a right to the service may call it.

    `archive_what` and `archive_days` are the procedure of clause 3.8.4. Raises UnknownVersion, AlreadyInState,
    ProcedureNeeded. Publishes VersionLive.
    """
    if not archive_what.strip() or archive_days <= 0:
        raise ProcedureNeeded
    row = locked_version(service, version)
    if row.state not in {"draft", "test"}:
        raise AlreadyInState
    row.state, row.live_since = "live", now()
    row.archive_what, row.archive_days = archive_what, archive_days
    db.session().flush()
    _journal("ehis.version_live", service, version, actor, archive_what=archive_what, archive_days=archive_days)
    publish(VersionLive(service=service, version=version))


def end_version(service: str, version: str, ends_at: datetime, *, actor: Actor) -> None:
    """Set when a live version ends; until then it answers, afterwards it says plainly that it ended.

    Raises UnknownVersion, AlreadyInState. Publishes VersionEnded.
    """
    row = locked_version(service, version)
    if row.state != "live":
        raise AlreadyInState
    row.ends_at = ends_at
    db.session().flush()
    _journal("ehis.version_ends", service, version, actor, ends_at=ends_at.isoformat())
    publish(VersionEnded(service=service, version=version, ends_at=ends_at))


def _journal(action: str, service: str, version: str, actor: Actor, **detail: object) -> None:
    record(action, actor=actor, object_type="ehis_service", object_key=f"{service}/{version}", detail=detail)
