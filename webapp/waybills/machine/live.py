"""A program's waybills: the firm's own, by the services that the cabinet's pages use."""

from dataclasses import replace
from typing import Any

from webapp.cabinets.api import party
from webapp.core.actor import Actor
from webapp.core.errors import StaleVersion
from webapp.core.findings import Finding
from webapp.core.permissions import ensure_may
from webapp.documents import api as documents
from webapp.waybills.access import may_discard, may_edit
from webapp.waybills.chain import acts_of
from webapp.waybills.content import DriverEntry, WaybillContent
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.errors import NoSuchWaybill, NotADraft, NotYourStep, PartyNeeded
from webapp.waybills.machine.listing import page_of
from webapp.waybills.machine.values import Seen, Wanted
from webapp.waybills.models import Waybill, WaybillAct
from webapp.waybills.permissions import WAYBILLS_EDIT
from webapp.waybills.queries import WaybillLine, waybill_seen_by
from webapp.waybills.rules import Role, State
from webapp.waybills.services.discarding import discard_draft
from webapp.waybills.services.drafting import begin, copy_waybill, keep, share_draft
from webapp.waybills.services.freezing import frozen
from webapp.waybills.services.retyping import in_hand
from webapp.waybills.situating import situation_of
from webapp.waybills.validation.checks import findings
from webapp.waybills.views.editing import fixed_roles


def listed(wanted: Wanted, *, actor: Actor) -> tuple[list[WaybillLine], str | None]:
    """Return one page of the firm's waybills, the last changed first, and the cursor of the next."""
    return page_of(actor.party_id or 0, wanted)


def seen(public_id: str, *, actor: Actor) -> Seen:
    """Return a waybill with its acts. Raises NoSuchWaybill."""
    waybill, roles = waybill_seen_by(public_id, actor=actor)
    content = content_from_json(waybill.standing)
    shown = frozen(content, waybill) if waybill.state == State.DRAFT else content
    return Seen(
        public_id=waybill.public_id,
        number=waybill.number,
        state=waybill.state,
        version=waybill.version,
        roles=tuple(sorted(role.value for role in roles)),
        content=to_json(shown),
        changed_at=waybill.changed_at,
        shared=waybill.shared_at is not None,
        acts=tuple(_act(act) for act in acts_of(waybill.id)),
    )


def begun(content: WaybillContent, role: Role, *, actor: Actor) -> str:
    """Begin a draft and return its public id. Raises Forbidden, PartyNeeded."""
    ensure_may(actor, WAYBILLS_EDIT)
    if actor.party_id is None or party(actor.party_id).kind == "person":
        raise PartyNeeded
    return begin(_own_driver(content, None, actor), role, None, actor)


def standing(public_id: str, *, actor: Actor) -> tuple[WaybillContent, int]:
    """Return a draft's content as it was typed, and its version, locked. Raises NoSuchWaybill, NotADraft, NotYourStep."""
    draft = in_hand(public_id, actor=actor)
    if draft.state != State.DRAFT:
        raise NotADraft
    if not may_edit(actor, draft):
        raise NotYourStep
    return draft.content, draft.version


def kept(public_id: str, content: WaybillContent, *, version: int, actor: Actor) -> None:
    """Replace a draft's content. Raises what `standing` raises, StaleVersion, ActUnderWay."""
    draft = in_hand(public_id, actor=actor)
    if draft.state == State.DRAFT and draft.version != version:
        raise StaleVersion(version=draft.version)
    fixed = fixed_roles(draft, draft.content, actor)
    settled: Any = {role: draft.content.parties[role] for role in fixed}
    keep(draft, _own_driver(replace(content, **settled), draft.content, actor), version=version, actor=actor)


def discarded(public_id: str, *, version: int, actor: Actor) -> None:
    """Put a draft away. Raises NoSuchWaybill, NotADraft, NotYourStep, SignedBefore, StaleVersion."""
    waybill, _roles = waybill_seen_by(public_id, actor=actor)
    if waybill.state == State.DRAFT and not may_discard(actor, waybill) and not may_edit(actor, waybill):
        raise NotYourStep
    discard_draft(public_id, version=version, actor=actor)


def shared(public_id: str, *, actor: Actor) -> None:
    """Hand a draft to the other side. Repeating is harmless. Raises NoSuchWaybill, NotADraft, NotYourStep."""
    share_draft(public_id, actor=actor)


def checked(public_id: str, *, actor: Actor) -> list[Finding]:
    """Return what the checks before the consignor's signature find now. Raises NoSuchWaybill, NotADraft."""
    waybill, _roles = waybill_seen_by(public_id, actor=actor)
    if waybill.state != State.DRAFT:
        raise NotADraft
    return findings(situation_of(waybill, content_from_json(waybill.content)))


def versions(public_id: str, *, actor: Actor) -> list[dict[str, Any]]:
    """Return the signed versions of the document. Raises NoSuchWaybill."""
    waybill, _roles = waybill_seen_by(public_id, actor=actor)
    found = documents.versions(waybill.document_token) if waybill.document_token else []
    return [
        {
            "n": one.n,
            "label": one.label,
            "created_at": one.created_at.isoformat(),
            "sha256": _hex(one.sha256),
            "size": one.size,
        }
        for one in found
    ]


def pdf(public_id: str, n: int, *, actor: Actor) -> bytes:
    """Return the file of one version. Raises NoSuchWaybill."""
    waybill, _roles = waybill_seen_by(public_id, actor=actor)
    token = waybill.document_token
    if token is None or n not in {version.n for version in documents.versions(token)}:
        raise NoSuchWaybill
    return documents.pdf(token, n)


def row_of(public_id: str, *, actor: Actor) -> tuple[Waybill, frozenset[Role]]:
    """Return the row and the firm's parts in it. Raises NoSuchWaybill."""
    return waybill_seen_by(public_id, actor=actor)


def _own_driver(content: WaybillContent, current: WaybillContent | None, actor: Actor) -> WaybillContent:
    """The carrier alone names the driver: from the consignor's program it stays as it was, while the carrier does."""
    own = party(actor.party_id).number if actor.party_id else ""
    if content.carrier.number == own:
        return content
    same = current is not None and current.carrier.number == content.carrier.number
    return replace(content, driver=DriverEntry(ref=current.driver.ref) if same and current else DriverEntry())


def _hex(digest: bytes | str) -> str:
    return digest if isinstance(digest, str) else digest.hex()


def _act(act: WaybillAct) -> dict[str, Any]:
    return {
        "seq": act.seq,
        "action": act.action,
        "outcome": act.outcome,
        "role": act.role,
        "by": act.actor_name,
        "on_behalf_of": act.party_name,
        "at": act.at.isoformat(),
        "reason": act.reason,
        "data": act.data,
        "certificate_number": act.certificate_number,
        "content_sha256": act.content_sha256.hex(),
        "previous_hash": act.prev_hash.hex(),
        "hash": act.hash.hex(),
    }


def copied_from(public_id: str, *, actor: Actor) -> str:
    """Begin a draft like another waybill and return its public id. Raises NoSuchWaybill, NotYourStep."""
    return copy_waybill(public_id, actor=actor)
