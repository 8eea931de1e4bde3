"""SOAP at the adaptation server: message protocol 4.0 as an information system speaks it, plain and unsigned."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import structlog
from lxml import etree

from webapp.core.ids import new_public_id
from webapp.ehis import profile
from webapp.ehis.envelope import Message, build_fault, build_message
from webapp.ehis.faults import Refused, SoapFault, parse_code
from webapp.ehis.provider import meta
from webapp.ehis.provider.calling import ask, keep_looks
from webapp.ehis.provider.service import (
    METASERVICES,
    NAMESPACE,
    OURS,
    Caller,
    Found,
    NotFound,
    ProvidedService,
    provided_service,
)
from webapp.ehis.provider.values import from_xml, to_xml
from webapp.ehis.provider.xsd import compiled
from webapp.ehis.reading import read_request

NOT_FOUND: Final = "Reyestrdə belə məlumat yoxdur."
OK: Final = 200
FAULT: Final = 500  # SOAP 1.1, 6.2: a fault comes with this status; our security server sends it on as X-Road does
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """What the security server says beside a message: the services that a list may name, the client's environment."""

    methods: str | None = None
    environment: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What goes back, and what to do when it is gone."""

    status: int
    body: bytes
    afterwards: Callable[[], None] | None = None


def answer_soap(raw: bytes, told: Told) -> Answered:
    """Return the answer to the request in `raw`, or a fault."""
    try:
        return _answer(read_request(raw), told)
    except Refused as refused:
        return _fault(f"client.{refused.kind}", refused.why)
    except Exception:
        detail = new_public_id()
        log.exception("ehis.provider_failed", detail=detail)
        return _fault("server.internal_error", "the service failed", detail)


def _answer(message: Message, told: Told) -> Answered:
    header = message.header
    if header.service.member != OURS or header.service.subsystem != profile.OUR_SUBSYSTEM:
        raise Refused("unknown_service", "another provider's")
    if header.service.code in METASERVICES:
        body = meta.soap_answer(header.service.code, message.body, told.methods)
        return Answered(OK, build_message(header, body))
    service = provided_service(header.service.code, header.service.version)
    if service is None:
        raise Refused("unknown_service", "no such service")
    if not compiled(service).validate(message.body):
        raise Refused("invalid_body", "not as the schema of the service says")
    caller = Caller(header.client, header.message_id, header.user_id, header.issue, told.environment)
    found = _found(service, message, caller)
    body = _body(service, found)
    if not compiled(service).validate(body):
        raise ValueError("the answer breaks the schema of its service")
    afterwards = partial(keep_looks, service, caller, found.about) if found else None
    return Answered(OK, build_message(header, body), afterwards)


def _found(service: ProvidedService, message: Message, caller: Caller) -> Found | None:
    try:
        return ask(service, from_xml(message.body, service.asks), caller)
    except NotFound:
        return None


def _body(service: ProvidedService, found: Found | None) -> etree._Element:
    body = etree.Element(f"{{{NAMESPACE}}}{service.code}Response", nsmap={"k": NAMESPACE})
    if found is not None:
        to_xml(found.answer, service.says, body, NAMESPACE)
        return body
    fault = etree.SubElement(body, f"{{{NAMESPACE}}}fault")
    etree.SubElement(fault, f"{{{NAMESPACE}}}faultCode").text = "NotFound"
    etree.SubElement(fault, f"{{{NAMESPACE}}}faultString").text = NOT_FOUND
    return body


def _fault(code: str, why: str, detail: str | None = None) -> Answered:
    return Answered(FAULT, build_fault(SoapFault(parse_code(code), why, detail or new_public_id()), code=code))
