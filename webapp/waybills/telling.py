"""Who is told of which step, by which message: one table. Everybody concerned is told once, whoever took the step is not."""

from typing import Final

from webapp.auth.api import account_by_fin
from webapp.cabinets.api import people_who_may
from webapp.notifications.api import notify_account, notify_party
from webapp.waybills.chain import acts_of
from webapp.waybills.content_json import content_from_json
from webapp.waybills.models import Waybill, WaybillAct
from webapp.waybills.permissions import WAYBILLS_VIEW
from webapp.waybills.rules import Action, Role

CONSIGNOR, CARRIER, DRIVER, CONSIGNEE = Role.CONSIGNOR, Role.CARRIER, Role.DRIVER, Role.CONSIGNEE
HERE, NEXT, FORMER = (
    Role.OTHER_CONSIGNEE,
    Role.NEXT_CARRIER,
    Role.FORMER,
)  # HERE: the one of several at whose place it is
EVERYBODY: Final = (CONSIGNOR, CARRIER, DRIVER, CONSIGNEE)
SIDES: Final = (CONSIGNOR, CARRIER, DRIVER)
TALK: Final = (*EVERYBODY, NEXT)
TOLD: Final[dict[Action, tuple[str, tuple[Role, ...]]]] = {
    Action.OFFER: ("offered", EVERYBODY),
    Action.WITHDRAW: ("returned", EVERYBODY),
    Action.ASK_CHANGE: ("returned", EVERYBODY),
    Action.CANCEL: ("cancelled", EVERYBODY),
    Action.REFUSE_TO_LOAD: ("cancelled", EVERYBODY),
    Action.ACCEPT: ("accepted", EVERYBODY),
    Action.DEPART: ("departed", (CONSIGNOR, CARRIER, CONSIGNEE)),
    Action.ARRIVE: ("arrived", (CONSIGNOR, CARRIER, HERE)),
    Action.RECEIVE: ("delivered", SIDES),
    Action.REPLY: ("acted", (CARRIER, DRIVER)),
    Action.RESEAL: ("acted", EVERYBODY),
    Action.RELOAD: ("acted", EVERYBODY),
    Action.STORE: ("acted", EVERYBODY),
    Action.RETRIEVE: ("acted", EVERYBODY),
    Action.STOP: ("acted", EVERYBODY),
    Action.STORE_PART: ("acted", EVERYBODY),
    Action.RETRIEVE_PART: ("acted", EVERYBODY),
    Action.RECEIVE_PART: ("acted", SIDES),
    Action.RECEIVE_DROP: ("acted", SIDES),
    Action.REFUSE_DROP: ("acted", SIDES),
    Action.MISS_DROP: ("acted", EVERYBODY),
    Action.COUNTERSIGN: ("acted", (CONSIGNOR, CARRIER, CONSIGNEE)),
    Action.CONFIRM: ("acted", (CONSIGNOR, CARRIER, CONSIGNEE)),
    Action.REFUSE: ("acted", SIDES),
    Action.REPORT_NO_SHOW: ("acted", EVERYBODY),
    Action.SEND_BACK: ("acted", (CONSIGNOR, CONSIGNEE, DRIVER)),
    Action.COMPLAIN: ("acted", SIDES),
    Action.HAND_DISPOSAL: ("acted", EVERYBODY),
    Action.PROPOSE: ("acted", TALK),
    Action.AGREE: ("acted", (*TALK, FORMER)),
    Action.DECLINE: ("acted", TALK),
    Action.DROP: ("acted", TALK),
    Action.VOID: ("acted", EVERYBODY),
    Action.CLOSE: ("acted", EVERYBODY),
}


def tell_of_the_last_step(waybill: Waybill) -> None:
    """Tell everybody concerned of the newest act, each party and the driver once."""
    act = acts_of(waybill.id)[-1]
    code, roles = TOLD[Action(act.action)]
    code, params = f"waybills.{code}", params_of(waybill, act)
    parties = {party_id for role in roles for party_id in _parties(waybill, role) if party_id is not None}
    parties -= set() if act.role == DRIVER else {act.party_id}
    for party_id in sorted(parties):
        notify_party(party_id, code, permission=WAYBILLS_VIEW, **params)
    if DRIVER in roles and act.role != DRIVER:
        _tell_the_driver(waybill, code, params, parties)


def tell_party(waybill: Waybill, party_id: int | None, code: str) -> None:
    """Tell one party something that is no act."""
    if party_id is not None:
        notify_party(party_id, code, permission=WAYBILLS_VIEW, **params_of(waybill, None))


def params_of(waybill: Waybill, act: WaybillAct | None) -> dict[str, str]:
    """Return what the messages say of a waybill, and of a step."""
    content = content_from_json(waybill.standing)
    sender = content.carrier if waybill.initiator_party_id == waybill.carrier_party_id else content.consignor
    stop = content.stops[waybill.at_drop or 0]
    return {
        "waybill": waybill.public_id,
        "number": waybill.number or "",
        "plate": ", ".join(content.plates),
        "goods": ", ".join(row.nature for row in content.goods[:3]),
        "loading": content.loading.name,
        "unloading": stop.unloading.name,
        "consignor": content.consignor.name or content.consignor.number,
        "consignee": stop.consignee.name or stop.consignee.number,
        "sender": sender.name or sender.number,
        "reason": act.reason if act else "",
        "action": act.action if act else "",
    }


def _parties(waybill: Waybill, role: Role) -> list[int | None]:
    consignees = [waybill.consignee_party_id, *waybill.drop_party_ids]
    found: dict[Role, list[int | None]] = {
        Role.CONSIGNOR: [waybill.consignor_party_id],
        Role.CARRIER: [waybill.carrier_party_id],
        Role.CONSIGNEE: consignees,
        Role.OTHER_CONSIGNEE: [consignees[waybill.at_drop or 0]],
        Role.NEXT_CARRIER: [waybill.next_carrier_party_id],
        Role.FORMER: list(waybill.former_party_ids),
    }
    return found.get(role, [])


def _tell_the_driver(waybill: Waybill, code: str, params: dict[str, str], told: set[int]) -> None:
    """Tell whoever drives, unless a message for the carrier reaches the same person."""
    driver = account_by_fin(waybill.driver_fin) if waybill.driver_fin else None
    if driver is None:
        return
    carrier = waybill.carrier_party_id
    if carrier not in told or driver.id not in people_who_may(carrier, WAYBILLS_VIEW):
        notify_account(driver.id, code, **params)
