"""What a change states: kept as JSON, read back, looked through before it is signed and again when it is carried out."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from webapp.civil_service.entering.errors import GroupNotYours, LaterOrder
from webapp.civil_service.entering.rules import Action, Hand, Held, Verdict, in_the_way, key_of, verdict
from webapp.civil_service.errors import NoSuchFact
from webapp.civil_service.gaps import is_gap
from webapp.civil_service.groups import Group
from webapp.civil_service.queries import fact, record_of
from webapp.civil_service.record_tables import Servant, ServiceBody
from webapp.civil_service.services.checking import cleaned, known_group
from webapp.civil_service.services.overlapping import ensure_single
from webapp.civil_service.values import Fact, Given, Record, order_name
from webapp.core.crypto import blind_index
from webapp.core.text import _

DAYS = ("valid_from", "valid_to", "order_date")
KEPT = ("group", "content", "valid_from", "valid_to", "order_number", "order_date", "body_id", "post_id")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody whom the population register named and who has no record yet: it is made when the paper is signed."""

    fin: str
    identity: Given
    source: str
    as_of: datetime

    @property
    def full_name(self) -> str:
        """The name as orders write it."""
        said = self.identity.content
        return order_name(said["family_name"], said["given_name"], said.get("patronymic", ""), said["sex"])

    @property
    def number(self) -> str:
        """There is no number before the record."""
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change to one record, before it is kept. `reason` is why it is typed by hand (3.3), or corrected."""

    servant: Servant | Newcomer
    given: Given
    action: Action = Action.RECORD
    entry: str | None = None
    expected: int | None = None
    manual: bool = False
    reason: str | None = None

    @property
    def servant_id(self) -> int | None:
        """The record that is changed, None while there is none."""
        return None if isinstance(self.servant, Newcomer) else self.servant.id

    @property
    def key(self) -> bytes:
        """What is the same for the same change to the same record."""
        whose = blind_index(self.servant.fin).hex() if self.servant_id is None else self.servant_id
        return key_of(whose, self.given.group, self.action, as_json(self.given), self.entry, self.expected)


def as_json(given: Given) -> dict[str, Any]:
    """Return what is stated as plain JSON values."""
    said = {name: getattr(given, name) for name in KEPT}
    return said | {name: said[name].isoformat() if said[name] else None for name in DAYS}


def from_json(text: str) -> Given:
    """Return what was kept by `as_json`."""
    said = json.loads(text)
    for name in DAYS:
        said[name] = date.fromisoformat(said[name]) if said[name] else None
    return Given(**said)


def ensure_hand(of: Group, hand: Hand, body: ServiceBody | None, *, correction: bool = False) -> Verdict:
    """Return whether a reason is needed. Raises GroupNotYours, which names the group and who passes it."""
    gap = of.origin == "ehis" and is_gap(of.code, body.id if body else None)
    found = verdict(of.origin, hand, gap=gap, correction=correction)
    if found is Verdict.NO:
        raise GroupNotYours(
            _(
                "“%(group)s” qrupunu (%(clause)s) siz daxil etmirsiniz: bu məlumat mənbə reyestrdən EHİS vasitəsilə ötürülür. Əllə daxil etmək yalnız mübadilənin mümkün olmadığı qeydə alındıqda mümkündür (3.3).",
                group=of.title,
                clause=of.clause,
            )
            if of.origin == "ehis"
            else _("“%(group)s” qrupunu (%(clause)s) siz daxil etmirsiniz.", group=of.title, clause=of.clause)
        )
    return found


def looked_through(change: Change, hand: Hand, record: Record | None = None) -> Given:
    """Return what is stated with its fields in their normal form.

    Raises FactWrong that names the fields, LaterOrder for a main post that overlaps another, NoSuchFact, SingleFact.
    """
    given = change.given
    if change.action is Action.ANNUL:
        _stands(change)
        return given
    if change.action is Action.RECORD and isinstance(change.servant, Servant):
        ensure_single(change.servant.id, group_of(given.group))
    if given.group == "post":
        given = Given(**{name: getattr(given, name) for name in KEPT} | {"content": {**given.content, "body": "-"}})
    content = cleaned(given, order_needed=hand is Hand.PARTICIPANT)
    content.pop("body", None)
    said = {name: getattr(given, name) for name in KEPT} | {"content": content}
    if given.group == "post" and content.get("holding") == "main":
        ensure_free(change, record)
    return Given(**said)


def ensure_free(change: Change, record: Record | None = None) -> None:
    """Raise LaterOrder, naming which, when a main post would overlap another one of the record."""
    known = record or _posts(change)
    posts = [
        Held(one.entry, one.valid_from, one.valid_to, str(one.content.get("title", "")), one.order_number or "—")
        for one in known.of("post")
        if one.content.get("holding") == "main"
    ]
    other = in_the_way(posts, change.given.valid_from, change.given.valid_to, entry=change.entry)
    if other is None:
        return
    why = _(
        "%(day)s tarixindən “%(title)s” vəzifəsi (əmr %(order)s) bu dövrlə üst-üstə düşür. Əvvəlcə həmin məlumatı düzəldin və ya vəzifəni əvəzçilik kimi göstərin.",
        day=f"{other.valid_from:%d.%m.%Y}",
        title=other.title,
        order=other.order,
    )
    raise LaterOrder(why, fields={"valid_from": why}, other=other.entry)


def _stands(change: Change) -> Fact:
    """Return the fact that is changed. Raises NoSuchFact, also for a newcomer, of whom nothing stands yet."""
    if isinstance(change.servant, Newcomer):
        raise NoSuchFact
    return fact(change.servant.id, change.entry or "")


def _posts(change: Change) -> Record:
    if isinstance(change.servant, Newcomer):
        return Record(0, None)
    return record_of(change.servant.id, groups=("post",))


def group_of(code: str) -> Group:
    """Return the group. Raises FactWrong for one that there is not."""
    return known_group(code)
