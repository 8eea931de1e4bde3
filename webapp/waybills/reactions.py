"""What follows from facts: signed steps are taken, the people concerned are told."""

from typing import Final

from webapp.core.bus import on
from webapp.notifications.api import notify_account
from webapp.signing.events import SignatureCompleted, SignatureEnded
from webapp.waybills import events
from webapp.waybills.models import Waybill
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import Action
from webapp.waybills.services.asking import PURPOSES
from webapp.waybills.services.closing import close_what_came_back, make_void
from webapp.waybills.services.completing import complete, give_up
from webapp.waybills.telling import params_of, tell_of_the_last_step, tell_party


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
        tell_party(waybill, party_id, "waybills.shared")


@on(events.WaybillDiscarded)
def tell_of_the_draft_put_away(fact: events.WaybillDiscarded) -> None:
    """Whom the draft was handed to need not look for it any more."""
    waybill = _waybill(fact.public_id)
    if waybill.shared_at is None:
        return
    for party_id in {waybill.consignor_party_id, waybill.carrier_party_id} - {waybill.initiator_party_id}:
        tell_party(waybill, party_id, "waybills.discarded")


@on(events.WaybillOffered)
def tell_the_carrier_of_the_offer(fact: events.WaybillOffered) -> None:
    """Carrier, driver and consignees learn that goods wait."""
    tell_of_the_last_step(_waybill(fact.public_id))


@on(events.WaybillReturned)
def tell_of_the_return(fact: events.WaybillReturned) -> None:
    """Everybody who was told of the offer learns why it is a draft again."""
    tell_of_the_last_step(_waybill(fact.public_id))


@on(events.WaybillCancelled)
def tell_of_the_cancellation(fact: events.WaybillCancelled) -> None:
    """Everybody named in it learns that it is void."""
    tell_of_the_last_step(_waybill(fact.public_id))


@on(events.WaybillAccepted)
def tell_of_the_acceptance(fact: events.WaybillAccepted) -> None:
    """Consignor and consignees have the number now; the driver may go."""
    tell_of_the_last_step(_waybill(fact.public_id))


@on(events.WaybillDeparted)
def tell_of_the_departure(fact: events.WaybillDeparted) -> None:
    """The consignees can prepare the unloading."""
    tell_of_the_last_step(_waybill(fact.public_id))


@on(events.WaybillArrived)
def tell_of_the_arrival(fact: events.WaybillArrived) -> None:
    """The consignee at whose place the goods are is asked to sign."""
    tell_of_the_last_step(_waybill(fact.public_id))


@on(events.WaybillDelivered)
def tell_of_the_delivery(fact: events.WaybillDelivered) -> None:
    """Consignor, carrier and driver learn that the carriage is over."""
    tell_of_the_last_step(_waybill(fact.public_id))


@on(events.WaybillActed)
def tell_of_the_act(fact: events.WaybillActed) -> None:
    """Everybody concerned learns what happened on the road; whoever must answer a proposal learns that too."""
    tell_of_the_last_step(_waybill(fact.public_id))


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
    notify_account(fact.account_id, "waybills.signature_refused", **params_of(_waybill(fact.public_id), None))


def _waybill(public_id: str) -> Waybill:
    found = waybill_by_public_id(public_id)
    if found is None:
        raise LookupError(public_id)
    return found


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
