"""The only way a record changes: a fact is recorded, revised or annulled, each time as one more version (6.1.13).

Each call holds the servant until the transaction ends, checks, writes the version, settles what follows, notes it in the
journal and tells `RecordChanged`. Rights are the caller's to check; whose group it is (3.1, 3.3) is checked here.
"""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from webapp.audit.api import record
from webapp.civil_service.errors import FactAnnulled, FactChanged, FactWrong, NoSuchFact, PostsOverlap
from webapp.civil_service.events import RecordChanged
from webapp.civil_service.gaps import is_gap
from webapp.civil_service.groups import Span
from webapp.civil_service.queries import as_fact, body_by_id, locked_servant
from webapp.civil_service.record_tables import Servant, ServiceFact
from webapp.civil_service.services.checking import REQUIRED, cleaned, ensure_origin, known_group, last_day
from webapp.civil_service.services.overlapping import (
    ensure_no_other_post,
    ensure_single,
    open_main_post,
    standing_version,
)
from webapp.civil_service.services.settling import settle
from webapp.civil_service.values import Entered, Fact, Given
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.ids import new_public_id


def record_fact(servant_id: int, given: Given, entered: Entered, *, actor: Actor, ends_previous: bool = False) -> Fact:
    """Write a new fact of a servant and return it.

    With `ends_previous` a main post that has no end yet is ended the day before (a version with the cause `succession`).
    Raises FactWrong, NotYourGroup, PostsOverlap, SingleFact.
    """
    servant = locked_servant(servant_id)
    ensure_single(servant_id, known_group(given.group))
    row = _new(servant, given, entered)
    row.entry, row.version, row.cause = new_public_id(), 1, "entry"
    if row.holding == "main":
        if ends_previous:
            _end_previous(servant, row, entered, actor)
        ensure_no_other_post(row)
    return _written(servant, row, actor)


def revise_fact(
    servant_id: int,
    entry: str,
    given: Given,
    entered: Entered,
    *,
    actor: Actor,
    cause: str = "correction",
    expected: int | None = None,
) -> Fact:
    """Write a fact of this record as it should read, as its next version, and return it.

    `cause` is correction (needs `entered.reason`), refresh or succession; `expected` is the version that the caller saw.
    Raises NoSuchFact, FactAnnulled, FactChanged, FactWrong, NotYourGroup, PostsOverlap.
    """
    servant = locked_servant(servant_id)
    last = _last(servant_id, entry, expected)
    if given.group != last.group_code:
        raise FactWrong(fields={"group": REQUIRED})
    _ensure_reason(cause, entered)
    row = _new(servant, given, entered, version_of=last)
    row.cause = cause
    _close(last, row)
    if row.holding == "main":
        ensure_no_other_post(row)
    return _written(servant, row, actor)


def annul_fact(servant_id: int, entry: str, entered: Entered, *, actor: Actor, expected: int | None = None) -> Fact:
    """Write that a fact never was so: its last version, with `entered.reason`. Raises as `revise_fact` does."""
    servant = locked_servant(servant_id)
    last = _last(servant_id, entry, expected)
    _ensure_reason("annulment", entered)
    row = _copy(last, entered)
    row.cause, row.state = "annulment", "annulled"
    _close(last, row)
    return _written(servant, row, actor)


def given_of(fact: Fact, **changes: Any) -> Given:
    """Return what a fact states, with changes: what a correction starts from."""
    stated = Given(
        group=fact.group.code,
        content=dict(fact.content),
        valid_from=fact.valid_from,
        valid_to=None if fact.group.span is Span.DAY else fact.valid_to,
        order_number=fact.order_number,
        order_date=fact.order_date,
        order_copy=fact.order_copy,
        body_id=fact.body_id,
        post_id=fact.post_id,
    )
    return replace(stated, **changes)


def _end_previous(servant: Servant, row: ServiceFact, entered: Entered, actor: Actor) -> None:
    former = open_main_post(servant.id, before=row.valid_from)
    if former is None:
        return
    ended = _copy(former, entered)
    ended.valid_to, ended.cause = row.valid_from - timedelta(days=1), "succession"
    ended.order_number, ended.order_date, ended.order_copy = (
        former.order_number,
        former.order_date,
        former.order_copy,
    )
    _close(former, ended)
    _written(servant, ended, actor, settles=False)


def _new(servant: Servant, given: Given, entered: Entered, version_of: ServiceFact | None = None) -> ServiceFact:
    of = known_group(given.group)
    ensure_origin(of, entered, gap=is_gap(of.code, servant.body_id))
    if of.code == "post":
        if given.body_id is None:
            raise FactWrong(fields={"body": REQUIRED})
        given = replace(given, content={**given.content, "body": body_by_id(given.body_id).name})
    content = cleaned(given, order_needed=entered.origin.value == "participant")
    sealed = {name: value for name, value in content.items() if name in of.sealed_names}
    row = ServiceFact(servant_id=servant.id, group_code=of.code, state="standing")
    row.content = {name: value for name, value in content.items() if name not in sealed}
    row.sealed = json.dumps(sealed, ensure_ascii=False) if sealed else None
    row.body_id, row.post_id, row.holding = given.body_id, given.post_id, content.get("holding")
    row.valid_from, row.valid_to = given.valid_from, last_day(given)
    row.order_number, row.order_date, row.order_copy = given.order_number, given.order_date, given.order_copy
    if version_of is not None:
        row.entry, row.version = version_of.entry, version_of.version + 1
    _provenance(row, entered)
    return row


def _copy(last: ServiceFact, entered: Entered) -> ServiceFact:
    row = ServiceFact(entry=last.entry, version=last.version + 1, servant_id=last.servant_id, state="standing")
    for name in ("group_code", "content", "sealed", "body_id", "post_id", "holding", "valid_from", "valid_to"):
        setattr(row, name, getattr(last, name))
    row.order_number, row.order_date, row.order_copy = last.order_number, last.order_date, last.order_copy
    _provenance(row, entered)
    return row


def _provenance(row: ServiceFact, entered: Entered) -> None:
    row.known_from, row.known_to = now(), None
    row.origin, row.source, row.source_body_id = entered.origin.value, entered.source, entered.source_body_id
    row.as_of = entered.as_of or row.known_from
    row.entered_by, row.entered_account = entered.by, entered.account_id
    row.request_id, row.manual, row.reason = entered.request_id, entered.manual, entered.reason


def _last(servant_id: int, entry: str, expected: int | None) -> ServiceFact:
    last = standing_version(servant_id, entry)
    if last is None:
        raise NoSuchFact
    if last.state == "annulled":
        raise FactAnnulled
    if expected is not None and last.version != expected:
        raise FactChanged
    return last


def _ensure_reason(cause: str, entered: Entered) -> None:
    if cause in {"correction", "annulment"} and not (entered.reason or "").strip():
        raise FactWrong(fields={"reason": REQUIRED})


def _close(last: ServiceFact, row: ServiceFact) -> None:
    """End the version that stood, never before it began, so that the next one begins where it ended."""
    row.known_from = max(row.known_from, last.known_from)
    last.known_to = row.known_from
    db.session().flush()


def _written(servant: Servant, row: ServiceFact, actor: Actor, *, settles: bool = True) -> Fact:
    db.session().add(row)
    db.session().flush()
    if settles:
        settle(servant)
    detail = {"group": row.group_code, "entry": row.entry, "version": row.version, "cause": row.cause}
    kept = {"object_type": "service_record", "object_key": servant.public_id}
    record("civil_service.recorded", actor=actor, subject_fin=servant.fin, detail=detail, **kept)
    publish(
        RecordChanged(
            servant_id=servant.id, entry=row.entry, version=row.version, group_code=row.group_code, cause=row.cause
        )
    )
    return as_fact(row)


__all__ = ["PostsOverlap", "annul_fact", "given_of", "record_fact", "revise_fact"]
