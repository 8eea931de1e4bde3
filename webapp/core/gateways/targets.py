"""Which address a message to a stranger's server is really sent to: the name is resolved once, judged, and that very address is connected to.

A name that answers differently the second time (DNS rebinding) so gains nothing, and nothing inside is ever called.
"""

import ipaddress
from typing import Final

from webapp.core.gateways.names import Names, NotFound

NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class NoTarget(Exception):
    """The address must not or cannot be called; the argument says why."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network, however it is written: also inside IPv6 forms of IPv4."""
    try:
        place = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(place, ipaddress.IPv6Address):
        inner = place.ipv4_mapped or place.sixtofour or (place.teredo[1] if place.teredo else None)
        if place in NAT64:
            inner = ipaddress.IPv4Address(int(place) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if int(place) >> 32 == 0 or place.is_site_local:  # ::a.b.c.d, the oldest form; fec0::/10, inside since ever
            return False
    return place.is_global and not (place.is_multicast or place.is_reserved or place.is_unspecified)


def is_loopback(address: str) -> bool:
    """Whether this is this machine."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def resolve(host: str, port: int, *, loopback: bool, names: Names) -> str:
    """Return the address to connect to; every address of the name must be allowed, or none is. Raises NoTarget.

    `loopback` lets this machine be called, for demonstration and tests; `names` are the places of the purpose.
    """
    try:
        addresses = names.look_up(host, port)
    except NotFound:
        raise NoTarget("name-not-found") from None
    if not addresses or not all(is_public(one) or (loopback and is_loopback(one)) for one in addresses):
        raise NoTarget("not-public")
    return addresses[0]
