"""Drafts: begun, saved as often as one types, copied, handed to the other side."""

from datetime import datetime
from typing import Any

from webapp.audit.api import record
from webapp.cabinets.api import Party, party
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.errors import StaleVersion
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.waybills.access import Parts, may_edit
from webapp.waybills.content import PartyEntry, WaybillContent, copied
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.drafts import Draft
from webapp.waybills.errors import ActUnderWay, NotADraft, NotYourStep, PartyNeeded
from webapp.waybills.events import WaybillShared
from webapp.waybills.jobs import look_up_parties
from webapp.waybills.linking import is_linked, known_parties, link, unknown_numbers
from webapp.waybills.models import Waybill
from webapp.waybills.permissions import WAYBILLS_EDIT
from webapp.waybills.queries import waybill_seen_by
from webapp.waybills.rules import Role, State
from webapp.waybills.services.locking import is_being_signed, locked
from webapp.waybills.services.repeating import begun_with, start_key
from webapp.waybills.services.retyping import in_hand, retype
from webapp.waybills.shelves import put_on_shelves


def start_draft(roles: frozenset[Role], *, actor: Actor, view: str = "") -> str:
    """Begin a waybill in which whom the actor acts for is consignor, carrier or both; return its public id.

    The same choice on the same `view` of the page leads to the draft that it began already.
    Raises Forbidden, PartyNeeded, NotYourStep when the initiator would be no party that draws up waybills.
    """
    ensure_may(actor, WAYBILLS_EDIT)
    if actor.party_id is None or party(actor.party_id).kind == "person":
        raise PartyNeeded
    if not roles or not roles <= {Role.CONSIGNOR, Role.CARRIER}:
        raise NotYourStep
    key = start_key(view, "+".join(sorted(roles)))
    begun = begun_with(key, actor=actor)
    if begun is not None:
        return begun
    own = PartyEntry(number=party(actor.party_id).number)
    nobody = PartyEntry()
    content = WaybillContent(
        consignor=own if Role.CONSIGNOR in roles else nobody, carrier=own if Role.CARRIER in roles else nobody
    )
    return begin(content, min(roles, key=list(Role).index), key, actor)


def copy_waybill(public_id: str, *, actor: Actor, view: str = "") -> str:
    """Begin a draft with the parties, goods and places of another waybill, once for a `view`; return its public id."""
    ensure_may(actor, WAYBILLS_EDIT)
    source, roles = waybill_seen_by(public_id, actor=actor)
    drafting = [role for role in (Role.CONSIGNOR, Role.CARRIER) if role in roles]
    if not drafting:
        raise NotYourStep
    key = start_key(view, public_id)
    return begun_with(key, actor=actor) or begin(copied(content_from_json(source.content)), drafting[0], key, actor)


def save_draft(public_id: str, content: WaybillContent, *, version: int, actor: Actor) -> tuple[int, datetime]:
    """Keep what was typed and return the new version and the instant. Raises NoSuchWaybill and what `keep` raises."""
    return keep(in_hand(public_id, actor=actor), content, version=version, actor=actor)


def keep(draft: Draft, content: WaybillContent, *, version: int, actor: Actor) -> tuple[int, datetime]:
    """Keep what was typed into a draft in hand; return the new version and the instant.

    Raises NotADraft, ActUnderWay while it is being signed, and StaleVersion (its fact `saved` is the content that stands)
    when somebody else saved since `version`. Saving what stands already changes nothing, so a repeated request is harmless.
    """
    _ensure_open(draft, actor)
    stored = to_json(content)
    if draft.version == version and stored != draft.stored and is_linked(draft, content, draft.content):
        return retype(draft, stored)
    return _keep_and_link(draft, content, stored, version, actor)


def _keep_and_link(
    draft: Draft, content: WaybillContent, stored: dict[str, Any], version: int, actor: Actor
) -> tuple[int, datetime]:
    """Keep what concerns more than the content: parties, vehicle, driver, words to be found by, shelves."""
    waybill, _roles = locked(draft.public_id, actor=actor)
    _ensure_editable(waybill, actor)
    if stored == draft.stored:
        _ask_for_names(waybill, content, known_parties(content), actor)
        return waybill.version, waybill.changed_at
    if waybill.version != version:
        raise StaleVersion(saved=draft.content, version=waybill.version)
    known = link(waybill, content)
    waybill.content = stored
    waybill.version += 1
    waybill.changed_at = now()
    put_on_shelves(waybill)
    _ask_for_names(waybill, content, known, actor)
    return waybill.version, waybill.changed_at


def share_draft(public_id: str, *, actor: Actor) -> None:
    """Hand the draft to the other side (the carrier to name driver and vehicle, the consignor to sign). Repeating is harmless."""
    waybill, _roles = locked(public_id, actor=actor)
    _ensure_editable(waybill, actor)
    if waybill.shared_at is not None:
        return
    waybill.shared_at = waybill.changed_at = now()
    put_on_shelves(waybill)
    record("waybills.shared", actor=actor, object_type="waybill", object_key=public_id)
    publish(WaybillShared(public_id=public_id))


def _ensure_open(waybill: Parts, actor: Actor) -> None:
    if State(waybill.state) is not State.DRAFT:
        raise NotADraft
    if not may_edit(actor, waybill):
        raise NotYourStep


def _ensure_editable(waybill: Waybill, actor: Actor) -> None:
    _ensure_open(waybill, actor)
    if is_being_signed(waybill):
        raise ActUnderWay


def begin(content: WaybillContent, role: Role, key: str | None, actor: Actor) -> str:
    """Begin a draft with this content for the party acted for, which plays `role`; return its public id."""
    moment = now()
    waybill = Waybill(
        public_id=new_public_id(),
        version=1,
        state=State.DRAFT.value,
        initiator_party_id=actor.party_id,
        initiator_role=role.value,
        content=to_json(content),
        created_by=actor.account_id,
        created_at=moment,
        changed_at=moment,
        start_key=key,
    )
    known = link(waybill, content)
    db.session().add(waybill)
    put_on_shelves(waybill)
    _ask_for_names(waybill, content, known, actor)
    record("waybills.started", actor=actor, object_type="waybill", object_key=waybill.public_id)
    return waybill.public_id


def _ask_for_names(waybill: Waybill, content: WaybillContent, known: dict[str, Party | None], actor: Actor) -> None:
    """Names that nobody knows yet are asked from the register in a job, with every saving anew."""
    if unknown_numbers(content, known) and actor.asks_as is not None:
        look_up_parties.defer(once=waybill.public_id, waybill=waybill.public_id, account_id=actor.asks_as)
