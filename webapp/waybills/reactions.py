"""What follows from facts: signed steps are taken, the people concerned are told."""

from typing import Final

from webapp.auth.api import account_by_fin
from webapp.core.bus import on
from webapp.notifications.api import notify_account, notify_party
from webapp.signing.events import SignatureCompleted, SignatureEnded
from webapp.waybills import events
from webapp.waybills.chain import acts_of
from webapp.waybills.content_json import content_from_json
from webapp.waybills.models import Waybill
from webapp.waybills.permissions import WAYBILLS_VIEW
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import Action, Role
from webapp.waybills.services.asking import PURPOSES
from webapp.waybills.services.closing import close_what_came_back, make_void
from webapp.waybills.services.completing import complete, give_up


@on(SignatureCompleted)
def take_the_signed_step(fact: SignatureCompleted) -> None:
    """Our own purposes only: other rooms have documents signed too."""
    if fact.purpose in PURPOSES.values():
        complete(fact)


@on(SignatureEnded)
def free_the_waybill(fact: SignatureEnded) -> None:
    """A signature that was given up does not hold the waybill."""
    if fact.purpose in PURPOSES.values():
        give_up(fact)


@on(events.WaybillShared)
def tell_the_other_side(fact: events.WaybillShared) -> None:
    """The side that did not begin the draft completes or signs it."""
    waybill = _waybill(fact.public_id)
    for party_id in {waybill.consignor_party_id, waybill.carrier_party_id} - {waybill.initiator_party_id}:
        _tell(waybill, party_id, "waybills.shared")


@on(events.WaybillDiscarded)
def tell_of_the_draft_put_away(fact: events.WaybillDiscarded) -> None:
    """Whom the draft was handed to need not look for it any more."""
    waybill = _waybill(fact.public_id)
    if waybill.shared_at is None:
        return
    for party_id in {waybill.consignor_party_id, waybill.carrier_party_id} - {waybill.initiator_party_id}:
        _tell(waybill, party_id, "waybills.discarded")


@on(events.WaybillOffered)
def tell_the_carrier_of_the_offer(fact: events.WaybillOffered) -> None:
    """Carrier, driver and consignee learn that goods wait."""
    waybill = _waybill(fact.public_id)
    for party_id in {waybill.carrier_party_id, waybill.consignee_party_id} - {waybill.consignor_party_id}:
        _tell(waybill, party_id, "waybills.offered")
    _tell_driver(waybill, "waybills.offered")


@on(events.WaybillReturned)
def tell_of_the_return(fact: events.WaybillReturned) -> None:
    """The side that did not act learns why the offer is a draft again."""
    waybill = _waybill(fact.public_id)
    other = waybill.carrier_party_id if fact.action == "withdraw" else waybill.consignor_party_id
    _tell(waybill, other, "waybills.returned")


@on(events.WaybillCancelled)
def tell_of_the_cancellation(fact: events.WaybillCancelled) -> None:
    """Everybody named in it learns that it is void."""
    waybill = _waybill(fact.public_id)
    for party_id in {waybill.consignor_party_id, waybill.carrier_party_id, waybill.consignee_party_id}:
        _tell(waybill, party_id, "waybills.cancelled")
    _tell_driver(waybill, "waybills.cancelled")


@on(events.WaybillAccepted)
def tell_of_the_acceptance(fact: events.WaybillAccepted) -> None:
    """Consignor and consignee have the number now; the driver may go."""
    waybill = _waybill(fact.public_id)
    for party_id in {waybill.consignor_party_id, waybill.consignee_party_id}:
        _tell(waybill, party_id, "waybills.accepted")
    _tell_driver(waybill, "waybills.accepted")


@on(events.WaybillDeparted)
def tell_of_the_departure(fact: events.WaybillDeparted) -> None:
    """The consignee can prepare the unloading."""
    waybill = _waybill(fact.public_id)
    _tell(waybill, waybill.consignee_party_id, "waybills.departed")


@on(events.WaybillArrived)
def tell_of_the_arrival(fact: events.WaybillArrived) -> None:
    """The consignee is asked to sign."""
    waybill = _waybill(fact.public_id)
    _tell(waybill, waybill.consignee_party_id, "waybills.arrived")


@on(events.WaybillDelivered)
def tell_of_the_delivery(fact: events.WaybillDelivered) -> None:
    """Consignor and carrier learn that the carriage is over."""
    waybill = _waybill(fact.public_id)
    for party_id in {waybill.consignor_party_id, waybill.carrier_party_id}:
        _tell(waybill, party_id, "waybills.delivered")


@on(events.WaybillActed)
def tell_of_the_act(fact: events.WaybillActed) -> None:
    """Everybody concerned learns what happened on the road; whoever must answer a proposal learns that too."""
    waybill = _waybill(fact.public_id)
    acts = acts_of(waybill.id)
    told = {waybill.consignor_party_id, waybill.carrier_party_id, waybill.consignee_party_id}
    for party_id in (told | {waybill.next_carrier_party_id}) - {acts[-1].party_id}:
        _tell(waybill, party_id, "waybills.acted", action=fact.action)
    if acts[-1].role != Role.DRIVER:
        _tell_driver(waybill, "waybills.acted", action=fact.action)


@on(events.WaybillActed)
def undo_what_all_agreed_to_undo(fact: events.WaybillActed) -> None:
    """Consignor and carrier agreed that the waybill is void."""
    if fact.action in {Action.PROPOSE, Action.AGREE}:
        make_void(_waybill(fact.public_id))


@on(events.WaybillDelivered)
def close_the_refused_one(fact: events.WaybillDelivered) -> None:
    """Goods that nobody took are back with their consignor."""
    close_what_came_back(_waybill(fact.public_id))


@on(events.WaybillSignatureRefused)
def tell_the_late_signer(fact: events.WaybillSignatureRefused) -> None:
    """Whoever signed for nothing must not believe that it counts."""
    notify_account(fact.account_id, "waybills.signature_refused", **_params(_waybill(fact.public_id)))


def _waybill(public_id: str) -> Waybill:
    found = waybill_by_public_id(public_id)
    if found is None:
        raise LookupError(public_id)
    return found


def _tell(waybill: Waybill, party_id: int | None, code: str, **more: str) -> None:
    if party_id is not None:
        notify_party(party_id, code, permission=WAYBILLS_VIEW, **_params(waybill), **more)


def _tell_driver(waybill: Waybill, code: str, **more: str) -> None:
    driver = account_by_fin(waybill.driver_fin) if waybill.driver_fin else None
    if driver is not None:
        notify_account(driver.id, code, **_params(waybill), **more)


def _params(waybill: Waybill) -> dict[str, str]:
    content = content_from_json(waybill.standing)
    acts = acts_of(waybill.id)
    sender = content.carrier if waybill.initiator_party_id == waybill.carrier_party_id else content.consignor
    return {
        "waybill": waybill.public_id,
        "number": waybill.number or "",
        "plate": ", ".join(content.plates),
        "goods": ", ".join(row.nature for row in content.goods[:3]),
        "loading": content.loading.name,
        "unloading": content.unloading.name,
        "consignor": content.consignor.name or content.consignor.number,
        "consignee": content.consignee.name or content.consignee.number,
        "sender": sender.name or sender.number,
        "reason": acts[-1].reason if acts else "",
    }


REACTIONS: Final = (
    take_the_signed_step,
    free_the_waybill,
    tell_the_other_side,
    tell_of_the_draft_put_away,
    tell_the_carrier_of_the_offer,
    tell_of_the_return,
    tell_of_the_cancellation,
    tell_of_the_acceptance,
    tell_of_the_departure,
    tell_of_the_arrival,
    tell_of_the_delivery,
    tell_of_the_act,
    undo_what_all_agreed_to_undo,
    close_the_refused_one,
    tell_the_late_signer,
)
