"""What happens to a waybill is told to the programs of every firm that is a party to it."""

from typing import Final

from webapp.api_clients.api import ApiEventKind, announce
from webapp.core.bus import on
from webapp.core.text import _l
from webapp.waybills import events
from webapp.waybills.machine.wishes import settle
from webapp.waybills.models import Waybill
from webapp.waybills.queries import waybill_by_public_id

KINDS: Final = (
    ApiEventKind("waybill.shared", _l("Qaralama o biri tərəfə göndərildi")),
    ApiEventKind("waybill.offered", _l("Yükgöndərən qaiməni imzaladı")),
    ApiEventKind("waybill.returned", _l("Qaimə yenidən qaralama oldu")),
    ApiEventKind("waybill.cancelled", _l("Qaimə ləğv edildi")),
    ApiEventKind("waybill.accepted", _l("Daşıyıcı yükü qəbul etdi")),
    ApiEventKind("waybill.departed", _l("Yük yola çıxdı")),
    ApiEventKind("waybill.arrived", _l("Yük çatdı")),
    ApiEventKind("waybill.delivered", _l("Yükalan yükü təhvil aldı")),
    ApiEventKind("waybill.acted", _l("Qaiməyə akt əlavə edildi")),
)


@on(events.WaybillShared)
def announce_the_draft(fact: events.WaybillShared) -> None:
    """Both sides that draw it up."""
    _announce(fact.public_id, "waybill.shared")


@on(events.WaybillOffered)
def announce_the_offer(fact: events.WaybillOffered) -> None:
    """The consignor signed."""
    _announce(fact.public_id, "waybill.offered", step="offer")


@on(events.WaybillReturned)
def announce_the_return(fact: events.WaybillReturned) -> None:
    """The offer is a draft again."""
    _announce(fact.public_id, "waybill.returned", step=fact.action)


@on(events.WaybillCancelled)
def announce_the_cancellation(fact: events.WaybillCancelled) -> None:
    """Nothing comes of it."""
    _announce(fact.public_id, "waybill.cancelled", step="cancel")


@on(events.WaybillAccepted)
def announce_the_acceptance(fact: events.WaybillAccepted) -> None:
    """The carrier signed; the number is legal."""
    _announce(fact.public_id, "waybill.accepted", step="accept")


@on(events.WaybillDeparted)
def announce_the_departure(fact: events.WaybillDeparted) -> None:
    """The goods are on the road."""
    _announce(fact.public_id, "waybill.departed", step="depart")


@on(events.WaybillArrived)
def announce_the_arrival(fact: events.WaybillArrived) -> None:
    """The goods are at the consignee's."""
    _announce(fact.public_id, "waybill.arrived", step="arrive")


@on(events.WaybillDelivered)
def announce_the_delivery(fact: events.WaybillDelivered) -> None:
    """The consignee signed."""
    _announce(fact.public_id, "waybill.delivered", step="receive")


@on(events.WaybillActed)
def announce_the_act(fact: events.WaybillActed) -> None:
    """Something happened on the road or after it."""
    _announce(fact.public_id, "waybill.acted", step=fact.action)


def _announce(public_id: str, event: str, *, step: str | None = None) -> None:
    waybill = waybill_by_public_id(public_id)
    if waybill is None:
        raise LookupError(public_id)
    if step is not None:
        settle(waybill, step)
    payload = {"number": waybill.number, "state": waybill.state, "version": waybill.version}
    more = {"action": step} if event in {"waybill.acted", "waybill.returned"} else {}
    for party_id in sorted(_concerned(waybill, event)):
        announce(party_id, event, public_id, {**payload, **more})


def _concerned(waybill: Waybill, event: str) -> set[int]:
    """Return the parties that may see it: of a draft, those who draw it up."""
    found = {waybill.consignor_party_id, waybill.carrier_party_id}
    if event != "waybill.shared":
        found |= {
            waybill.consignee_party_id,
            waybill.next_carrier_party_id,
            *(getattr(waybill, "drop_party_ids", None) or ()),
        }
    return {party_id for party_id in found if party_id is not None}


REACTIONS: Final = (
    announce_the_draft,
    announce_the_offer,
    announce_the_return,
    announce_the_cancellation,
    announce_the_acceptance,
    announce_the_departure,
    announce_the_arrival,
    announce_the_delivery,
    announce_the_act,
)
