"""The test of a service (3.8.2, 3.9, 3.10) and its connection within seven working days after."""

from collections.abc import Mapping

from webapp.connections import exchange
from webapp.connections.access import OUR_MEMBER
from webapp.connections.archiving import are_all_named, reader_lines
from webapp.connections.checklist import TEST
from webapp.connections.errors import NotReady
from webapp.connections.models import Participant, Service
from webapp.connections.queries import checks, service_of, signed_contract
from webapp.connections.services.checking import Answer, keep_answers
from webapp.connections.services.connecting import standing_faults
from webapp.connections.services.contracting import listed_codes
from webapp.connections.services.stepping import ensure_possible, take
from webapp.connections.telling import tell
from webapp.connections.terms import working_term
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.text import Text, _l


def enter_test(public_id: str, *, actor: Actor) -> None:
    """Connect the service to the test environment. Raises NotReady without code, structure or the test data set (3.8.2)."""
    service, participant = service_of(public_id, actor=actor, own=False, lock=True)
    ensure_possible(service, "enter_test")
    missing: list[Text] = [text for wanted, text in _wanted_for_test(service, participant) if not wanted]
    if missing:
        raise NotReady(missing)
    exchange.put_to_test(service, participant, actor=actor)
    take(service, "enter_test", actor=actor, text=f"{service.code} {service.service_version}")
    tell(participant, "enter_test", service.title)


def report_test(public_id: str, answers: Mapping[str, Answer], *, passed: bool, text: str, actor: Actor) -> None:
    """Keep the test report: passed with every item met, or failed with the remarks (3.10).

    Raises NoSuchCase, StepNotPossible, Invalid for an unmet item without its remark, NotReady for a report that
    contradicts itself.
    """
    service, participant = service_of(public_id, actor=actor, own=False, lock=True)
    ensure_possible(service, "pass")
    keep_answers({"service_id": service.id}, answers, actor=actor)
    unmet = [item for item in TEST if item.code not in answers or not answers[item.code][0]]
    if passed and unmet:
        raise NotReady([item.text for item in unmet])
    remarks = [f"{item.clause}. {item.text} — {answers[item.code][1]}" for item in unmet if item.code in answers]
    if not passed and not remarks and not text:
        raise NotReady([_l("Sınaq mənfi nəticələnibsə, iradları yazın.")])
    said = "\n".join([*remarks, *([text] if text else [])])
    service.due_on = working_term("connect_days", today()) if passed else None
    take(service, "pass" if passed else "fail", actor=actor, text=said)
    tell(participant, "pass" if passed else "fail", f"{service.title}. {said}".strip(), urgent=not passed)


def go_live(public_id: str, *, actor: Actor) -> None:
    """Connect the service. Raises NoSuchCase, StepNotPossible, NotReady with every guard that does not hold."""
    service, participant = service_of(public_id, actor=actor, own=False, lock=True)
    ensure_possible(service, "go_live")
    missing = missing_for_service(service, participant)
    if missing:
        raise NotReady(missing)
    paper = signed_contract(participant)
    exchange.publish(service, participant, contract=(paper.number if paper else None) or "", actor=actor)
    take(service, "go_live", actor=actor, text=f"{service.code} {service.service_version}")
    service.due_on, service.live_at = None, now()
    tell(participant, "go_live", service.title)


def missing_for_service(service: Service, participant: Participant) -> list[Text]:
    """Return the guards of connection that do not hold for the service."""
    paper = signed_contract(participant)
    report = checks(service=service.id)
    guards: list[tuple[bool, Text]] = [
        (participant.state == "connected", _l("İştirakçı mübadiləyə qoşulmayıb.")),
        (participant.blocked_reason is None, _l("İştirakçı bloklanıb.")),
        (paper is not None, _l("İmzalanmış müqavilə yoxdur.")),
        (
            paper is not None and service.code in listed_codes(paper, "services"),
            _l("Xidmət müqavilənin 3.3.2 siyahısında yoxdur."),
        ),
        (bool(service.clients), _l("3.8.3: xidmətə müraciət hüququ olan müştərilər göstərilməyib.")),
        (_has_archive(service), _l("3.8.4: arxivin siyahısı, müddəti və oxuya bilən şəxslər göstərilməyib.")),
        (
            participant.member_code != OUR_MEMBER or are_all_named(service),
            _l("3.8.4: arxivi oxuya bilən hər şəxsin sətri FİN ilə başlamalıdır."),
        ),
        (
            all(item.code in report and report[item.code].met for item in TEST),
            _l("Müsbət sınaq hesabatı yoxdur."),
        ),
    ]
    return [text for held, text in guards if not held] + standing_faults(participant, paper)


def _has_archive(service: Service) -> bool:
    return bool(service.archive_what and service.archive_days and reader_lines(service))


def _wanted_for_test(service: Service, participant: Participant) -> list[tuple[bool, Text]]:
    return [
        (bool(service.code), _l("Xidmətin kodu göstərilməyib.")),
        (bool(service.structure), _l("Sorğunun strukturu (sxem) göstərilməyib.")),
        (
            participant.member_code != OUR_MEMBER or service.structure.lstrip().startswith("<"),
            _l("Bizim təhlükəsizlik serverindəki xidmət üçün XSD sxemi tələb olunur."),
        ),
        (bool(service.test_data), _l("3.8.2: sınaq məlumatları təqdim edilməyib.")),
    ]
