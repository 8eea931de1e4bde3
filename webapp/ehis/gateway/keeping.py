"""Evidence and figures of one message, written before its answer leaves (clauses 2.2.2, 2.6 and 6.3)."""

from dataclasses import replace
from time import monotonic

from webapp.core.clock import now
from webapp.ehis.evidence import Direction, Evidence, Side
from webapp.ehis.gateway.course import Course
from webapp.ehis.gateway.reply import Reply
from webapp.ehis.measurement import Measurement
from webapp.ehis.multipart import SignedMessage
from webapp.ehis.provider.service import METASERVICES

UNPROVED = "-"


def request_evidence(course: Course, outcome: str, fault_id: str | None = None) -> Evidence | None:
    """Return the evidence of a request whose signature was good, None of another: anybody could have written it."""
    question, verified, signed = course.question, course.verified, course.signed
    if question is None or verified is None or signed is None:
        return None
    return Evidence(
        Direction.REQUEST,
        str(question.header.client),
        _service(course),
        question.header.message_id,
        "provided",
        course.at,
        signed.message,
        signed.signature,
        verified.fingerprint,
        outcome,
        side=Side.PROVIDED,
        wire=course.form.wire,
        fault_id=fault_id,
        subject_fin=course.form.subject(question),
    )


def answer_evidence(request: Evidence, answer: SignedMessage, signer: str) -> Evidence:
    """Return the evidence of the answer to `request`, signed by our key with the fingerprint `signer`."""
    return replace(
        request,
        direction=Direction.ANSWER,
        at=now(),
        message=answer.message,
        signature=answer.signature,
        signer=signer,
        outcome="sent",
    )


def measured(course: Course, reply: Reply, fault: str | None) -> Measurement:
    """Return the figures; names in them are those of the directory."""
    client, service, version = named(course)
    return Measurement(
        at=course.at,
        direction="provided",
        client=client,
        service=service,
        version=version,
        protocol=course.form.protocol,
        total_ms=round(1000 * (monotonic() - course.started)),
        service_ms=round(course.service_ms),
        request_bytes=course.received,
        answer_bytes=len(reply.body),
        succeeded=fault is None,
        fault_code=fault,
        status=reply.status,
    )


def named(course: Course) -> tuple[str, str, str]:
    """Return client, service and version as the directory knows them, for figures and logs.

    A name that nobody registered may be anything, a person's number as well: then it is the connection's member, and
    no service (clause 2.7).
    """
    client = str(course.peer.member) if course.peer else UNPROVED
    standing, question = course.standing, course.question
    if course.verified is None or standing is None or question is None:
        return client, UNPROVED, UNPROVED
    if standing.environment is not None:
        client = str(question.header.client)
    service = str(replace(question.header.service, version=None))
    if standing.version is not None:
        return client, service, standing.version
    return client, service if question.header.service.code in METASERVICES else UNPROVED, UNPROVED


def _version(course: Course) -> str:
    asked = course.question.header.service.version if course.question else None
    answering = course.standing.version if course.standing else None
    return answering or asked or UNPROVED


def _service(course: Course) -> str:
    assert course.question is not None
    service, version = course.question.header.service, _version(course)
    return str(service if version == UNPROVED else replace(service, version=version))
