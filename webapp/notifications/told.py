"""When a person was told, as terms of law count it: the first time they opened the notice, or somebody confirmed its arrival."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import literal, select, union_all

from webapp.core import db
from webapp.notifications.models import Delivery, Notice, NoticeRead


@dataclass(frozen=True, slots=True)
class Told:
    """The instant, and how: `cabinet` (opened there), `sms` or `email` (the operator's receipt)."""

    at: datetime
    how: str


def told_on(notice: str, account_id: int | None = None) -> Told | None:
    """Return when the notice with this public id first reached its addressee (or the account), None while it did not.

    A message that was only handed over counts for nothing, nor does one to a lock screen: nobody confirms that it was read.
    """
    opened: Any = select(NoticeRead.read_at.label("at"), literal("cabinet").label("how"))
    opened = opened.join(Notice, Notice.id == NoticeRead.notice_id).where(Notice.public_id == notice)
    arrived: Any = select(Delivery.ended_at.label("at"), Delivery.channel.label("how"))
    arrived = arrived.join(Notice, Notice.id == Delivery.notice_id).where(
        Notice.public_id == notice, Delivery.state == "delivered", Delivery.outcome == "receipt"
    )
    if account_id is not None:
        opened = opened.where(NoticeRead.account_id == account_id)
        arrived = arrived.where(Delivery.account_id == account_id)
    both = union_all(opened, arrived.where(Delivery.channel.in_(("sms", "email")))).subquery()
    row = db.session().execute(select(both.c.at, both.c.how).order_by(both.c.at).limit(1)).first()
    return Told(row.at, row.how) if row else None
