"""Trying a service of a register without looking at anybody: the question is about a number that nobody has.

"No such record", signed by the register, proves the whole way: connection, rights, signatures, evidence.
"""

from dataclasses import dataclass, replace
from datetime import date
from time import monotonic
from typing import Final

from webapp.audit.api import record
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.permissions import ensure_may
from webapp.core.transaction import transaction
from webapp.ehis.asking.rights import policy_of
from webapp.ehis.errors import (
    AnswerRejected,
    NotInRegister,
    OfficialMissing,
    RegisterRefused,
    RegisterUnavailable,
    SeveralInRegister,
)
from webapp.ehis.ids import FIN, user_id
from webapp.ehis.installation import exchange
from webapp.ehis.permissions import TRY_ASKING
from webapp.ehis.question import Question

NOBODY: Final = {
    "fin": "0000000",
    "voen": "0000000001",
    "owner": "0000000001",
    "holder": "0000000001",
    "user": "0000000001",
    "represented": "0000000001",
    "plate": "00-AA-000",
    "number": "AA00000000",
    "barcode": "000000000000",
    "registerNumber": "000000000000",
    "address": "Yoxlama ünvanı 0",
    "kind": "liability",
    "ground": "Xidmətin işləməsinin inzibatçı tərəfindən yoxlanılması",
}
"""Parameters by name; numbers that no person, organisation or thing has."""
ISSUE: Final = "yoxlama"


@dataclass(frozen=True, slots=True)
class Tried:
    """How a trial ended: `reason` is empty when the register answered; the time as the caller saw it."""

    good: bool
    reason: str
    message_id: str
    milliseconds: int


def try_service(code: str, *, actor: Actor) -> Tried:
    """Ask the service `code` about nobody, outside any transaction, past memory and the usual roles; never repeated.

    Raises Forbidden, PurposeNotAllowed (no such service), OfficialMissing (the actor has no FİN).
    """
    ensure_may(actor, TRY_ASKING)
    policy = replace(policy_of(code), retryable=False)
    if actor.fin is None or not FIN.fullmatch(actor.fin):
        raise OfficialMissing
    purpose = min(policy.purposes)
    asked = Question(policy, parameters_for(policy.parameters), user_id(actor.fin), purpose, ISSUE)
    began = monotonic()
    reason = ""
    try:
        message_id = exchange().ask(asked).message_id
    except (NotInRegister, SeveralInRegister) as answered:
        message_id = answered.message_id
    except (RegisterUnavailable, RegisterRefused, AnswerRejected) as failure:
        reason, message_id = failure.reason, failure.message_id
    tried = Tried(not reason, reason, message_id, round((monotonic() - began) * 1000))
    detail = {"reason": reason, "message_id": message_id}
    with transaction():
        record("ehis.service_tested", actor=actor, object_type="ehis.service", object_key=code, detail=detail)
    return tried


def parameters_for(names: tuple[str, ...], *, day: date | None = None) -> dict[str, str]:
    """Return a value that nobody has for each parameter; days are today's."""
    moment = (day or today()).isoformat()
    optional = {"voen"} if "plate" in names and "voen" in names else set()
    return {name: NOBODY.get(name, moment) for name in names if name not in optional}
