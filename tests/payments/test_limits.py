"""The limit from which a refund takes a second person is a dated row, set by a command, never changed."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from webapp.core.actor import SYSTEM
from webapp.core.clock import today
from webapp.core.transaction import savepoint, transaction
from webapp.payments.limits_in_force import limit_on, set_limit


def test_a_new_limit_counts_from_its_day_on(opened):
    tomorrow = today() + timedelta(days=1)
    set_limit(10_000, since=tomorrow, basis="Əmr 7", actor=SYSTEM)
    assert (limit_on(today()), limit_on(tomorrow)) == (50_000, 10_000)
    set_limit(20_000, since=tomorrow, basis="Əmr 8", actor=SYSTEM)
    assert limit_on(tomorrow) == 20_000


def test_a_limit_is_never_changed_and_has_its_basis(opened):
    with pytest.raises(DBAPIError), savepoint():
        opened.execute(text("UPDATE payment_limits SET qepik = 1"))
    with pytest.raises(DBAPIError), savepoint():
        set_limit(10_000, since=today(), basis=" ", actor=SYSTEM)


def test_the_command_sets_it(app, world, database):
    told = app.test_cli_runner().invoke(args=["ledger", "limit", "12345", today().isoformat(), "Əmr 9"])
    assert told.exit_code == 0, told.output
    with transaction(read_only=True):
        assert limit_on(today()) == 12_345
    assert app.test_cli_runner().invoke(args=["ledger", "limit", "0", "x", "y"]).exit_code == 2
