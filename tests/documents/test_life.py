"""What may be done to an issued document, and what never: the whole table, both ways."""

from datetime import date, timedelta
from itertools import product

import pytest

from webapp.documents.errors import DocumentRevoked
from webapp.documents.life import GOOD, LIVE, REFUSALS, TRANSITIONS, Action, Status, after, status_on

DAY = date(2026, 11, 22)
EVERY = sorted(product(Status, Action))


def test_the_table_is_what_the_acts_say():
    allowed = {
        Status.UPCOMING: {"suspend", "revoke", "duplicate", "replace"},
        Status.VALID: {"suspend", "revoke", "duplicate", "replace"},
        Status.SUSPENDED: {"restore", "revoke"},
        Status.EXPIRED: {"replace"},
        Status.REVOKED: set(),
        Status.REPLACED: set(),
    }
    assert {(status, action) for status in allowed for action in allowed[status]} == set(TRANSITIONS)


@pytest.mark.parametrize(("status", "action"), [pair for pair in EVERY if pair not in TRANSITIONS])
def test_what_is_not_in_the_table_is_refused_by_how_the_document_stands(status, action):
    with pytest.raises(REFUSALS[status]):
        after(status, action)


@pytest.mark.parametrize("action", Action)
def test_nothing_brings_a_revoked_document_back(action):
    with pytest.raises(DocumentRevoked):
        after(Status.REVOKED, action)


@pytest.mark.parametrize(
    ("kept", "days", "shown"),
    [
        (Status.VALID, (-1, 1), Status.VALID),
        (Status.VALID, (0, 0), Status.VALID),
        (Status.VALID, (1, 2), Status.UPCOMING),
        (Status.VALID, (-9, -1), Status.EXPIRED),
        (Status.VALID, (-9, None), Status.VALID),
        (Status.SUSPENDED, (-9, 0), Status.SUSPENDED),
        (Status.SUSPENDED, (1, 2), Status.SUSPENDED),
        (Status.SUSPENDED, (-9, -1), Status.EXPIRED),
        (Status.REVOKED, (-9, -1), Status.REVOKED),
        (Status.REVOKED, (1, 2), Status.REVOKED),
        (Status.REPLACED, (-9, -1), Status.REPLACED),
    ],
)
def test_days_and_what_was_decided_make_the_status(kept, days, shown):
    first, last = (None if day is None else DAY + timedelta(days=day) for day in days)
    assert status_on(DAY, kept, first, last) is shown


def test_what_is_live_can_still_be_revoked_and_nothing_else():
    assert {status for status in Status if (status, Action.REVOKE) in TRANSITIONS} == LIVE
    assert GOOD < LIVE
