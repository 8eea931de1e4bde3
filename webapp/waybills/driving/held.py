"""What a driver's phone takes along: the trips of now with all that may be needed without a network. Read by one's own session."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.text import _
from webapp.waybills import wording
from webapp.waybills.access import allowed_actions
from webapp.waybills.chain import GENESIS, acts_of
from webapp.waybills.content import Drop, GoodsRow, Place, WaybillContent
from webapp.waybills.content_json import content_from_json
from webapp.waybills.driving.statements import SAID
from webapp.waybills.models import Waybill
from webapp.waybills.packages import PACKAGES
from webapp.waybills.past import GUARDS, past_of
from webapp.waybills.queries import MOST_FOUND
from webapp.waybills.rules import FINAL_STATES, TRANSITIONS, Action, Role, State, possible_actions

AGAINST_THE_GUARD: Final = frozenset(GUARDS)  # what depends on more than the state is offered only as the server saw it


def phone_file(actor: Actor) -> dict[str, Any]:
    """Return the trips with the tables by which the phone knows what may follow without asking."""
    return {"made_at": now().isoformat(), "trips": [trip_of(one, actor) for one in _driven(actor)], **tables()}


def tables() -> dict[str, Any]:
    """Return, by state: its words and tone, what a driver may do by phone, and the state that follows."""
    acts: dict[str, list[str]] = {}
    for state in State:
        possible = possible_actions(state, frozenset({Role.DRIVER}))
        acts[state.value] = [one.value for one in possible if one in SAID and one not in AGAINST_THE_GUARD]
    after = {f"{state.value}.{action.value}": to.value for (state, action), to in TRANSITIONS.items() if action in SAID}
    words = {state.value: [str(word), tone] for state, (word, tone) in wording.STATES.items()}
    return {"acts": acts, "after": after, "states": words}


def trip_of(waybill: Waybill, actor: Actor) -> dict[str, Any]:
    """Return one trip: what stands in the waybill now, the head of its chain, what may be done."""
    content = content_from_json(waybill.standing)
    acts, allowed = acts_of(waybill.id), allowed_actions(actor, waybill)
    stop = content.stops[past_of(waybill).drop] if waybill.drop_party_ids else content.stops[0]
    return {
        "id": waybill.public_id,
        "number": waybill.number,
        "state": waybill.state,
        "head": (acts[-1].hash if acts else GENESIS).hex(),
        "open": _open(allowed),
        "countersign": Action.COUNTERSIGN in allowed,
        "plates": list(content.plates),
        "consignor": content.consignor.name or content.consignor.number,
        "consignee": stop.consignee.name or stop.consignee.number,
        "loading": _place(content.loading),
        "unloading": _place(stop.unloading),
        "stops": [f"{n}. {_named(one)}" for n, one in enumerate(content.stops, start=1)] if content.drops else [],
        "goods": [_goods(row) for row in content.goods],
        "warnings": _warnings(content),
        "seals": list(content.seals),
        "instructions": content.instructions,
        "documents": list(content.documents),
    }


def _open(allowed: Sequence[Action]) -> list[str]:
    """Return what may be done by phone; who was not met at one stop of several is reported by the same sheet."""
    named = {Action.MISS_DROP: Action.REPORT_NO_SHOW}
    return [one.value for one in (named.get(action, action) for action in allowed) if one in SAID]


def _warnings(content: WaybillContent) -> list[str]:
    """Return what the driver must not miss: dangerous goods as ADR writes them, the range in which goods travel."""
    return [*(row.adr.line for row in content.goods if row.adr), *filter(None, [content.temperature.line])]


def _named(stop: Drop) -> str:
    return f"{stop.unloading.name}, {stop.consignee.name or stop.consignee.number}"


def _driven(actor: Actor) -> list[Waybill]:
    over = [State.DRAFT.value, *(state.value for state in FINAL_STATES)]
    query = select(Waybill).where(Waybill.driver_index == blind_index(actor.fin or ""), Waybill.state.not_in(over))
    return list(db.session().scalars(query.order_by(Waybill.loading_at.asc(), Waybill.id).limit(MOST_FOUND)))


def _place(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "address": place.address,
        "at": place.planned_at.isoformat() if place.planned_at else None,
    }


def _goods(row: GoodsRow) -> dict[str, str]:
    kind = str(PACKAGES.get(row.package_type, row.package_type))
    return {"nature": row.nature, "packages": f"{row.packages or ''} {kind}".strip(), "gross": _weight(row.gross_kg)}


def _weight(value: Any) -> str:
    """Return a weight in kilograms as people read it."""
    return "" if value is None else _("%(weight)s kq", weight=format(value.normalize(), "f").replace(".", ","))
