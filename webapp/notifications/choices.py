"""What a person wants to be told by which channel, when they are left alone, and whether mails come once a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ARRAY, BigInteger, DateTime, Text, and_, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.statements import Statement
from webapp.notifications.models import Choice, Delivery, Device, NoticePreference
from webapp.notifications.rules import CHANNELS, after_quiet, next_digest, next_full_hour
from webapp.notifications.wording import NotificationTemplate, area_titles, templates_of

AN_HOUR: Final = timedelta(hours=1)
_one: Final = func.unnest(bindparam("accounts", type_=ARRAY(BigInteger))).table_valued("id").render_derived()
_choice, _wish, _sent, _device = (t.__table__.c for t in (Choice, NoticePreference, Delivery, Device))


def _each(column: Any, *where: Any) -> Any:
    return select(func.array_agg(column)).where(*where).scalar_subquery()


ASKED: Final = Statement(
    select(
        _one.c.id,
        _choice.quiet_from,
        _choice.quiet_until,
        _choice.digest_hour,
        _each(
            _wish.channel,
            _wish.account_id == _one.c.id,
            _wish.area == bindparam("area", type_=Text),
            _wish.wanted.is_(False),
        ).label("unwanted"),
        _each(_device.id, _device.account_id == _one.c.id, _device.ended_at.is_(None)).label("devices"),
        _each(
            _sent.channel,
            _sent.account_id == _one.c.id,
            _sent.created_at > bindparam("since", type_=DateTime(timezone=True)),
            and_(_sent.template == bindparam("template", type_=Text), _sent.gathered.is_(False)),
        ).label("lately"),
    ).select_from(_one.outerjoin(Choice.__table__, _choice.account_id == _one.c.id))
)


@dataclass(frozen=True, slots=True)
class When:
    """When a delivery goes out, and whether it waits for a message that carries several."""

    at: datetime
    gathered: bool


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person chose about one area, their devices, and how often they were told the same within the hour."""

    unwanted: frozenset[str]
    devices: tuple[int, ...]
    lately: Mapping[str, int]
    quiet: tuple[time | None, time | None]
    digest_hour: int | None

    def wants(self, channel: str, kind: NotificationTemplate) -> bool:
        """Whether it goes out by this channel; what is required does always."""
        return kind.goes_by(channel) and (kind.required is not None or channel not in self.unwanted)

    def when(self, channel: str, kind: NotificationTemplate, moment: datetime, most_an_hour: int) -> When:
        """Return when it goes out by `channel`, asked at `moment` (a clock in Baku)."""
        if self.lately.get(channel, 0) >= most_an_hour:
            return When(after_quiet(next_full_hour(moment), *self.quiet), gathered=True)
        if kind.urgent:
            return When(moment, gathered=False)
        if channel == "email" and self.digest_hour is not None and kind.required is None:
            return When(next_digest(moment, self.digest_hour), gathered=True)
        return When(after_quiet(moment, *self.quiet), gathered=False)


def wishes_of(accounts: Collection[int], kind: NotificationTemplate) -> dict[int, Wishes]:
    """Return account -> what holds for a notice of this kind now."""
    rows = ASKED.all(accounts=list(accounts), area=kind.area, template=kind.code, since=now() - AN_HOUR)
    return {row.id: _wishes(row) for row in rows}


def choice_of(account_id: int) -> Choice:
    """Return the person's hours; a row that is not kept yet when they chose none."""
    return db.session().get(Choice, account_id) or Choice(account_id=account_id)


def unwanted_by(account_id: int) -> set[tuple[str, str]]:
    """Return (area, channel) of everything that the person switched off."""
    query = select(NoticePreference).where(
        NoticePreference.account_id == account_id, NoticePreference.wanted.is_(False)
    )
    return {(row.area, row.channel) for row in db.session().scalars(query)}


def is_locked(area: str, channel: str) -> bool:
    """Whether nothing of an area can be switched off on a channel: all of it that goes there is required."""
    return all(kind.required is not None for kind in templates_of(area) if kind.goes_by(channel))


def choose(wanted: Collection[tuple[str, str]], *, actor: Actor) -> None:
    """Tell the actor of the (area, channel) pairs in `wanted` only; what is locked stays on."""
    account_id = actor.account_id or 0
    offered = [(area, channel) for area in area_titles() for channel in CHANNELS if not is_locked(area, channel)]
    rows = [
        {"account_id": account_id, "area": area, "channel": channel, "wanted": (area, channel) in wanted}
        for area, channel in offered
    ]
    if rows:
        made = insert(NoticePreference).values(rows)
        keys = ["account_id", "area", "channel"]
        db.session().execute(made.on_conflict_do_update(index_elements=keys, set_={"wanted": made.excluded.wanted}))
    off = sorted(f"{area}:{channel}" for area, channel in offered if (area, channel) not in wanted)
    _note("notifications.kinds_chosen", actor, {"off": off})


def choose_hours(quiet: tuple[time | None, time | None], digest_hour: int | None, *, actor: Actor) -> None:
    """Leave the actor alone from and until the `quiet` hours; send one mail a day at `digest_hour`, None: at once."""
    values = {"quiet_from": quiet[0], "quiet_until": quiet[1], "digest_hour": digest_hour}
    made = insert(Choice).values(account_id=actor.account_id, **values)
    db.session().execute(made.on_conflict_do_update(index_elements=["account_id"], set_=values))
    _note("notifications.hours_chosen", actor, {name: str(value) for name, value in values.items()})


def switch_off(account_id: int, area: str, channel: str) -> None:
    """Switch an area off on a channel, as the link in a mail asks."""
    if area not in area_titles() or is_locked(area, channel):
        return
    made = insert(NoticePreference).values(account_id=account_id, area=area, channel=channel, wanted=False)
    keys = ["account_id", "area", "channel"]
    db.session().execute(made.on_conflict_do_update(index_elements=keys, set_={"wanted": False}))


def _wishes(row: Any) -> Wishes:
    lately = list(row.lately or ())
    return Wishes(
        frozenset(row.unwanted or ()),
        tuple(row.devices or ()),
        {channel: lately.count(channel) for channel in CHANNELS},
        (row.quiet_from, row.quiet_until),
        row.digest_hour,
    )


def _note(action: str, actor: Actor, detail: dict[str, Any]) -> None:
    record(action, actor=actor, object_type="notice_choices", object_key="", subject_fin=actor.fin, detail=detail)
