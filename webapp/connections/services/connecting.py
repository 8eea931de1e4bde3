"""Connecting a participant, and ending it when the body is abolished (3.5): the exchange follows at once."""

from webapp.connections import exchange
from webapp.connections.certificates import valid_to
from webapp.connections.content import missing_of
from webapp.connections.errors import NotReady, StepNotPossible
from webapp.connections.models import Paper, Participant
from webapp.connections.queries import application, office_case, open_breach, services, signed_contract
from webapp.connections.rules import RUNNING, ServiceState
from webapp.connections.services.checking import ensure_all_met
from webapp.connections.services.contracting import listed_codes
from webapp.connections.services.papers import read_content
from webapp.connections.services.stepping import ensure_possible, note, take
from webapp.connections.telling import tell, tell_everybody
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.text import Text, _l


def register_server(
    public_id: str, *, member_code: str, subsystem: str, certificate: str, authority: bytes, actor: Actor
) -> None:
    """Register the participant's security server (4.1.2): its member code and the certificate it speaks with.

    Raises NoSuchCase, StepNotPossible, Invalid for a certificate that is unreadable, foreign, another's or not in force.
    """
    participant = office_case(public_id, actor=actor, lock=True)
    if participant.state not in {"contract", "connected"}:
        raise StepNotPossible
    participant.certificate_valid_to = valid_to(certificate, member_code, authority, now())
    participant.certificate = certificate
    if participant.state == "contract":
        participant.member_code, participant.subsystem = member_code, subsystem
    note(participant, "certificate", actor=actor, text=f"{member_code}/{subsystem}")


def connect(public_id: str, *, actor: Actor) -> None:
    """Connect: from now on the participant may ask what its contract lists.

    Raises NoSuchCase, StepNotPossible, NotReady with what is missing.
    """
    participant = office_case(public_id, actor=actor, lock=True)
    ensure_possible(participant, "connect")
    ensure_all_met(participant)
    missing = missing_for_connection(participant)
    if missing:
        raise NotReady(missing)
    paper = signed_contract(participant)
    assert paper is not None  # signed: asked just before
    take(participant, "connect", actor=actor, text=paper.number or "")
    exchange.join(participant, voen=str(read_content(application(participant))["voen"]), actor=actor)
    exchange.grant(participant, listed_codes(paper, "used"), contract=paper.number or "", actor=actor)
    tell(participant, "connect", urgent=True)


def missing_for_connection(participant: Participant) -> list[Text]:
    """Return what a participant lacks to be connected: contract, server, certificate, administrator, contacts."""
    paper = signed_contract(participant)
    found: list[Text] = []
    if paper is None:
        found.append(_l("Müqavilə hər iki tərəfdən imzalanmayıb."))
    if participant.member_code is None or participant.subsystem is None:
        found.append(_l("Təhlükəsizlik serveri qeydə alınmayıb."))
    return found + standing_faults(participant, paper)


def standing_faults(participant: Participant, paper: Paper | None) -> list[Text]:
    """Return what must hold all the time: valid certificate, server administrator, two support contacts."""
    found: list[Text] = []
    if participant.certificate_valid_to is None or participant.certificate_valid_to <= now():
        found.append(_l("Təhlükəsizlik serverinin etibarlı sertifikatı yoxdur."))
    if paper is None or not read_content(paper).get("administrator_name"):
        found.append(_l("Server inzibatçısı göstərilməyib."))
    fields = {field.partition("-")[0] for field, _text in missing_of("form1", read_content(application(participant)))}
    if "support" in fields:
        found.append(_l("Texniki dəstək üzrə iki əlaqə şəxsi göstərilməyib."))
    return found


def liquidate(public_id: str, *, act: str, actor: Actor) -> None:
    """Disconnect a body that was abolished without successor, by the act that says so; the others are told (3.5)."""
    participant = office_case(public_id, actor=actor, lock=True)
    take(participant, "liquidate", actor=actor, text=act)
    part_with(participant, act, actor=actor)


def part_with(participant: Participant, reason: str, *, actor: Actor) -> None:
    """What every disconnection brings: rights and services end, the participant and all others are told."""
    participant.due_on = None
    breach = open_breach(participant)
    if breach is not None:
        breach.state, breach.ended_at = "disconnected", now()
        breach.received_at, breach.due_on = breach.received_at or now(), breach.due_on or today()
    for service in services(participant):
        if ServiceState(service.state) in RUNNING:
            service.state = ServiceState.DISCONNECTED.value
            note(service, "disconnect", actor=actor, text=reason)
    exchange.leave(participant, reason, actor=actor)
    tell(participant, "disconnect", reason, urgent=True)
    tell_everybody("connections.left", name=participant.name, reason=reason)
