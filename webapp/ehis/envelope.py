"""SOAP envelopes of message protocol 4.0: writing requests, answers and faults.

Reading them is `reading.py`; both know the same `Header`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lxml import etree

from webapp.ehis import profile
from webapp.ehis.faults import SoapFault
from webapp.ehis.ids import Client, Member, Service

DECLARATION: Final = "<?xml version='1.0' encoding='UTF-8'?>\n"
ORDINARY: Final = re.compile(r"[\w .,:;()+/=?'\-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Header:
    """The headers of one message. An answer repeats those of its request and adds `request_hash`."""

    client: Client
    service: Service
    message_id: str
    user_id: str | None = None
    issue: str | None = None
    request_hash: str | None = None

    def asked(self) -> "Header":
        """Return these headers as the request carried them: without the hash."""
        return Header(self.client, self.service, self.message_id, self.user_id, self.issue)


@dataclass(frozen=True, slots=True)
class Message:
    """A message as read: its headers, the one element of its body, and the exact bytes it was read from."""

    header: Header
    body: etree._Element
    raw: bytes


def build_message(header: Header, body: etree._Element) -> bytes:
    """Return the bytes of a request, or of an answer when `header` has a request hash."""
    envelope = etree.Element(_soap("Envelope"), nsmap=profile.PREFIXES)
    etree.SubElement(envelope, _soap("Body")).append(body)
    start, _, rest = etree.tostring(envelope, encoding="unicode").partition(">")
    return f"{DECLARATION}{start}>{_head(header)}{rest}".encode()


def build_fault(fault: SoapFault, *, code: str | None = None) -> bytes:
    """Return the bytes of a technical fault; `code` overrides its spelling. The detail is a UUID, never data."""
    envelope = etree.Element(_soap("Envelope"), nsmap={"soap": profile.SOAP})
    element = etree.SubElement(etree.SubElement(envelope, _soap("Body")), _soap("Fault"))
    etree.SubElement(element, "faultcode").text = code or str(fault.code)
    etree.SubElement(element, "faultstring").text = fault.text
    detail = etree.SubElement(element, "detail")
    etree.SubElement(detail, f"{{{profile.XROAD}}}faultDetail").text = fault.detail
    return etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")


def service_element(service: Service) -> etree._Element:
    """Return the `service` header."""
    element = _identifier("service", "SERVICE")
    optional = (
        ("subsystemCode", service.subsystem),
        ("serviceCode", service.code),
        ("serviceVersion", service.version),
    )
    _fill(element, _member_parts(service.member), *optional)
    return element


def _head(header: Header) -> str:
    """Return the headers as text, which is an eighth of the work of making their elements."""
    client, service = header.client, header.service
    asker = _texts("id", (*_member_parts(client.member), ("subsystemCode", client.subsystem)))
    asked = (
        *_member_parts(service.member),
        ("subsystemCode", service.subsystem),
        ("serviceCode", service.code),
        ("serviceVersion", service.version),
    )
    said = (
        ("userId", header.user_id),
        ("id", header.message_id),
        ("issue", header.issue),
        ("protocolVersion", profile.PROTOCOL_VERSION),
    )
    return (
        f'<soap:Header><xroad:client id:objectType="{"SUBSYSTEM" if client.subsystem else "MEMBER"}">{asker}</xroad:client>'
        f'<xroad:service id:objectType="SERVICE">{_texts("id", asked)}</xroad:service>{_texts("xroad", said)}'
        f"{_hash(header.request_hash)}</soap:Header>"
    )


def _hash(request_hash: str | None) -> str:
    if request_hash is None:
        return ""
    return f'<xroad:requestHash algorithmId="{profile.DIGEST}">{_escaped(request_hash)}</xroad:requestHash>'


def _texts(prefix: str, texts: Iterable[tuple[str, str | None]]) -> str:
    return "".join(f"<{prefix}:{name}>{_escaped(text)}</{prefix}:{name}>" for name, text in texts if text is not None)


def _escaped(text: str) -> str:
    """Return `text` as XML writes it. Raises ValueError for characters that XML has not."""
    if ORDINARY.fullmatch(text):
        return text
    element = etree.Element("text")
    element.text = text
    return etree.tostring(element, encoding="unicode").removeprefix("<text>").removesuffix("</text>")


def _identifier(name: str, object_type: str) -> etree._Element:
    element = etree.Element(f"{{{profile.XROAD}}}{name}", nsmap=profile.PREFIXES)
    element.set(f"{{{profile.IDENTIFIERS}}}objectType", object_type)
    return element


def _member_parts(member: Member) -> tuple[tuple[str, str | None], ...]:
    return (("xRoadInstance", member.instance), ("memberClass", member.member_class), ("memberCode", member.code))


def _fill(element: etree._Element, member: tuple[tuple[str, str | None], ...], *rest: tuple[str, str | None]) -> None:
    for name, text in (*member, *rest):
        if text is not None:
            etree.SubElement(element, f"{{{profile.IDENTIFIERS}}}{name}").text = text


def _soap(name: str) -> str:
    return f"{{{profile.SOAP}}}{name}"
