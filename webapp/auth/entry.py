"""Letting a person in: the account by (iss, sub), its certificates, a session, the history. One transaction, the caller's."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from webapp.audit.api import record
from webapp.auth import sessions
from webapp.auth.arrival import Arrival
from webapp.auth.errors import AnotherPerson, SignInRefused, WeakProof
from webapp.auth.events import NewDeviceUsed, SignedIn
from webapp.auth.models import Account, AccountCertificate, SignIn
from webapp.auth.pending import Pending
from webapp.auth.persons import Person, full_name
from webapp.auth.records import Record
from webapp.auth.rules import EndReason, Limits, means_of, proves_anew
from webapp.auth.sessions import Opened, Visit
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id


@dataclass(frozen=True, slots=True)
class Entered:
    """How the entry ended: with a session, or at a closed door with its reason."""

    account_id: int
    session: Opened | None
    restricted_reason: str | None = None


def enter(arrival: Arrival, *, visit: Visit, limits: Limits, language: str, former: Record | None) -> Entered:
    """Let the person in with a new session; the browser's `former` one ends. A restricted person stays outside.

    Raises SignInRefused when the provider suddenly gives another FİN for the same subject. Publishes SignedIn.
    """
    account, first = _account(arrival, language)
    reason = _restriction(account)
    if reason is not None:
        _remember(account.id, "restricted", arrival, visit)
        _audit("session.refused", account, arrival, visit)
        return Entered(account.id, None, reason)
    _refresh(account, arrival.person, language)
    _replace_certificates(account.id, arrival)
    replaced = former.id if former and former.ended_at is None else None
    if replaced is not None:
        sessions.end(replaced, EndReason.REPLACED)
    opened = sessions.open_for(account.id, arrival.proof, arrival.id_token, visit=visit, limits=limits)
    unknown = not first and not _used_before(account.id, visit)
    _remember(account.id, "signed_in", arrival, visit)
    _audit("session.opened", account, arrival, visit, session_id=opened.id)
    publish(SignedIn(account_id=account.id, session_id=opened.id, first=first, former=replaced))
    if unknown:
        publish(NewDeviceUsed(account_id=account.id, device=visit.device))
    return Entered(account.id, opened)


def confirm(arrival: Arrival, pending: Pending, *, visit: Visit, current: Record) -> Entered:
    """Write a fresh proof of the same person into their session, which gets a new id (ASVS 5.0, 7.5.3).

    Raises AnotherPerson, or WeakProof when the provider did not ask the person anew or not with high assurance.
    """
    wanted = (Account.iss == arrival.proof.iss) & (Account.sub == arrival.proof.sub)
    account = db.session().scalars(select(Account).where(wanted)).one_or_none()
    if account is None or not account.id == current.account_id == pending.account_id:
        raise AnotherPerson("step-up-subject")
    proof = arrival.proof
    if not proves_anew(proof.acr, proof.auth_time, asked_at=pending.created_at, at=now()):
        raise WeakProof("step-up-proof")
    opened = sessions.prove(current.id, proof, arrival.id_token)
    _remember(account.id, "step_up", arrival, visit)
    _audit("session.step_up", account, arrival, visit, session_id=opened.id)
    return Entered(account.id, opened)


def _account(arrival: Arrival, language: str) -> tuple[Account, bool]:
    """Return the account, locked, and whether it was made just now. Two tabs of a new person make one account."""
    proof, person, at = arrival.proof, arrival.person, now()
    made = db.session().execute(
        upsert(Account)
        .values(
            public_id=new_public_id(),
            iss=proof.iss,
            sub=proof.sub,
            fin=person.fin,
            fin_index=blind_index(person.fin),
            given_name=person.given_name,
            family_name=person.family_name,
            patronymic=person.patronymic,
            search_name=person.search_name,
            birthdate=person.birthdate,
            phone=person.phone,
            language=language,
            created_at=at,
            last_sign_in_at=at,
        )
        .on_conflict_do_nothing(constraint="uq_accounts_iss_sub")
        .returning(Account.id)
    )
    first = made.one_or_none() is not None
    known = select(Account).where(Account.iss == proof.iss, Account.sub == proof.sub).with_for_update()
    account = db.session().scalars(known).one()
    if account.fin_index != blind_index(person.fin):
        raise SignInRefused("fin-changed")
    return account, first


def _restriction(account: Account) -> str | None:
    """Return why the person may not enter: the restriction follows the FİN, should the provider renumber its subjects."""
    wanted = select(Account.restricted_reason).where(
        Account.fin_index == account.fin_index, Account.restricted_at.is_not(None)
    )
    return db.session().scalars(wanted.limit(1)).one_or_none()


def _refresh(account: Account, person: Person, language: str) -> None:
    account.given_name, account.family_name = person.given_name, person.family_name
    account.patronymic, account.search_name = person.patronymic, person.search_name
    account.birthdate = person.birthdate or account.birthdate
    account.phone = person.phone or account.phone
    account.language, account.last_sign_in_at = language, now()
    db.session().flush()


def _replace_certificates(account_id: int, arrival: Arrival) -> None:
    """Keep the list of this sign-in alone: a certificate that was not confirmed now gives no right."""
    session = db.session()
    session.execute(delete(AccountCertificate).where(AccountCertificate.account_id == account_id))
    rows = [
        {
            "account_id": account_id,
            "number": listed.number,
            "voen": listed.voen,
            "name": listed.name,
            "position": listed.position,
            "has_stamp": listed.has_stamp,
            "kind": listed.kind,
            "valid_to": listed.valid_to,
            "seen_at": now(),
        }
        for listed in arrival.certificates or ()
    ]
    if rows:
        session.execute(insert(AccountCertificate), rows)


def _used_before(account_id: int, visit: Visit) -> bool:
    """Whether the person has signed in with this kind of browser and system before."""
    query = select(SignIn.id).where(SignIn.account_id == account_id, SignIn.device == visit.device)
    return db.session().scalar(query.where(SignIn.outcome == "signed_in").limit(1)) is not None


def _remember(account_id: int, outcome: str, arrival: Arrival, visit: Visit) -> None:
    proof = arrival.proof
    values: dict[str, Any] = {"account_id": account_id, "at": now(), "outcome": outcome, "acr": proof.acr}
    values |= {"amr": list(proof.amr), "address": visit.address, "device": visit.device}
    db.session().execute(insert(SignIn).values(**values))


def _audit(action: str, account: Account, arrival: Arrival, visit: Visit, *, session_id: int | None = None) -> None:
    name = full_name(account.given_name, account.patronymic, account.family_name)
    actor = Actor(account_id=account.id, name=name, fin=account.fin, session_id=session_id, address=visit.address)
    detail = {"means": means_of(arrival.proof.amr).value, "acr": arrival.proof.acr}
    record(
        action, actor=actor, object_type="account", object_key=account.public_id, subject_fin=account.fin, detail=detail
    )
