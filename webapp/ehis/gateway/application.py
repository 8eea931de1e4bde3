"""What the security server answers to which request, and how it is put together from the settings."""

import re
from collections.abc import Callable
from typing import Final

import structlog

from webapp.config import Settings
from webapp.core import crypto, db, jobs
from webapp.core.server import database_url
from webapp.core.transaction import transaction
from webapp.ehis import journal
from webapp.ehis.gateway.adapter import Adapter
from webapp.ehis.gateway.connections import Connections
from webapp.ehis.gateway.gate import Gatekeeper
from webapp.ehis.gateway.jobs import JOBS, tell_of_defect
from webapp.ehis.gateway.pace import Pace
from webapp.ehis.gateway.peers import FreshRemembering
from webapp.ehis.gateway.reply import Call, Reply
from webapp.ehis.gateway.server import Parts, SecurityServer
from webapp.ehis.installation import REVOCATIONS, FreshTrust
from webapp.ehis.provider.token import adapter_token
from webapp.ehis.server.inforce import STATEMENT, InForce
from webapp.ehis.server.outgoing import OutgoingContext
from webapp.ehis.server.tls import STATEMENT as ACTIVE_CHAIN
from webapp.ehis.server.tls import ActiveChain
from webapp.ehis.sign import SigningKey

DESCRIPTION: Final = re.compile(r"/wsdl|/openapi|/(wsdl|openapi)/[A-Za-z0-9'()+,\-.=?]{1,255}")
PLAIN: Final = "text/plain; charset=utf-8"
DRAINED: Final = 262_144
PACE_FILE: Final = "ehis-gateway.pace"
log = structlog.get_logger(__name__)


class Gateway:
    """POST / is a message; GET /wsdl and /openapi describe services; there is nothing else."""

    def __init__(self, server: SecurityServer) -> None:
        self.server = server

    def __call__(self, method: str, path: str, call: Call) -> Reply:
        """Answer one HTTP request."""
        if method == "POST" and path == "/":
            reply = self.server.handle(call)
        elif method == "GET" and DESCRIPTION.fullmatch(path):
            reply = self.server.describe(call, path)
        else:
            reply = Reply(404, PLAIN, b"no such page", unread=True)
        if reply.unread:
            call.read(DRAINED)  # closing over bytes on their way would reset the answer away
        return reply


def open_gateway(settings: Settings) -> Gateway:
    """Return the application of this process; it connects to nothing before its first message."""
    url = database_url(settings)
    crypto.install_secret(settings.secret_key)
    db.install_database(db.open_database(url, pool_size=2))
    jobs.install_jobs(JOBS)
    database = Connections(url)
    files = (settings.ehis_ca, settings.ehis_ca.parent / REVOCATIONS)
    in_force = InForce(
        lambda: database.rows(STATEMENT),
        address=settings.ehis_adapter_url,
        key=_signing_key(settings),
    )
    parts = Parts(
        trust=FreshRemembering(FreshTrust(*files)),
        gate=Gatekeeper(database),
        database=database,
        pace=Pace(settings.data_dir / PACE_FILE),
        adapter=Adapter(in_force.adapter_address, adapter_token(), OutgoingContext(settings, _chain(database))),
        key=in_force.signing_key,
        keep=journal.write,
        alarm=alarm,
    )
    return Gateway(SecurityServer(parts))


def alarm(service: str, client: str, reason: str, message_id: str) -> None:
    """Have the worker publish a defect; a database that cannot take it has other alarms."""
    log.warning("ehis.repeated_refusals", client=client, reason=reason)
    try:
        with transaction():
            tell_of_defect.defer(service=service, client=client, reason=reason, message_id=message_id)
    except Exception as error:
        log.exception("ehis.alarm_lost", kind=type(error).__name__)


def _chain(database: Connections) -> ActiveChain:
    """Return the encryption key with which we connect to an adaptation server over HTTPS."""
    return ActiveChain(lambda: database.rows(ACTIVE_CHAIN))


def _signing_key(settings: Settings) -> Callable[[], SigningKey]:
    """Return a reader of our signing key, which reads its files again when they were renewed."""
    read: list[tuple[tuple[int, int], SigningKey]] = []

    def key() -> SigningKey:
        times = settings.ehis_key.stat().st_mtime_ns, settings.ehis_cert.stat().st_mtime_ns
        if not read or read[0][0] != times:
            read[:] = [(times, SigningKey.from_files(settings.ehis_key, settings.ehis_cert))]
        return read[0][1]

    return key
