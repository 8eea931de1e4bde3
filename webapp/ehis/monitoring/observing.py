"""What a process can say of itself and of what it sees: addresses, certificates, clocks, queues, the message log."""

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import func, select, text

from webapp.config import Settings
from webapp.core import db
from webapp.core.clock import now
from webapp.ehis import profile
from webapp.ehis.installation import REVOCATIONS
from webapp.ehis.journal.models import JournalState, Stamp
from webapp.ehis.journal.writing import waiting
from webapp.ehis.monitoring.noticed import noticed
from webapp.ehis.server.inuse import certificate_in_use
from webapp.ehis.server.keymaking import ENCRYPTION, SIGNATURE

QUEUE: Final = text(
    "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())"
)
SEES_THE_LOG: Final = frozenset({"gateway", "worker"})


@dataclass(frozen=True, slots=True)
class Certificate:
    """Until when a certificate, or the revocation list, that a component uses is valid."""

    purpose: str
    fingerprint: str
    not_after: datetime


@dataclass(frozen=True, slots=True)
class Log:
    """How the message log stands: how long the oldest message waits for its time stamp, when the last one came."""

    lag_s: int
    last_stamp_at: datetime | None
    stopped: bool


def instance() -> str:
    """Return the name of this process among others of its component."""
    return f"{socket.gethostname()}/{os.getpid()}"


def address_of(component: str, settings: Settings) -> str:
    """Return where the component is reached, empty for the worker, which nobody calls."""
    addresses = {
        "gateway": f"https://{settings.host}:{settings.ehis_gateway_port}/",
        "adapter": f"{settings.ehis_adapter_url}/",
        "portal": f"{settings.public_url}/",
        "station": f"http://127.0.0.1:{settings.ehis_station_port}/",
    }
    return addresses.get(component, "")


def protocol_of(component: str) -> str:
    """Return what is spoken with the component."""
    exchange = f"X-Road SOAP {profile.PROTOCOL_VERSION}, REST r1"
    spoken = {"gateway": f"{exchange}, mTLS", "adapter": exchange, "portal": "HTTP", "station": "HTTP"}
    return spoken.get(component, "")


def certificates_of(component: str, settings: Settings) -> list[Certificate]:
    """Return what the component uses: activated keys, else the files as they stand now. Needs a transaction.

    What cannot be read is left out.
    """
    folder = settings.ehis_ca.parent
    used: dict[str, tuple[tuple[str, str | None, Path], ...]] = {
        "gateway": (
            ("tls", ENCRYPTION, folder / "kabinet-gateway.pem"),
            ("signing", SIGNATURE, settings.ehis_cert),
            ("authority", None, settings.ehis_ca),
            ("revocations", None, folder / REVOCATIONS),
        ),
        "portal": (("client", ENCRYPTION, settings.ehis_cert),),
    }
    found = (_read(purpose, key, path) for purpose, key, path in used.get(component, ()))
    return [one for one in found if one is not None]


def log_of(component: str) -> Log | None:
    """Return how the message log stands, to those who are asked for it. Needs a transaction."""
    if component not in SEES_THE_LOG:
        return None
    state = db.session().execute(select(JournalState.unstamped_since, JournalState.stopped_at)).one()
    last = db.session().scalar(select(func.max(Stamp.at)))
    lag = now() - state.unstamped_since if state.unstamped_since else timedelta()
    return Log(max(round(lag.total_seconds()), 0), last, state.stopped_at is not None)


def queue_of(component: str) -> int | None:
    """Return what waits: jobs that are due, or exchanges that wait for the message log. Needs a transaction."""
    if component == "worker":
        found: int = db.session().execute(QUEUE).scalar_one()
        return found
    return waiting() if component == "gateway" else None


def clock_offset_ms() -> int:
    """Return by how much our clock is ahead of the database's, the half of the way there and back taken off."""
    began = now()
    there: datetime = db.session().execute(text("SELECT clock_timestamp()")).scalar_one()
    middle = began + (now() - began) / 2
    return round((middle - there).total_seconds() * 1000)


def authority_offset_ms() -> int | None:
    """Return by how much our clock was ahead of the time authority's when it last stamped for this process."""
    return noticed("authority_offset_ms")


def _read(purpose: str, key: str | None, path: Path) -> Certificate | None:
    """Return what is used for `purpose`: the certificate of our active key of the kind `key`, or what the file holds."""
    try:
        if purpose == "revocations":
            revoked = x509.load_pem_x509_crl(path.read_bytes())
            end = revoked.next_update_utc
            return Certificate(purpose, revoked.fingerprint(SHA256()).hex(), end) if end else None
        certificate = certificate_in_use(key, path) if key else x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError):
        return None
    return Certificate(purpose, certificate.fingerprint(SHA256()).hex(), certificate.not_valid_after_utc)
