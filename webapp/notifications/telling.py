"""A notice is written with the transaction that it tells of, and its deliveries with it."""

from collections.abc import Iterable
from typing import Any

from webapp.cabinets import api as cabinets
from webapp.core import db
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.permissions import Permission
from webapp.notifications.jobs import deliver
from webapp.notifications.models import Delivery, Notice
from webapp.notifications.preferences import wants_sms
from webapp.notifications.wording import NotificationTemplate, template


def notify_account(account_id: int, code: str, **params: Any) -> None:
    """Tell one person. `params` are plain values for the template's text, never personal numbers.

    Raises LookupError for an unknown template.
    """
    kind = template(code)
    notice = _write(Notice(account_id=account_id, template=code, params=params))
    _send(notice, kind, [account_id])


def notify_party(party_id: int, code: str, *, permission: Permission, **params: Any) -> None:
    """Tell everybody who holds `permission` for the party, those of today by SMS and e-mail too.

    Raises LookupError for an unknown template.
    """
    kind = template(code)
    notice = _write(Notice(party_id=party_id, permission=permission.code, template=code, params=params))
    _send(notice, kind, cabinets.people_who_may(party_id, permission))


def _write(notice: Notice) -> Notice:
    notice.public_id, notice.created_at = new_public_id(), now()
    db.session().add(notice)
    db.session().flush()
    return notice


def _send(notice: Notice, kind: NotificationTemplate, accounts: Iterable[int]) -> None:
    for account_id in accounts:
        contact = cabinets.contact_of(account_id)
        if kind.sms and contact.phone and wants_sms(account_id, kind.area):
            _queue(notice, account_id, "sms")
        if contact.email:
            _queue(notice, account_id, "email")


def _queue(notice: Notice, account_id: int, channel: str) -> None:
    row = Delivery(notice_id=notice.id, account_id=account_id, channel=channel, key=new_public_id())
    row.state, row.attempts, row.created_at = "queued", 0, now()
    db.session().add(row)
    db.session().flush()
    deliver.defer(delivery_id=row.id)
