"""Who may address what: rights of clients, entitled officials, blocked certificates (clauses 2.2, 3.3.1, 3.8.3).

Each function works in the open transaction and writes to the journal; whether `actor` may do it is the caller's rule.
"""

import re
from collections.abc import Iterable
from typing import Final

from sqlalchemy import ColumnElement, delete, update
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.ehis.directory.finding import locked_client, locked_service
from webapp.ehis.directory.models import BlockedCertificateRow, OfficialRow, RightRow
from webapp.ehis.errors import NotARegisterNumber, NotGranted, ReasonNeeded
from webapp.ehis.events import RightGranted, RightRevoked
from webapp.ehis.ids import FIN

FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")


def grant_right(
    client: str,
    service: str,
    *,
    method: str | None = None,
    path: str | None = None,
    contract: str | None = None,
    actor: Actor,
) -> None:
    """Let `client` (`AZ/GOV/POLICE/checks`) address `service`: the whole of it, or one REST endpoint.

    `method` is an HTTP verb or `*`, `path` what follows the service code, where `*` stands for one segment and `**`
    for any. Granting twice renews the contract. Raises UnknownClient, UnknownService. Publishes RightGranted.
    """
    if (method is None) != (path is None):
        raise ValueError("an endpoint is a method and a path")
    holder = {"client_id": locked_client(client).id, "group_id": None}
    write_right(holder, service, method=method, path=path, contract=contract, actor=actor)
    _journal("ehis.right_granted", client, actor, service=service, method=method, path=path, contract=contract)
    publish(RightGranted(client=client, service=service))


def revoke_right(
    client: str, service: str, *, method: str | None = None, path: str | None = None, actor: Actor
) -> None:
    """Take a right away; without an endpoint every right of the client to the service, those to endpoints included.

    Raises UnknownClient, UnknownService, NotGranted. Publishes RightRevoked.
    """
    remove_right(RightRow.client_id == locked_client(client).id, service, method=method, path=path)
    _journal("ehis.right_revoked", client, actor, service=service, method=method, path=path)
    publish(RightRevoked(client=client, service=service))


def write_right(
    holder: dict[str, int | None],
    service: str,
    *,
    method: str | None,
    path: str | None,
    contract: str | None,
    actor: Actor,
) -> None:
    """Keep a right of `holder` (client or group), or renew it. Raises UnknownService."""
    row = {
        **holder,
        "service_id": locked_service(service).id,
        "method": method,
        "path": path,
        "contract": contract,
        "granted_by": actor.name,
        "granted_at": now(),
    }
    renewed = {name: row[name] for name in ("contract", "granted_by", "granted_at")}
    target = ["client_id", "group_id", "service_id", "method", "path"]
    db.session().execute(insert(RightRow).values(row).on_conflict_do_update(index_elements=target, set_=renewed))


def remove_right(holder: ColumnElement[bool], service: str, *, method: str | None, path: str | None) -> None:
    """Delete one right of `holder`, or all it has to the service. Raises UnknownService, NotGranted."""
    which = [holder, RightRow.service_id == locked_service(service).id]
    if method is not None:
        which += [RightRow.method == method, RightRow.path == path]
    if not db.session().scalars(delete(RightRow).where(*which).returning(RightRow.id)).all():
        raise NotGranted


def set_officials(client: str, officials: Iterable[tuple[str, str]] | None, *, actor: Actor) -> None:
    """Say which officials, as (FİN, name), may ask through `client`; None: its member answers for that itself.

    Whoever is no more on the list is refused with the next message. Raises UnknownClient, NotARegisterNumber.
    """
    row = locked_client(client)
    wanted = {blind_index(_fin(fin)): name for fin, name in officials or ()}
    active = (OfficialRow.client_id == row.id, OfficialRow.removed_at.is_(None))
    gone = update(OfficialRow).where(*active, OfficialRow.fin_index.not_in(list(wanted))).values(removed_at=now())
    db.session().execute(gone)
    row.officials_listed = officials is not None
    for index, name in wanted.items():
        added = insert(OfficialRow).values(client_id=row.id, fin_index=index, name=name, added_at=now())
        db.session().execute(added.on_conflict_do_nothing())
    db.session().flush()
    _journal("ehis.officials_set", client, actor, listed=row.officials_listed, number=len(wanted))


def block_certificate(fingerprint: str, reason: str, *, actor: Actor) -> None:
    """Let no connection and no signature with this certificate through from now on. Raises ReasonNeeded, ValueError."""
    if not FINGERPRINT.fullmatch(fingerprint):
        raise ValueError("a fingerprint is the SHA-256 of the certificate in hexadecimal digits")
    if not reason.strip():
        raise ReasonNeeded
    row = {"fingerprint": fingerprint, "reason": reason, "blocked_by": actor.name, "at": now()}
    db.session().execute(insert(BlockedCertificateRow).values(row).on_conflict_do_nothing())
    _about_certificate("ehis.certificate_blocked", fingerprint, actor, reason=reason)


def unblock_certificate(fingerprint: str, *, actor: Actor) -> None:
    """Take a certificate off the list. Raises NotGranted when it is not on it."""
    which = delete(BlockedCertificateRow).where(BlockedCertificateRow.fingerprint == fingerprint)
    if not db.session().scalars(which.returning(BlockedCertificateRow.fingerprint)).all():
        raise NotGranted
    _about_certificate("ehis.certificate_unblocked", fingerprint, actor)


def _fin(fin: str) -> str:
    if not FIN.fullmatch(fin):
        raise NotARegisterNumber
    return fin


def _about_certificate(action: str, fingerprint: str, actor: Actor, **detail: object) -> None:
    record(action, actor=actor, object_type="ehis_certificate", object_key=fingerprint, detail=detail)


def _journal(action: str, client: str, actor: Actor, **detail: object) -> None:
    kept = {name: value for name, value in detail.items() if value is not None}
    record(action, actor=actor, object_type="ehis_client", object_key=client, detail=kept)
