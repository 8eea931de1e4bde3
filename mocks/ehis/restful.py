"""The same registers over REST: a signed request between security servers in, a signed answer or a JSON refusal out."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from mocks.ehis.central import PROVIDED
from mocks.ehis.drafts import Draft
from mocks.ehis.reply import Reply
from webapp.ehis import profile
from webapp.ehis.envelope import Message
from webapp.ehis.faults import Refused
from webapp.ehis.multipart import SignedMessage, is_multipart, kind_of, unpack
from webapp.ehis.reading import read_fault
from webapp.ehis.rest.address import client_path, service_path
from webapp.ehis.rest.answers import HASH
from webapp.ehis.rest.errors import JSON_TYPE, error_answer
from webapp.ehis.rest.message import REQUEST_KIND, RestAnswer, message_bytes, rest_hash
from webapp.ehis.rest.reading import RestMessage, read


def is_rest(content_type: str, body: bytes) -> bool:
    """Whether this is a signed REST request of another security server."""
    return is_multipart(content_type) and kind_of(body) == REQUEST_KIND


def opened(content_type: str, body: bytes) -> tuple[SignedMessage, RestMessage, Message]:
    """Return what was signed, what it says as REST, and the same as the message that the registers know.

    Raises Refused.
    """
    signed = unpack(content_type, body, kind=REQUEST_KIND)
    rest = read(signed.message)
    provided = PROVIDED.get(rest.header.service.code)
    if provided is None or rest.request.method != "POST":
        raise Refused("unknown_service", "no such service")
    element = etree.Element(f"{{{provided.namespace}}}{provided.code}")
    asked = _parameters(rest.request.body)
    for name in sorted(asked, key=lambda one: _place(one, provided.parameters)):
        etree.SubElement(element, f"{{{provided.namespace}}}{name}").text = asked[name]
    header = replace(rest.header, service=replace(rest.header.service, version="v1"))
    return signed, rest, Message(header, element, signed.message)


def answer_bytes(draft: Draft, rest: RestMessage) -> bytes:
    """Return the bytes of the answer that `draft` holds, with the headers that its security server adds."""
    header = draft.header
    ours = (
        ("X-Road-Client", client_path(header.client)),
        ("X-Road-Service", service_path(header.service)),
        ("X-Road-Id", header.message_id),
        ("X-Road-Request-Id", rest.request_id),
        (HASH, header.request_hash),
    )
    present = tuple((name, value) for name, value in ours if value is not None)
    body = json.dumps(_said(draft.body), ensure_ascii=False).encode()
    return message_bytes(RestAnswer(200, (*present, ("Content-Type", JSON_TYPE)), body))


def hash_of(rest: RestMessage) -> str:
    """Return the hash by which the answer names the request."""
    return rest_hash(rest.raw)


def in_json(reply: Reply) -> Reply:
    """Return a refusal as REST writes it; anything else as it is."""
    if reply.content_type != profile.MESSAGE_TYPE or not isinstance(reply.body, bytes):
        return reply
    try:
        fault = read_fault(reply.body)
    except Refused:
        return reply
    told = error_answer(str(fault.code), fault.text, detail=fault.detail)
    return replace(
        reply, status=told.status, content_type=JSON_TYPE, body=told.body, headers=(*reply.headers, *told.headers[1:])
    )


def _parameters(raw: bytes) -> Mapping[str, str]:
    try:
        said = json.loads(raw)
    except ValueError:
        raise Refused("invalid_body", "not JSON") from None
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        raise Refused("invalid_body", "not an object of texts")
    return said


def _place(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)


def _said(element: etree._Element) -> dict[str, Any]:
    """Return the children of `element` as a JSON object; what stands more than once is a list."""
    found: dict[str, list[Any]] = {}
    for child in element:
        found.setdefault(etree.QName(child).localname, []).append(_said(child) if len(child) else child.text or "")
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}
