"""Addresses that an administrator may enter. Pure.

All four components stand in the participant's own network (decision 118, annex 2, 2.8), so the adaptation server has a
private or loopback IP address; a central server is somebody else's and is spoken to over TLS alone.
"""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final
from urllib.parse import urlsplit

from webapp.core.text import _l
from webapp.ehis import profile
from webapp.ehis.server.errors import BadAddress

HOST: Final = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
SERVER_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
MOST_SERVERS: Final = 8
PROTOCOLS: Final = ("http", "https")


def central_addresses(typed: str) -> tuple[str, ...]:
    """Return the addresses of central servers in `typed`, one a line, in one form. Raises BadAddress for a wrong one."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if not lines:
        raise BadAddress(_l("Ən azı bir mərkəzi serverin ünvanını yazın."))
    if len(lines) > MOST_SERVERS:
        raise BadAddress(_l("Ən çoxu %(most)s ünvan yazın.", most=MOST_SERVERS))
    return tuple(dict.fromkeys(_central(line) for line in lines))


def _central(line: str) -> str:
    wrong = BadAddress(_l("“%(address)s” ünvanı https://host:port şəklində olmalıdır.", address=line[:80]))
    try:
        where = urlsplit(line.lower())
        host, port = where.hostname or "", where.port or 443
    except ValueError:
        raise wrong from None
    bare = where.path in {"", "/"} and not (where.query or where.fragment or where.username or where.password)
    if where.scheme != "https" or not bare or not _is_host(host):
        raise wrong
    return f"https://{_bracketed(host)}:{port}"


def _is_host(host: str) -> bool:
    try:
        return not ip_address(host).is_unspecified
    except ValueError:
        return bool(HOST.fullmatch(host)) and not host.replace(".", "").isdigit()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def adapter_address(protocol: str, ip: str, port: int) -> str:
    """Return the adaptation server's address. Raises BadAddress for an IP address outside the participant's network."""
    try:
        place = ip_address(ip.strip())
    except ValueError:
        raise BadAddress(fields={"ip": _l("IP ünvanını yazın, məsələn, 10.0.0.5.")}) from None
    if not _is_internal(place):
        raise BadAddress(fields={"ip": _l("Uyğunlaşdırma serveri daxili şəbəkədə olmalıdır.")})
    return f"{PROTOCOLS[PROTOCOLS.index(protocol)]}://{_bracketed(str(place))}:{port}"


def _is_internal(place: IPv4Address | IPv6Address) -> bool:
    return place.is_private and not (place.is_link_local or place.is_unspecified or place.is_multicast)


def server_id(code: str) -> str:
    """Return the identifier of our security server with this code, as the exchange writes it. Raises BadAddress."""
    if not SERVER_CODE.fullmatch(code):
        raise BadAddress(fields={"code": _l("Kod latın hərfi, rəqəm və defisdən ibarət olmalıdır.")})
    return f"{profile.INSTANCE}/{profile.OUR_CLASS}/{profile.OUR_CODE}/{code}"
