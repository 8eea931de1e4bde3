"""Addresses of r1: `/r1/{instance}/{class}/{member}/{subsystem}/{serviceCode}[/path][?query]`, read once and strictly.

Rights are matched on what is read here, so nothing may mean one thing to the match and another to the information
system behind it. Instead of repairing dots, doubled or encoded slashes and doubled parameters we refuse them.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from webapp.ehis.faults import Refused
from webapp.ehis.ids import Client, Member, Service

VERSION: Final = "r1"
TARGET_CAP: Final = 2_000
SERVICE_PARTS: Final = 5
CLIENT_PARTS: Final = (3, 4)
PAIRS_CAP: Final = 32
PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
RAW: Final = re.compile(r"[!-~]*")
NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]{0,63}")
UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f/\\%]")
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says: the service, the path below it (empty, or `/a/b`, decoded), the parameters in order."""

    service: Service
    path: str
    query: tuple[tuple[str, str], ...]


def parse_address(target: str) -> Address:
    """Return what the request target `target` (path and query, as received) says. Raises Refused (`bad_request`)."""
    if len(target) > TARGET_CAP:
        raise Refused("bad_request", f"an address of more than {TARGET_CAP} characters")
    if not RAW.fullmatch(target) or "#" in target or "\\" in target or PERCENT.search(target):
        raise Refused("bad_request", "characters that an address cannot hold")
    path, _, query = target.partition("?")
    first, *parts = [_segment(part) for part in path.removeprefix("/").split("/")]
    if not path.startswith("/") or first != VERSION or len(parts) < SERVICE_PARTS:
        raise Refused("bad_request", "not an address of a service")
    instance, member_class, code, subsystem, service, *below = parts
    return Address(
        Service(Member(instance, member_class, code), service, None, subsystem),
        "".join(f"/{part}" for part in below),
        parse_query(query),
    )


def parse_query(query: str) -> tuple[tuple[str, str], ...]:
    """Return the decoded parameters of a raw query. Raises Refused for one given twice, or written in another way."""
    if not query:
        return ()
    pairs = tuple(_pair(piece) for piece in query.split("&"))
    if len(pairs) > PAIRS_CAP or len({name.lower() for name, _ in pairs}) != len(pairs):
        raise Refused("bad_request", "a parameter stands twice, or there are too many")
    return pairs


def parse_client(value: str) -> Client:
    """Return the client that the header value `AZ/GOV/POLICE/checks` names. Raises Refused.

    A bare comma shows that the header came more than once and was joined on the way: a comma of a code is written %2C.
    """
    parts = value.split("/")
    if "," in value:
        raise Refused("duplicate_header_field", "X-Road-Client")
    if not RAW.fullmatch(value) or PERCENT.search(value) or len(parts) not in CLIENT_PARTS:
        raise Refused("invalid_client_identifier", "a client has three or four parts")
    instance, member_class, code, *subsystem = (_segment(part) for part in parts)
    return Client(Member(instance, member_class, code), subsystem[0] if subsystem else None)


def client_path(client: Client) -> str:
    """Return `client` as the header writes it, each part percent-encoded by itself."""
    member = client.member
    return _joined(member.instance, member.member_class, member.code, client.subsystem)


def service_path(service: Service) -> str:
    """Return `service` as addresses and headers write it; r1 names no versions."""
    member = service.member
    return _joined(member.instance, member.member_class, member.code, service.subsystem, service.code)


def target_of(address: Address) -> str:
    """Return `address` in its one canonical spelling, which `parse_address` reads back."""
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in address.query)
    path = f"/{VERSION}/{service_path(address.service)}{quote(address.path)}"
    return f"{path}?{query}" if query else path


def _joined(*parts: str | None) -> str:
    return "/".join(quote(part, safe="") for part in parts if part)


def _segment(raw: str) -> str:
    """Return one decoded part of a path. Raises Refused when it is empty, all dots, or hides a slash or a percent."""
    text = _decoded(raw)
    if not text or text in {".", ".."} or UNSAFE.search(text):
        raise Refused("bad_request", "an empty, dotted or doubly encoded part of an address")
    return text


def _pair(piece: str) -> tuple[str, str]:
    raw_name, equals, raw_value = piece.partition("=")
    name, value = _decoded(raw_name.replace("+", " ")), _decoded(raw_value.replace("+", " "))
    if not equals or not NAME.fullmatch(name) or ";" in raw_value or CONTROL.search(value):
        raise Refused("bad_request", "a parameter is not name=value")
    return name, value


def _decoded(raw: str) -> str:
    try:
        return unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("bad_request", "not UTF-8 in an address") from None
