"""A notice of the operator to a group: drawn up, counted, let out (by a second person when many hear it), spread."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import insert, select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import NotFound
from webapp.core.ids import new_public_id
from webapp.core.jobs import job
from webapp.core.text import current_language
from webapp.core.transaction import transaction
from webapp.notifications.audiences import count_of, some_of
from webapp.notifications.errors import AlreadyDecided, NobodyThere, NotYours
from webapp.notifications.models import Broadcast, Notice
from webapp.notifications.rules import GROUP
from webapp.notifications.telling import delivery_rows, queue_rows, searched_words
from webapp.notifications.terms import term
from webapp.notifications.wording import Params, template

CODE: Final = "notifications.broadcast"
AT_ONCE: Final = 500
Texts = Mapping[str, Mapping[str, str]]


def draw_up(audience: str, texts: Texts, channels: Collection[str], *, actor: Actor) -> Broadcast:
    """Keep a draft, with the people it would reach now. Raises NobodyThere."""
    people = count_of(audience)
    if not people:
        raise NobodyThere
    row = Broadcast(public_id=new_public_id(), audience=audience, texts=dict(texts), channels=sorted(channels))
    row.state, row.people, row.reached, row.told = "draft", people, 0, 0
    row.two_people = people > term("group_alone")
    row.proposed_by, row.created_at = actor.account_id or 0, now()
    db.session().add(row)
    db.session().flush()
    _note("drawn_up", row, actor)
    return row


def broadcast_of(public_id: str, *, lock: bool = False) -> Broadcast:
    """Return it. Raises NotFound."""
    query = select(Broadcast).where(Broadcast.public_id == public_id)
    row = db.session().scalar(query.with_for_update() if lock else query)
    if row is None:
        raise NotFound
    return row


def send(public_id: str, *, actor: Actor) -> Broadcast:
    """Let a draft out; where many would hear it, ask a second person instead. Raises AlreadyDecided."""
    row = broadcast_of(public_id, lock=True)
    if row.state != "draft" or row.proposed_by != actor.account_id:
        raise AlreadyDecided
    row.people = count_of(row.audience)
    row.two_people = row.people > term("group_alone")
    if row.two_people:
        row.state = "waiting"
        _note("put_forward", row, actor)
    else:
        _let_out(row, actor)
    return row


def decide(public_id: str, *, good: bool, reason: str, actor: Actor) -> Broadcast:
    """Let out, or refuse with a reason, what a colleague put forward. Raises AlreadyDecided, NotYours."""
    row = broadcast_of(public_id, lock=True)
    if row.state != "waiting":
        raise AlreadyDecided
    if row.proposed_by == actor.account_id and good:
        raise NotYours
    if good:
        _let_out(row, actor)
        return row
    row.state, row.decided_by, row.decided_at, row.reason = "refused", actor.account_id, now(), reason
    if row.proposed_by == actor.account_id:
        row.two_people = False  # one may take one's own back alone
    _note("refused", row, actor)
    return row


@job("notifications.spread", queue="messages", attempts=10)
def spread(public_id: str) -> None:
    """Write the notices of the next five hundred people, each once, then the following ones."""
    with transaction():
        row = broadcast_of(public_id, lock=True)
        if row.state != "sending":
            return
        people = some_of(row.audience, row.reached, AT_ONCE)
        if not people:
            row.state, row.sent_at = "sent", now()
            return
        _tell(row, people)
        row.reached, row.told = people[-1], row.told + len(people)
        spread.defer(public_id=public_id)


def words(params: Params) -> Params:
    """Return title and body in the reader's language, in Azerbaijani where the operator wrote no other."""
    if "broadcast" not in params:
        return params  # a sample brings its words itself
    texts = _texts(params["broadcast"])
    return {**params, **(texts.get(current_language()) or texts["az"])}


def _tell(row: Broadcast, people: list[int]) -> None:
    kind, moment = template(CODE), now()
    same: dict[str, Any] = {"template": CODE, "params": {"broadcast": row.public_id}, "created_at": moment}
    same["words"] = searched_words(
        {str(n): text for n, one in enumerate(row.texts.values()) for text in [one["title"]]}
    )
    rows = [{**same, "account_id": account_id, "public_id": new_public_id()} for account_id in people]
    made = db.session().execute(insert(Notice).returning(Notice.id, sort_by_parameter_order=True), rows)
    told = list(zip(made.scalars(), people, strict=True))
    queue_rows(delivery_rows(told, kind, priority=GROUP, channels=row.channels))


def _let_out(row: Broadcast, actor: Actor) -> None:
    row.state, row.decided_by, row.decided_at = "sending", actor.account_id, now()
    _note("let_out", row, actor)
    spread.defer(public_id=row.public_id)


@lru_cache(maxsize=64)
def _texts(public_id: str) -> dict[str, dict[str, str]]:
    """Return the texts; they do not change once people are told."""
    return dict(broadcast_of(public_id).texts)


def _note(deed: str, row: Broadcast, actor: Actor) -> None:
    detail = {"audience": row.audience, "people": row.people, "channels": row.channels}
    action = f"notifications.group_{deed}"
    record(action, actor=actor, object_type="group_notice", object_key=row.public_id, detail=detail)
