"""Words for what was taken up: each in the language that its reader has now, at the address that they have now."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import structlog
from flask import current_app
from sqlalchemy import select

from webapp.auth import api as auth
from webapp.auth.api import Account
from webapp.cabinets import api as cabinets
from webapp.cabinets.api import Contact
from webapp.core import db
from webapp.core.text import in_language
from webapp.notifications.delivering.settling import Verdict
from webapp.notifications.gateways import Message
from webapp.notifications.models import Delivery, Notice
from webapp.notifications.several import SEVERAL, word_several
from webapp.notifications.sms import fitted
from webapp.notifications.terms import term
from webapp.notifications.unsubscribing import unsubscribe_url
from webapp.notifications.wording import Enclosed, Wording, enclosed, template, word

log: Final = structlog.get_logger()
NO_ADDRESS: Final = "no-address"
NO_WORDS: Final = "no-words"


@dataclass(frozen=True, slots=True)
class Ready:
    """A delivery that can be handed over, after this many attempts; an SMS in so many parts."""

    id: int
    attempts: int
    message: Message
    parts: int | None


@dataclass(frozen=True, slots=True)
class Batch:
    """What the rows of a batch need, read at once."""

    notices: dict[int, Notice]
    carried: dict[int, list[Notice]]
    accounts: dict[int, Account]
    contacts: dict[int, Contact]
    most_parts: int


def compose(ids: Sequence[int]) -> tuple[list[Ready], list[Verdict]]:
    """Return what can be handed over, and what of these deliveries cannot. Inside a transaction."""
    rows = list(db.session().scalars(select(Delivery).where(Delivery.id.in_(ids)).order_by(Delivery.id)))
    batch = batch_of(rows)
    ready, over = [], []
    for row in rows:
        try:
            found = _ready(row, batch)
        except Exception:  # one that cannot be worded must not hold up the others
            log.exception("a notice could not be worded", template=row.template, delivery=row.id)
            over.append(Verdict(row.id, "refused", NO_WORDS))
            continue
        if found is None:
            over.append(Verdict(row.id, "refused", NO_ADDRESS))
        else:
            ready.append(found)
    return ready, over


def batch_of(rows: Sequence[Delivery]) -> Batch:
    """Read what these deliveries are about and whom they go to."""
    session = db.session()
    wanted = {row.notice_id for row in rows if row.notice_id is not None}
    notices = {one.id: one for one in session.scalars(select(Notice).where(Notice.id.in_(wanted)))} if wanted else {}
    accounts = auth.accounts({row.account_id for row in rows if row.account_id is not None})
    contacts = cabinets.contacts_of(accounts.values())
    several = [row.id for row in rows if row.template == SEVERAL]
    carried: dict[int, list[Notice]] = {one: [] for one in several}
    if several:
        query = select(Delivery.carried_by, Notice).join(Notice, Notice.id == Delivery.notice_id)
        found: Any = session.execute(query.where(Delivery.carried_by.in_(several)).order_by(Delivery.id))
        for carrier, notice in found:
            carried[carrier].append(notice)
    return Batch(notices, carried, accounts, contacts, term("sms_most_parts"))


def worded(row: Delivery, batch: Batch) -> Wording:
    """Return the words of a delivery to an account, in the language of the moment."""
    if row.template == SEVERAL:
        return word_several(batch.carried[row.id])
    return word(row.template, batch.notices[row.notice_id or 0].params)


def _ready(row: Delivery, batch: Batch) -> Ready | None:
    known = json.loads(row.sealed) if row.sealed else None
    account = batch.accounts.get(row.account_id or 0)
    language = row.language or (account.language if account else "az")
    to = known["to"] if known else _address(row, batch)
    if not to:
        return None
    with in_language(language):
        told = word(row.template, known["params"]) if known else worded(row, batch)
        if row.channel == "sms":
            text = fitted(f"{told.title}. {told.body}", batch.most_parts)
            message = Message("sms", to, text.text, None, row.key, language=language)
            return Ready(row.id, row.attempts, message, text.size.parts)
        with_it = Enclosed() if row.template == SEVERAL else enclosed(row.template, _params(row, batch, known))
    message = Message(
        "email", to, told.body, told.title, row.key, with_it, *_links(row, batch, account), language=language
    )
    return Ready(row.id, row.attempts, message, None)


def _address(row: Delivery, batch: Batch) -> str:
    contact = batch.contacts.get(row.account_id or 0)
    if contact is None:
        return ""
    return contact.phone if row.channel == "sms" else contact.email


def _params(row: Delivery, batch: Batch, known: Any) -> dict[str, Any]:
    params: dict[str, Any] = known["params"] if known else batch.notices[row.notice_id or 0].params
    return params


def _links(row: Delivery, batch: Batch, account: Account | None) -> tuple[str | None, str | None]:
    """Return the page to which a mail leads, and the way to get no more of them; none for who has no cabinet."""
    if account is None:
        return None, None
    site = current_app.settings.public_url  # type: ignore[attr-defined] # Portal has settings
    notice = batch.notices.get(row.notice_id or 0)
    page = f"{site}/cabinet/notices/{notice.public_id}" if notice else f"{site}/cabinet/notices"
    kind = template(row.template)
    required = kind.required is not None or kind.code == SEVERAL
    return page, None if required else unsubscribe_url(account.public_id, kind.area, site=site)
