"""Waybills of programs in the sandbox: rows of their own in a table that nothing else reads.

No number series, list, inspector, statistic, notice, register or answer to another authority can meet them, because none
of these knows the table. The life cycle and the checks are the real ones; what registers would say is made up here: every
VÖEN with a right check digit is known, every plate is a lorry of 26 tonnes in order, every driver may drive it. The other
parties are played by the program itself (`simulated`).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Forbidden, StaleVersion
from webapp.core.findings import Finding
from webapp.core.ids import new_public_id
from webapp.core.pagination import descending, page
from webapp.documents import api as documents
from webapp.waybills.content import WaybillContent, copied
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.errors import NoSuchWaybill, NotADraft, SignedBefore
from webapp.waybills.machine.listing import cursor
from webapp.waybills.machine.made_up import facts_of
from webapp.waybills.machine.models import SandboxWaybill
from webapp.waybills.machine.values import Seen, Wanted
from webapp.waybills.queries import WaybillLine
from webapp.waybills.rules import SIGNED, Role, State
from webapp.waybills.validation.checks import findings

PAPER: Final = "waybills/templates/waybills/sandbox.typ"


def listed(wanted: Wanted, *, actor: Actor) -> tuple[list[WaybillLine], str | None]:
    """Return one page of the program's sandbox, the last changed first, and the cursor of the next."""
    query = select(SandboxWaybill).where(
        SandboxWaybill.client_id == _program(actor), SandboxWaybill.discarded_at.is_(None)
    )
    if wanted.state is not None:
        query = query.where(SandboxWaybill.state == wanted.state)
    if wanted.since is not None:
        query = query.where(SandboxWaybill.changed_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(SandboxWaybill.changed_at < wanted.until)
    if wanted.plate is not None:
        query = query.where(SandboxWaybill.content["vehicle"]["plate"].astext == wanted.plate)
    key = (SandboxWaybill.changed_at, SandboxWaybill.id)
    limited, _ = descending(query, *key, after=wanted.after, size=wanted.limit, parts=cursor)
    rows = db.session().scalars(limited).all()
    shown = page(
        rows, lambda row: (row.changed_at.isoformat(), row.id), backwards=False, started=False, size=wanted.limit
    )
    return [_line(row) for row in shown.rows], shown.following


def seen(public_id: str, *, actor: Actor) -> Seen:
    """Return a waybill of the program's sandbox. Raises NoSuchWaybill."""
    row = row_of(public_id, actor)
    return Seen(
        public_id=row.public_id,
        number=row.number,
        state=row.state,
        version=row.version,
        roles=(row.role,),
        content=row.content,
        changed_at=row.changed_at,
        shared=False,
        acts=tuple(row.acts),
    )


def begun(content: WaybillContent, role: Role, *, actor: Actor) -> str:
    """Begin a draft in the sandbox and return its public id."""
    moment = now()
    row = SandboxWaybill(
        public_id=new_public_id(),
        client_id=_program(actor),
        party_id=actor.party_id,
        version=1,
        state=State.DRAFT.value,
        role=role.value,
        content=to_json(content),
        acts=[],
        asked=[],
        created_at=moment,
        changed_at=moment,
    )
    db.session().add(row)
    db.session().flush()
    note("started", row, actor)
    return row.public_id


def standing(public_id: str, *, actor: Actor) -> tuple[WaybillContent, int]:
    """Return a draft's content and version, locked. Raises NoSuchWaybill, NotADraft."""
    row = _draft(public_id, actor)
    return content_from_json(row.content), row.version


def kept(public_id: str, content: WaybillContent, *, version: int, actor: Actor) -> None:
    """Replace a draft's content. Raises NoSuchWaybill, NotADraft, StaleVersion."""
    row = _draft(public_id, actor)
    ensure_version(row, version)
    own = replace(content, **{row.role: content_from_json(row.content).parties[row.role]})  # type: ignore[arg-type] # a party's member
    change(row, content=to_json(own))


def discarded(public_id: str, *, version: int, actor: Actor) -> None:
    """Put a draft away. Raises NoSuchWaybill, NotADraft, SignedBefore, StaleVersion."""
    row = _draft(public_id, actor)
    if row.acts:
        raise SignedBefore
    ensure_version(row, version)
    row.discarded_at = now()
    note("discarded", row, actor)


def shared(public_id: str, *, actor: Actor) -> None:
    """In the sandbox nobody else sees a draft. Raises NoSuchWaybill, NotADraft."""
    _draft(public_id, actor)


def checked(public_id: str, *, actor: Actor) -> list[Finding]:
    """Return what the real checks find. Raises NoSuchWaybill, NotADraft."""
    return findings(facts_of(content_from_json(_draft(public_id, actor, lock=False).content)))


def versions(public_id: str, *, actor: Actor) -> list[dict[str, Any]]:
    """Return one version for each act that a signature would be asked for. Raises NoSuchWaybill."""
    row = row_of(public_id, actor)
    signed = [act for act in row.acts if act["action"] in set(SIGNED)]
    return [
        {"n": n, "label": act["action"], "created_at": act["at"], "sha256": act["content_sha256"], "size": 0}
        for n, act in enumerate(signed, start=1)
    ]


def pdf(public_id: str, n: int, *, actor: Actor) -> bytes:
    """Return a page that says that it is nothing but a try. Raises NoSuchWaybill."""
    if not 1 <= n <= len(versions(public_id, actor=actor)):
        raise NoSuchWaybill
    row = row_of(public_id, actor)
    return documents.render_pdf(
        PAPER, {"number": row.number or row.public_id, "state": row.state, "content": row.content}
    )


def _line(row: SandboxWaybill) -> WaybillLine:
    content = content_from_json(row.content)
    names: Mapping[str, str] = {role: entry.name or entry.number for role, entry in content.parties.items()}
    return WaybillLine(
        public_id=row.public_id,
        number=row.number,
        state=State(row.state),
        consignor=names["consignor"],
        consignee=names["consignee"],
        loading=content.loading.name,
        unloading=content.unloading.name,
        plate=content.vehicle.plate or None,
        goods=content.goods[0].nature if content.goods else "",
        changed_at=row.changed_at,
        version=row.version,
        loading_at=content.loading.planned_at,
        unloading_address=content.unloading.address,
    )


def row_of(public_id: str, actor: Actor, *, lock: bool = False) -> SandboxWaybill:
    """Return a row of the program's own, not put away. Raises NoSuchWaybill."""
    mine = SandboxWaybill.client_id == _program(actor), SandboxWaybill.discarded_at.is_(None)
    query = select(SandboxWaybill).where(SandboxWaybill.public_id == public_id, *mine)
    found = db.session().scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NoSuchWaybill
    return found


def _draft(public_id: str, actor: Actor, *, lock: bool = True) -> SandboxWaybill:
    row = row_of(public_id, actor, lock=lock)
    if row.state != State.DRAFT:
        raise NotADraft
    return row


def ensure_version(row: SandboxWaybill, version: int) -> None:
    """Raise StaleVersion when the row changed since the program saw it."""
    if row.version != version:
        raise StaleVersion(version=row.version)


def change(row: SandboxWaybill, **values: Any) -> None:
    """Write the row's next version."""
    moment: datetime = now()
    for name, value in values.items():
        setattr(row, name, value)
    row.version, row.changed_at = row.version + 1, moment
    db.session().flush()


def _program(actor: Actor) -> int:
    if actor.program is None or not actor.program.sandbox:
        raise Forbidden
    return actor.program.id


def note(action: str, row: SandboxWaybill, actor: Actor, **detail: str) -> None:
    """Keep in the journal what was done to the row."""
    record(f"sandbox.{action}", actor=actor, object_type="sandbox_waybill", object_key=row.public_id, detail=detail)


def copied_from(public_id: str, *, actor: Actor) -> str:
    """Begin a draft like another one and return its public id. Raises NoSuchWaybill."""
    row = row_of(public_id, actor)
    return begun(copied(content_from_json(row.content)), Role(row.role), actor=actor)
