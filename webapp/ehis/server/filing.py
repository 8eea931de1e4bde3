"""Asking the central server: for our registration (4.1.2), for certificates of our keys (4.1.2.7, 4.1.2.9, 4.1.2.10).

Each request goes out while no transaction is open; what became of it is asked for until somebody there has decided.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import NotFound
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.transaction import transaction
from webapp.ehis.permissions import STEER_SERVER
from webapp.ehis.server.administrator import ensure_appointed
from webapp.ehis.server.entered import AUTHORITY, CENTRAL, entered
from webapp.ehis.server.errors import (
    AlreadyAsked,
    BadMaterial,
    CentralServerFailed,
    NoAuthority,
    NoCentralServer,
    NoServerId,
    UnknownThere,
    WrongKeyState,
)
from webapp.ehis.server.gateways import Trusted, ask_central
from webapp.ehis.server.keys import certify, key_of
from webapp.ehis.server.models import CentralRequest
from webapp.ehis.server.outgoing import chain_in_session
from webapp.ehis.server.place import gateway_address, place
from webapp.ehis.server.versions import SERVER_ID, central_servers, current

REGISTRATION: Final = "registration"
CERTIFICATE: Final = "certificate"
PATHS: Final = {REGISTRATION: "/central/registrations", CERTIFICATE: "/central/certificates"}
STATES: Final = frozenset({"waiting", "granted", "refused"})
OBJECT: Final = "ehis.server_request"
TEXT_CAP: Final = 300


def requests(most: int = 20) -> Sequence[CentralRequest]:
    """Return what was asked, newest first. Needs a transaction."""
    return db.session().scalars(select(CentralRequest).order_by(CentralRequest.id.desc()).limit(most)).all()


def registration() -> CentralRequest | None:
    """Return the last request to register the server as it is named now, None when there was none."""
    return _last(REGISTRATION, current(SERVER_ID) or "")


def request_for(key_id: str) -> CentralRequest | None:
    """Return the last certificate request for a key that was handed in. Needs a transaction."""
    return _last(CERTIFICATE, key_id)


def greet_central(address: str) -> str:
    """Return the name by which the central server at `address` answers. No transaction open. Raises CentralServerFailed."""
    with transaction(read_only=True):
        trusted = trust_for_central()
        if address not in central_servers():
            raise NotFound
    return str(ask_central(address, "GET", "/central", trusted).get("name", ""))[:TEXT_CAP]


def register(*, actor: Actor) -> str:
    """Ask for our registration and return the request's id. No transaction open.

    Raises Forbidden, AdministratorMissing, NoServerId, NoCentralServer, AlreadyAsked, CentralServerFailed.
    """
    with transaction(read_only=True):
        _ensure_ready(actor)
        about = current(SERVER_ID)
        if about is None:
            raise NoServerId
        _ensure_not_open(registration())
    return _file(REGISTRATION, about, {"server_id": about, "address": gateway_address()}, actor)


def hand_in(key_id: str, *, actor: Actor) -> str:
    """Hand the certificate request of a key to the Certificate Centre; return the request's id. No transaction open.

    Raises as `register` does, and NoAuthority, NoSuchKey, WrongKeyState.
    """
    with transaction(read_only=True):
        _ensure_ready(actor)
        if not entered(AUTHORITY):
            raise NoAuthority
        key = key_of(key_id)
        if key.state not in {"made", "requested"}:
            raise WrongKeyState
        _ensure_not_open(request_for(key_id))
        said = {"kind": key.purpose, "request": key.request}
    return _file(CERTIFICATE, key_id, said, actor)


def follow(public_id: str, *, actor: Actor) -> str:
    """Ask what became of a request, take the certificate if there is one; return its state. No transaction open.

    Raises Forbidden, NotFound, CentralServerFailed.
    """
    ensure_may(actor, STEER_SERVER)
    with transaction(read_only=True):
        row = _row(public_id)
        trusted = trust_for_central()
    if row.state != "waiting":
        return row.state
    try:
        said = ask_central(row.server, "GET", f"{PATHS[row.kind]}/{row.number}", trusted)
    except UnknownThere as unknown:
        said = {"state": "refused", "reason": str(unknown)}
    with transaction():
        return _note(_row(public_id, lock=True), said, actor)


def open_requests() -> list[str]:
    """Return the ids of requests that nobody has decided. Needs a transaction."""
    wanted = select(CentralRequest.public_id).where(CentralRequest.state == "waiting").order_by(CentralRequest.id)
    return list(db.session().scalars(wanted))


def trust_for_central() -> Trusted:
    """Return whom we believe to be a central server. Needs a transaction."""
    settings = place()
    known = [row.pem for row in entered(AUTHORITY)]
    pinned = frozenset(row.fingerprint for row in entered(CENTRAL) if row.not_after is not None)
    authorities = "\n".join(known) or settings.ehis_ca.read_text(encoding="ascii")
    return Trusted(authorities, pinned, settings, chain_in_session()())


def _ensure_ready(actor: Actor) -> None:
    ensure_may(actor, STEER_SERVER)
    ensure_appointed()
    if not central_servers():
        raise NoCentralServer


def _ensure_not_open(former: CentralRequest | None) -> None:
    if former is not None and (former.state == "waiting" or (former.kind, former.state) == (REGISTRATION, "granted")):
        raise AlreadyAsked


def _file(kind: str, about: str, said: dict[str, str], actor: Actor) -> str:
    """Send it to the first central server that answers, and note the number that it gave."""
    with transaction(read_only=True):
        addresses, trusted = central_servers(), trust_for_central()
    failure: CentralServerFailed | None = None
    for address in addresses:
        try:
            answered = ask_central(address, "POST", PATHS[kind], trusted, said)
        except CentralServerFailed as error:
            failure = failure or error
            continue
        with transaction():
            return _filed(kind, about, address, str(answered.get("number", ""))[:TEXT_CAP], actor)
    raise failure or NoCentralServer


def _filed(kind: str, about: str, address: str, number: str, actor: Actor) -> str:
    row = CentralRequest(
        public_id=new_public_id(),
        kind=kind,
        about=about,
        server=address,
        number=number,
        state="waiting",
        reason="",
        asked_by=actor.name,
        asked_at=now(),
    )
    db.session().add(row)
    if kind == CERTIFICATE:
        key_of(about, lock=True).state = "requested"
    detail = {"kind": kind, "about": about, "server": address, "number": number}
    record("ehis.server_request_sent", actor=actor, object_type=OBJECT, object_key=row.public_id, detail=detail)
    return row.public_id


def _note(row: CentralRequest, said: dict[str, Any], actor: Actor) -> str:
    state, reason = str(said.get("state")), str(said.get("reason", ""))[:TEXT_CAP]
    if row.state != "waiting" or state not in STATES or state == "waiting":
        return row.state
    if state == "granted" and row.kind == CERTIFICATE:
        try:
            certify(row.about, str(said.get("certificate", "")).encode(), actor=actor)
        except (BadMaterial, NoAuthority, WrongKeyState) as refused:
            state, reason = "refused", str(refused)
    row.state, row.reason, row.decided_at = state, reason, now()
    detail = {"kind": row.kind, "about": row.about, "state": state, "reason": reason}
    record("ehis.server_request_decided", actor=actor, object_type=OBJECT, object_key=row.public_id, detail=detail)
    return state


def _last(kind: str, about: str) -> CentralRequest | None:
    wanted = select(CentralRequest).where(CentralRequest.kind == kind, CentralRequest.about == about)
    return db.session().scalar(wanted.order_by(CentralRequest.id.desc()).limit(1))


def _row(public_id: str, *, lock: bool = False) -> CentralRequest:
    wanted = select(CentralRequest).where(CentralRequest.public_id == public_id)
    row = db.session().scalar(wanted.with_for_update() if lock else wanted)
    if row is None:
        raise NotFound
    return row
