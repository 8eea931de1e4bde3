"""The carrier's or driver's signature at loading: the waybill gets its number and its final form."""

from dataclasses import dataclass, replace
from datetime import datetime

from webapp.cabinets.api import party
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.errors import Invalid
from webapp.core.findings import blocking
from webapp.core.numbering import next_number
from webapp.core.text import _l
from webapp.documents import api as documents
from webapp.waybills.access import ensure_role
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.errors import NotReady
from webapp.waybills.linking import link
from webapp.waybills.models import Waybill
from webapp.waybills.numbers import SERIES, legal_number
from webapp.waybills.rules import Action, Role
from webapp.waybills.services.asking import already_asked, ask_for_signature
from webapp.waybills.services.locking import ensure_version, locked
from webapp.waybills.services.stepping import Step, ensure_possible, step_by
from webapp.waybills.situating import hold_vehicle, situation_of
from webapp.waybills.validation.checks import AT_LOADING, findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """What is said at loading: when, under which seals, with which reservations."""

    loaded_at: datetime
    seals: tuple[str, ...] = ()
    reservations: str = ""


def request_acceptance(public_id: str, loading: Loading, *, version: int, actor: Actor) -> str:
    """Ask carrier or driver to sign for the goods and return the signature request's public id.

    The number is taken now, so that the signed document bears it, and stays with this waybill whatever becomes of it.
    Raises NotReady when vehicle or driver may not carry today, Invalid, StaleVersion, StepNotPossible, NotYourStep,
    ActUnderWay.
    """
    waybill, roles = locked(public_id, actor=actor)
    role = ensure_role(actor, Action.ACCEPT, roles)
    ensure_possible(waybill, Action.ACCEPT)
    asked = already_asked(waybill, Action.ACCEPT, actor=actor)
    if asked is not None:
        return asked
    ensure_version(waybill, version)
    ensure_fit_now(waybill)
    if loading.loaded_at > now():
        raise Invalid(fields={"loaded_at": _l("Yükləmə vaxtı gələcəkdə ola bilməz.")})
    step = for_carrier(step_by(actor, Action.ACCEPT, role, data=to_json(loading)), waybill)
    if waybill.number is None:
        give_number(waybill)
    return ask_for_signature(waybill, step, actor=actor)


def ensure_fit_now(waybill: Waybill) -> None:
    """Raise NotReady unless vehicle, trailers and driver may carry at this moment."""
    if waybill.vehicle_plate:
        hold_vehicle(waybill.vehicle_plate)
    stopping = blocking(findings(situation_of(waybill, content_from_json(waybill.content)), AT_LOADING))
    if stopping:
        raise NotReady(stopping)


def for_carrier(step: Step, waybill: Waybill) -> Step:
    """Return the step as it is kept: a driver signs in person, on behalf of the carrier."""
    if step.role is not Role.DRIVER or waybill.carrier_party_id is None:
        return step
    carrier = party(waybill.carrier_party_id)
    return replace(step, party_id=carrier.id, party_name=carrier.name)


def give_number(waybill: Waybill) -> None:
    """Take the next legal number for the waybill, once; it stays with it whatever becomes of it."""
    year = today().year
    waybill.number = legal_number(year, next_number(SERIES, year))
    link(waybill, content_from_json(waybill.content))
    if waybill.document_token is not None:
        documents.set_number(waybill.document_token, waybill.number)
