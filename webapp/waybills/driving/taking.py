"""Taking an act that a phone signed: the same rules as online, and the chain must be as the phone knew it."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.documents import api as documents
from webapp.signing.api import DeviceKey
from webapp.waybills.access import ensure_role
from webapp.waybills.chain import acts_of
from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.documents import DOCUMENT
from webapp.waybills.driving.drivers import ensure_drives_for_carrier
from webapp.waybills.driving.errors import EarlierRefused, HeadMoved, NotNow
from webapp.waybills.driving.models import Photo, Statement
from webapp.waybills.driving.standing import is_same, place_of, since
from webapp.waybills.driving.statements import Stated
from webapp.waybills.errors import ReasonNeeded, StepNotPossible
from webapp.waybills.forms.fields import plate_or_typed
from webapp.waybills.models import Waybill, WaybillAct
from webapp.waybills.past import Past, is_open, past_of
from webapp.waybills.rules import WITH_REASON, Action, Role
from webapp.waybills.services.accepting import Loading, ensure_fit_now, for_carrier, give_number
from webapp.waybills.services.acting import CHECKED
from webapp.waybills.services.locking import open_act
from webapp.waybills.services.stepping import ensure_possible, step_by, take
from webapp.waybills.services.stopping import at_this_stop, stop_to_reach

TOLD_WHY: Final = frozenset({Action.RESEAL, Action.RELOAD, Action.STORE})  # as the forms of the cabinet ask it


def take_stated(
    waybill: Waybill, roles: frozenset[Role], stated: Stated, key: DeviceKey, happened: datetime, *, actor: Actor
) -> WaybillAct | None:
    """Take the step and return its act; None when the same report stands already from the person's other phone.

    The caller holds the waybill's lock. Raises HeadMoved (with `meanwhile`), EarlierRefused, NotNow, RightLost and what
    the step itself raises online.
    """
    ensure_drives_for_carrier(waybill, actor)
    meanwhile = since(_known_place(waybill, stated, key), acts_of(waybill.id))
    if is_same(stated.action, actor.account_id, meanwhile):
        return None
    if meanwhile:
        raise HeadMoved(meanwhile=meanwhile)
    if open_act(waybill) is not None:
        raise NotNow
    return _taken(waybill, roles, stated, key, happened, actor)


def _taken(
    waybill: Waybill, roles: frozenset[Role], stated: Stated, key: DeviceKey, happened: datetime, actor: Actor
) -> WaybillAct:
    past = past_of(waybill)
    action = at_this_stop(stated.action, past)
    role = ensure_role(actor, action, roles)
    ensure_possible(waybill, action)
    if not is_open(action, past, roles):
        raise StepNotPossible
    if action in WITH_REASON | TOLD_WHY and not stated.reason:
        raise ReasonNeeded(fields={"reason": ReasonNeeded.text})
    if action in {Action.ACCEPT, Action.DEPART}:
        ensure_fit_now(waybill)
    said = _said(action, stated.said, past, happened)
    said = CHECKED[action](past, said) if action in CHECKED else said
    data = {**said, "device": _device(stated, key, happened), "photos": _photos(waybill, stated)}
    if action is Action.ACCEPT:
        _number(waybill)
    step = step_by(
        actor, action, role, reason=stated.reason, data={name: value for name, value in data.items() if value}
    )
    return take(waybill, for_carrier(step, waybill), actor=actor)


def _known_place(waybill: Waybill, stated: Stated, key: DeviceKey) -> int:
    """Return the number of the act after which the phone made this one: its own that came before, else the head that it knew."""
    if not stated.after:
        return place_of(stated.head, acts_of(waybill.id))
    where = (Statement.device_id == key.id, Statement.nonce == stated.after, Statement.waybill_id == waybill.id)
    before = db.session().scalar(select(Statement).where(*where))
    if before is None:
        raise NotNow
    if before.outcome == "refused":
        raise EarlierRefused
    if before.act_id is None:  # the same report from another phone
        return place_of(bytes.fromhex(before.answer["head"]), acts_of(waybill.id))
    act = db.session().get_one(WaybillAct, before.act_id)
    return act.seq


def _said(action: Action, said: dict[str, Any], past: Past, happened: datetime) -> dict[str, Any]:
    """Return what the act says in the form that every act of its kind has (see `saying.py`)."""
    content = content_from_json(past.waybill.standing)
    if action is Action.ACCEPT:
        loading: dict[str, Any] = to_json(
            Loading(loaded_at=happened, seals=tuple(said["seals"]), reservations=said["reservations"].strip())
        )
        return loading
    if action is Action.ARRIVE and past.waybill.drop_party_ids:
        return {"drop": stop_to_reach(past, None)}
    if action is Action.RESEAL:
        return {"old": list(content.seals), "change": {"seals": said["seals"]}}
    if action is Action.RELOAD:
        return _reloading(said, content)
    return said


def _reloading(said: dict[str, Any], content: WaybillContent) -> dict[str, Any]:
    empty, known = to_json(WaybillContent()), to_json(content)
    change = {
        "vehicle": {**empty["vehicle"], "plate": plate_or_typed(said["plate"])},
        "trailers": [{**empty["vehicle"], "plate": plate_or_typed(one)} for one in said["trailers"]],
        "driver": {**empty["driver"], "ref": known["driver"]["ref"]},
        "seals": said["seals"],
    }
    return {"change": change, "odometer": said["odometer"], "condition": said["condition"]}


def _device(stated: Stated, key: DeviceKey, happened: datetime) -> dict[str, str]:
    """Return what the act keeps of how it was signed; the signature itself stands in the statement."""
    return {
        "key": key.public_id,
        "statement": stated.nonce,
        "stated_at": to_json(stated.stated_at),
        "happened_at": to_json(happened),
    }


def _photos(waybill: Waybill, stated: Stated) -> list[str]:
    """Return the digests of what is kept of the act's photos. Raises NotNow until all of them have come."""
    wanted = [bytes.fromhex(one) for one in stated.photos]
    query = select(Photo).where(Photo.waybill_id == waybill.id, Photo.stated_sha256.in_(wanted))
    found = {bytes(one.stated_sha256): one.sha256.hex() for one in db.session().scalars(query)}
    if len(found) < len(wanted):
        raise NotNow
    return [found[one] for one in wanted]


def _number(waybill: Waybill) -> None:
    """Give the waybill its number, and its place among documents, as the request for a signature does online."""
    if waybill.document_token is None:
        waybill.document_token = documents.register(DOCUMENT, waybill.public_id).token
    if waybill.number is None:
        give_number(waybill)
