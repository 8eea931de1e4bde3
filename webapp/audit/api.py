"""What other rooms ask of the journal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.audit import queries
from webapp.audit.chain import Verdict, canonical
from webapp.audit.chain import verify as verify_chain
from webapp.audit.pending import hold, put_back, taken
from webapp.audit.permissions import READ_AUDIT
from webapp.audit.queries import VIEWED, Look, doings_since, views_by
from webapp.audit.terms import AuditTerm, ComplaintRoute, wording
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.crypto import blind_index, encrypt
from webapp.core.pagination import Page
from webapp.core.text import Text, in_language

__all__ = [
    "READ_AUDIT",
    "AuditTerm",
    "ComplaintRoute",
    "Look",
    "Verdict",
    "doings_since",
    "put_back",
    "record",
    "record_view",
    "taken",
    "verify_chain",
    "views_by",
    "views_of",
    "wording",
]


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whose data an entry is about; only a blind index and a sealed name of them are kept."""

    fin: str | None
    name: str | None = None


def record(
    action: str,
    *,
    actor: Actor,
    object_type: str,
    object_key: str,
    subject_fin: str | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Keep that `actor` did `action` to an object. Written with the open transaction, or undone with it.

    `object_key` is a public identifier; `detail` holds plain values and no personal numbers. `subject_fin` is the person whom
    it concerns, kept as a blind index. Raises NoTransaction outside a transaction.
    """
    entry = _entry(action, actor, object_type, object_key, _Subject(subject_fin))
    hold(canonical({**entry, "detail": detail or {}}))


def record_view(
    *,
    actor: Actor,
    subject_fin: str,
    object_type: str,
    object_key: str,
    purpose: Text,
    subject_name: str | None = None,
) -> None:
    """Keep that `actor` saw the data of the person with `subject_fin`; oneself looking is not kept.

    Callable in a request that only reads: the entry is then written right after it. `purpose` is a plain sentence that
    the person will read.
    """
    if actor.fin == subject_fin:
        return
    with in_language("az"):
        stated = str(purpose)
    entry = _entry(VIEWED, actor, object_type, object_key, _Subject(subject_fin, subject_name))
    hold(canonical({**entry, "purpose": stated, "detail": {}}))


def views_of(
    subject_fin: str, *, after: str | None = None, before: str | None = None, since: datetime | None = None
) -> Page[Look]:
    """Return one page of who looked at the data of the person with `subject_fin`, newest first; cursors as `core.pagination`."""
    return queries.looks(blind_index(subject_fin), after=after, before=before, since=since)


def _entry(action: str, actor: Actor, object_type: str, object_key: str, subject: _Subject) -> dict[str, Any]:
    return {
        "at": now().isoformat(),
        "action": action,
        "actor_account": actor.account_id,
        "actor_name": actor.name,
        "office_roles": ",".join(sorted(actor.office_roles)) if actor.party_id is None else "",
        "on_behalf": actor.party_id,
        "on_behalf_name": actor.party_name,
        "session_id": actor.session_id,
        "address": actor.address,
        "object_type": object_type,
        "object_key": object_key,
        "subject_index": blind_index(subject.fin).hex() if subject.fin else None,
        "subject_name": encrypt(subject.name.encode(), purpose="column").hex() if subject.name else None,
        "purpose": None,
    }
