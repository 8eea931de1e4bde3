"""From a request to what it says: who asks which service with which parameters, as `Header` says it for SOAP too."""

import re
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from webapp.ehis import profile
from webapp.ehis.envelope import Header
from webapp.ehis.faults import Refused
from webapp.ehis.ids import MESSAGE_ID, USER_ID
from webapp.ehis.reading import ISSUE
from webapp.ehis.rest.address import Address, client_path, parse_address, parse_client
from webapp.ehis.rest.message import METHODS, Headers, RestRequest, message_bytes, read_request, travelling

OURS: Final = "x-road-"
IN_REQUESTS: Final = frozenset({"client", "id", "userid", "issue", "request-id"})
REQUEST_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class RestMessage:
    """A request as read: headers as in SOAP, the exchange's own id, the address, and the exact bytes."""

    header: Header
    request_id: str
    address: Address
    request: RestRequest
    raw: bytes


def accept(method: str, target: str, headers: Headers, body: bytes) -> RestMessage:
    """Take in what an information system sent to its own security server, and give it the ids that it may omit.

    Raises Refused. The request id is always new: it names this exchange, whatever the information system repeats.
    """
    known = _x_road(headers)
    if "request-id" in known:
        raise Refused("inconsistent_headers", "X-Road-Request-Id is the security server's")
    plain = tuple((name, value.strip()) for name, value in travelling(headers) if not name.lower().startswith(OURS))
    said = _header(parse_address(target), known, message_id=known.get("id") or str(uuid4()))
    ours = (
        ("X-Road-Client", client_path(said.client)),
        ("X-Road-Id", said.message_id),
        ("X-Road-Request-Id", str(uuid4())),
        ("X-Road-UserId", said.user_id),
        ("X-Road-Issue", known.get("issue")),
    )
    present = tuple((name, value) for name, value in ours if value is not None)
    return read(message_bytes(RestRequest(method, target, (*present, *plain), body)))


def read(raw: bytes) -> RestMessage:
    """Return what the signed bytes `raw` say. Raises Refused with the fault kind that its sender should get."""
    request = read_request(raw)
    if request.method not in METHODS:
        raise Refused("invalid_http_method", "not a method of the protocol")
    if request.body and request.method == "GET":
        raise Refused("invalid_body", "a GET carries no body")
    known = _x_road(request.headers)
    address = parse_address(request.target)
    if "id" not in known or not REQUEST_ID.fullmatch(known.get("request-id", "")):
        raise Refused("missing_header_field", "X-Road-Id and X-Road-Request-Id")
    header = _header(address, known, message_id=known["id"])
    return RestMessage(header, known["request-id"], address, request, raw)


def with_version(message: RestMessage, version: str) -> Header:
    """Return the headers of `message` with the version of the service that will answer: r1 names none."""
    return replace(message.header, service=replace(message.header.service, version=version))


def _header(address: Address, known: dict[str, str], *, message_id: str) -> Header:
    if "client" not in known:
        raise Refused("missing_header_field", "X-Road-Client")
    client = parse_client(known["client"])
    if client.member.instance != profile.INSTANCE:
        raise Refused("unknown_member", "another instance")
    issue = known.get("issue")
    if not MESSAGE_ID.fullmatch(message_id):
        raise Refused("inconsistent_headers", "X-Road-Id")
    if "userid" in known and not USER_ID.fullmatch(known["userid"]):
        raise Refused("inconsistent_headers", "X-Road-UserId")
    return Header(client, address.service, message_id, known.get("userid"), None if issue is None else _issue(issue))


def _issue(value: str) -> str:
    """Return the issue as text: header bytes are UTF-8 when they are not ASCII."""
    try:
        text = value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        raise Refused("inconsistent_headers", "X-Road-Issue is not UTF-8") from None
    if not ISSUE.fullmatch(text):
        raise Refused("inconsistent_headers", "X-Road-Issue")
    return text


def _x_road(headers: Headers) -> dict[str, str]:
    """Return the X-Road headers of a request by their short names, each at most once and none that is an answer's."""
    found: dict[str, str] = {}
    for name, value in headers:
        plain = name.lower().replace("_", "-")
        if not plain.startswith(OURS):
            continue
        short = plain.removeprefix(OURS)
        if short in found:
            raise Refused("duplicate_header_field", f"X-Road-{short}")
        if short not in IN_REQUESTS:
            raise Refused("inconsistent_headers", "an X-Road header that a request cannot have")
        found[short] = value.strip()
    return found
