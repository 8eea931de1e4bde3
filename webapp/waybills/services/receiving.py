"""The consignee's signature: what was delivered, line by line."""

from dataclasses import dataclass
from decimal import Decimal

from webapp.core.actor import Actor
from webapp.waybills.access import ensure_role
from webapp.waybills.content_json import to_json
from webapp.waybills.errors import NotReady, StepNotPossible
from webapp.waybills.past import is_open, past_of
from webapp.waybills.rules import Action
from webapp.waybills.services.asking import already_asked, ask_for_signature
from webapp.waybills.services.locking import ensure_version, locked
from webapp.waybills.services.stepping import ensure_possible, step_by
from webapp.waybills.services.stopping import at_this_stop, of_this_stop
from webapp.waybills.validation.delivery import left_fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Quantities per line (packages, or kilograms in bulk), taken and refused, and, when less is taken, what and why.

    Where there are several consignees, the lines of the one who receives may stand alone.
    """

    delivered: tuple[Decimal, ...]
    refused: tuple[Decimal, ...] = ()
    difference: str = ""
    reservations: str = ""


def request_receipt(public_id: str, receipt: Receipt, *, version: int, actor: Actor) -> str:
    """Ask the consignee to sign for the goods and return the signature request's public id.

    Of several consignees each signs for its own lines, at its own stop; the last one ends the carriage.
    Raises NotReady when quantities do not fit or a difference is not explained, StaleVersion, StepNotPossible,
    NotYourStep, ActUnderWay.
    """
    waybill, roles = locked(public_id, actor=actor)
    past = past_of(waybill)
    action = at_this_stop(Action.RECEIVE, past)
    role = ensure_role(actor, action, roles)
    ensure_possible(waybill, action)
    asked = already_asked(waybill, action, actor=actor)
    if asked is not None:
        return asked
    ensure_version(waybill, version)
    if not is_open(action, past, roles):
        raise StepNotPossible
    said = of_this_stop(to_json(receipt), past)
    wrong = list(left_fits(past.lines, said, past.own_lines, explained=bool(receipt.difference), last=True))
    if wrong:
        raise NotReady(wrong)
    return ask_for_signature(waybill, step_by(actor, action, role, data=said), actor=actor)
