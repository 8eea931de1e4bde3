"""What phones send, one act at a time: each once by its key, kept with its answer, refused with a reason that people read."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.errors import AppError
from webapp.core.text import Text
from webapp.notifications.api import notify_account, notify_party
from webapp.signing.api import DeviceKey, KeyState, state_at
from webapp.waybills import wording
from webapp.waybills.access import ensure_visible
from webapp.waybills.chain import GENESIS, acts_of
from webapp.waybills.driving.drivers import actor_of
from webapp.waybills.driving.errors import KeyEnded, NotNow, StatementWrong
from webapp.waybills.driving.jobs import stamp_statement
from webapp.waybills.driving.models import Statement
from webapp.waybills.driving.statements import Stated, read_statement
from webapp.waybills.driving.taking import take_stated
from webapp.waybills.errors import NoSuchWaybill, NotReady
from webapp.waybills.models import Waybill, WaybillAct
from webapp.waybills.permissions import WAYBILLS_SIGN
from webapp.waybills.rules import Action
from webapp.waybills.services.locking import LOCKED

OLDEST: Final = timedelta(days=40)


def receive(key: DeviceKey, body: bytes, signature: bytes, *, received: datetime, clock: datetime) -> dict[str, Any]:
    """Take one signed act and return the answer for the phone: `outcome` is taken, same, refused or later.

    `clock` is the phone's own at the moment of sending: how long ago the act was is counted with it, so that a clock that is
    wrong by a year does no harm. What came before is answered as it stands. Raises StatementWrong.
    """
    stated = read_statement(body)
    if stated.device != key.public_id:
        raise StatementWrong
    where = (Statement.device_id == key.id, Statement.nonce == stated.nonce)
    known = db.session().scalar(select(Statement).where(*where))
    if known is not None:
        if bytes(known.body) != body:
            raise StatementWrong
        return known.answer
    key.seen_at = received
    ago = max(timedelta(0), min(clock - stated.stated_at, OLDEST))
    return _first_time(key, stated, (body, signature), received, received - ago)


def _first_time(
    key: DeviceKey, stated: Stated, signed: tuple[bytes, bytes], received: datetime, happened: datetime
) -> dict[str, Any]:
    waybill = db.session().scalar(LOCKED, {"public_id": stated.waybill})
    act: WaybillAct | None = None
    try:
        with db.session().begin_nested():
            actor, act = _tried(key, waybill, stated, happened)
        answer = {"outcome": "taken" if act else "same", **_standing(waybill)}
    except NotNow as later:
        return {"outcome": "later", "code": later.code, "text": str(later)}
    except NoSuchWaybill as refusal:  # who is no party to it learns nothing, not even that it is there
        return _refused(refusal, None)
    except AppError as refusal:
        actor = Actor(account_id=key.account_id, name=key.person)
        answer = _refused(refusal, waybill)
    assert waybill is not None  # else there is no such
    row = Statement(
        device_id=key.id,
        waybill_id=waybill.id,
        nonce=stated.nonce,
        action=stated.action.value,
        body=signed[0],
        signature=signed[1],
        stated_at=stated.stated_at,
        happened_at=happened,
        received_at=received,
        outcome=answer["outcome"],
        act_id=act.id if act else None,
        answer=answer,
    )
    db.session().add(row)
    db.session().flush()
    _follow(row, waybill, key, actor)
    return answer


def _tried(
    key: DeviceKey, waybill: Waybill | None, stated: Stated, happened: datetime
) -> tuple[Actor, WaybillAct | None]:
    if state_at(key, happened) is not KeyState.ACTIVE or key.revoked_at is not None:
        raise KeyEnded
    actor = actor_of(key)
    found, roles = ensure_visible(actor, waybill)
    return actor, take_stated(found, roles, stated, key, happened, actor=actor)


def _follow(row: Statement, waybill: Waybill, key: DeviceKey, actor: Actor) -> None:
    """Have the time of a taken act stamped; tell the person, and keep, that one was refused."""
    if row.outcome == "taken":
        stamp_statement.defer(statement_id=row.id)
        if row.action == Action.ACCEPT:
            _ask_for_the_signature(waybill, key)
    if row.outcome != "refused":
        return
    detail = {"action": row.action, "code": row.answer["code"]}
    record("waybills.phone_refused", actor=actor, object_type="waybill", object_key=waybill.public_id, detail=detail)
    word = wording.TO_DO.get(Action(row.action), "")
    notify_account(
        key.account_id,
        "waybills.phone_refused",
        waybill=waybill.public_id,
        number=waybill.number or "",
        what=str(word),
        why=row.answer["text"],
    )


def _ask_for_the_signature(waybill: Waybill, key: DeviceKey) -> None:
    """The law wants the carrier's electronic signature for the goods: the driver is asked for it, and who signs for the carrier."""
    params = {"waybill": waybill.public_id, "number": waybill.number or ""}
    notify_account(key.account_id, "waybills.countersign", **params)
    if waybill.carrier_party_id is not None:
        notify_party(waybill.carrier_party_id, "waybills.countersign", permission=WAYBILLS_SIGN, **params)


def _refused(refusal: AppError, waybill: Waybill | None) -> dict[str, Any]:
    """Return why not, in words; the acts that came between stand under `meanwhile`."""
    meanwhile: Sequence[WaybillAct] = refusal.facts.get("meanwhile", ())  # type: ignore[assignment] # set by HeadMoved alone
    fields: dict[str, Text] = refusal.fields
    return {
        "outcome": "refused",
        "code": refusal.code,
        "text": str(refusal),
        "reasons": [str(text) for text in fields.values()][: NotReady.max_shown],
        "meanwhile": [_told(act) for act in meanwhile],
        **_standing(waybill),
    }


def _told(act: WaybillAct) -> dict[str, str]:
    return {
        "what": str(wording.DONE[Action(act.action)]),
        "by": act.party_name or act.actor_name,
        "at": act.at.isoformat(),
        "reason": act.reason,
    }


def _standing(waybill: Waybill | None) -> dict[str, Any]:
    """Return how the waybill stands now, so that the phone goes on from there."""
    if waybill is None:
        return {}
    acts = acts_of(waybill.id)
    return {"state": waybill.state, "number": waybill.number, "head": (acts[-1].hash if acts else GENESIS).hex()}
