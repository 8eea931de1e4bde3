"""The four components of clause 2.1 at this moment: what each says of itself, and whether it answers when looked at."""

import ssl
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from cryptography import x509

from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis.monitoring.gateways import station_answers
from webapp.ehis.monitoring.judging import DaysLeft, days_left
from webapp.ehis.monitoring.standing import Component, standing
from webapp.ehis.server.entered import issued_by_the_centre
from webapp.ehis.server.gateways import Look, look_at_http, look_at_tls
from webapp.ehis.server.inuse import certificate_in_use
from webapp.ehis.server.keymaking import ENCRYPTION, SIGNATURE
from webapp.ehis.server.outgoing import chain_in_session, outgoing_context
from webapp.ehis.server.place import gateway_address, place, usual_adapter_address
from webapp.ehis.server.versions import ADAPTER, current
from webapp.ehis.trust import fingerprint

PARTS: Final = ("gateway", "adapter", "portal", "station")
"""Security server, adaptation server, user interface, local monitoring station: 2.1.1 to 2.1.4."""


@dataclass(frozen=True, slots=True)
class Part:
    """One component: what it last said of itself, where it should be, how it looked just now."""

    told: Component
    address: str
    protocol: str
    look: Look

    @property
    def up(self) -> bool:
        """Whether it is there: what was seen now counts, not what was said before."""
        return self.look.answered


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    """A certificate of ours in use. `ours` is whether the Certificate Centre issued it, None when that is not entered."""

    purpose: str
    certificate: x509.Certificate
    left: DaysLeft
    ours: bool | None

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate."""
        return fingerprint(self.certificate)


def adapter_now() -> str:
    """Return the address at which our security server asks the adaptation server. Needs a transaction."""
    return current(ADAPTER) or usual_adapter_address()


def look_at(code: str, address: str) -> Look:
    """Look at one component, while no transaction is open."""
    looks: dict[str, Callable[[], Look]] = {
        "gateway": lambda: look_at_tls(gateway_address(), _context()),
        "adapter": lambda: look_at_http(address, _context() if address.startswith("https") else None),
        "station": lambda: Look(station_answers(place().ehis_station_port), 0),
    }
    return looks.get(
        code, lambda: Look(answered=True, milliseconds=0)
    )()  # the user interface answers this very request


def components() -> list[Part]:
    """Return the four components, each just looked at. No transaction open."""
    with transaction(read_only=True):
        address = adapter_now()
        found = standing(db.session().connection())
    with ThreadPoolExecutor(len(PARTS)) as together:
        looks = list(together.map(lambda code: look_at(code, address), PARTS))
    return [_part(found.component(code), address, look) for code, look in zip(PARTS, looks, strict=True)]


def own_certificates() -> list[OwnCertificate]:
    """Return the encryption and the signature certificate that are in use, and how long still. Needs a transaction."""
    settings = place()
    files = {ENCRYPTION: settings.ehis_ca.parent / "kabinet-gateway.pem", SIGNATURE: settings.ehis_cert}
    found = []
    for purpose, path in files.items():
        try:
            certificate = certificate_in_use(purpose, path)
        except (OSError, ValueError):
            continue
        left = days_left(certificate.not_valid_after_utc, now())
        found.append(OwnCertificate(purpose, certificate, left, issued_by_the_centre(certificate)))
    return found


def ending(certificates: Sequence[OwnCertificate]) -> list[OwnCertificate]:
    """Return those that end within thirty days."""
    return [one for one in certificates if one.left.passed is not None]


def _part(told: Component, adapter: str, look: Look) -> Part:
    addresses = {
        "gateway": gateway_address(),
        "adapter": adapter,
        "portal": place().public_url,
        "station": f"http://127.0.0.1:{place().ehis_station_port}",
    }
    address = addresses[told.code]
    return Part(told, address, told.protocol or address.split(":", 1)[0].upper(), look)


def _context() -> ssl.SSLContext:
    settings = place()
    return outgoing_context(settings.ehis_cert, settings.ehis_key, settings.ehis_ca, chain_in_session()())
