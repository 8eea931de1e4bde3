"""What was sent, when it arrived and when it was read cannot be changed, taken out or emptied: terms of law count from it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.support.jobs import run_jobs
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.notifications.api import notify_account, told_on
from webapp.notifications.delivering.receipts import Told, take_receipts
from webapp.notifications.models import Delivery, Notice
from webapp.notifications.reading import archive, read, unarchive

TABLES = ("deliveries", "notices", "notice_receipts", "notice_reads", "notice_terms")
CHANGES = (
    "UPDATE notice_reads SET read_at = read_at - interval '3 days'",
    "UPDATE notice_reads SET account_id = account_id + 1",
    "UPDATE notice_receipts SET at = at - interval '3 days'",
    "UPDATE notice_terms SET value = 0",
    "UPDATE notices SET created_at = created_at - interval '3 days'",
    "UPDATE deliveries SET ended_at = ended_at - interval '3 days' WHERE state = 'delivered'",
    "UPDATE deliveries SET outcome = 'taken' WHERE state = 'delivered'",
)


@pytest.fixture
def heard(aysel, messaging, database):
    """A notice that was read, whose message had its receipt."""
    with transaction():
        notice = notify_account(aysel.person.account_id, "cabinets.rights_changed", party="X")
    run_jobs(database, "notifications.deliver")
    actor = Actor(account_id=aysel.person.account_id)
    with transaction() as session:
        key = session.query(Delivery).filter_by(channel="sms").one().key
        take_receipts([Told("r-1", key, "delivered", now())])
        ids = [session.query(Notice).filter_by(public_id=notice).one().id]
        read(ids, actor)
    return notice, ids, actor


@pytest.mark.parametrize(
    "change", [*CHANGES, *(f"{deed} {table}" for table in TABLES for deed in ("DELETE FROM", "TRUNCATE"))]
)
def test_it_stays(heard, change):
    tables = "CASCADE" if change.startswith("TRUNCATE") else ""
    with pytest.raises(DBAPIError, match=r"stays (registered|read)|does not change"), transaction() as session:
        session.execute(text(f"{change} {tables}"))


def test_putting_away_and_back_leaves_the_day_on_which_one_was_told(heard):
    notice, ids, actor = heard
    with transaction(read_only=True):
        first = told_on(notice)
    for deed in (archive, unarchive, read, archive):
        with transaction():
            deed(ids, actor)
    with transaction(read_only=True):
        assert told_on(notice) == first
