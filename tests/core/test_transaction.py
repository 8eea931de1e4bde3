"""Who commits, and what a refusal or a broken constraint does."""

import pytest
from sqlalchemy import text

from tests.support.database import fresh_database
from webapp.core import db
from webapp.core.db import NoTransaction
from webapp.core.numbering import next_number
from webapp.core.transaction import Nested, afterwards, before_commit, early_before_commit, savepoint, transaction


def last_of(series):
    with transaction(read_only=True) as session:
        return session.execute(text("SELECT last FROM number_series WHERE series = :s"), {"s": series}).scalar()


def test_a_block_that_ends_commits_and_one_that_raises_leaves_nothing(database):
    with transaction():
        next_number("kept", 2026)
    with pytest.raises(ZeroDivisionError), transaction():
        next_number("lost", 2026)
        _ = 1 / 0

    assert last_of("kept") == 1
    assert last_of("lost") is None


def test_a_rolled_back_number_is_given_out_again(database):
    with pytest.raises(ZeroDivisionError), transaction():
        assert next_number("waybill", 2026) == 1
        _ = 1 / 0
    with transaction():
        assert [next_number("waybill", 2026) for _ in range(3)] == [1, 2, 3]
        assert next_number("waybill", 2027) == 1


def test_a_read_only_transaction_cannot_write(database):
    with pytest.raises(Exception, match="read-only"), transaction(read_only=True):
        next_number("never", 2026)


def test_nobody_opens_a_transaction_inside_another(database):
    with transaction(), pytest.raises(Nested), transaction():
        pass


def test_the_session_exists_only_inside_a_transaction(database):
    with pytest.raises(NoTransaction):
        db.session()


def test_work_after_a_read_runs_in_a_transaction_of_its_own(database):
    with transaction(read_only=True):
        afterwards(lambda: next_number("after", 2026))

    assert last_of("after") == 1


def test_the_last_work_runs_before_the_commit_and_its_failure_undoes_everything(database):
    with pytest.raises(ZeroDivisionError), transaction():
        next_number("whole", 2026)
        before_commit(lambda: 1 / 0)

    assert last_of("whole") is None


def test_a_savepoint_undoes_only_its_block(database):
    with transaction():
        next_number("outer", 2026)
        with pytest.raises(ZeroDivisionError), savepoint():
            next_number("inner", 2026)
            _ = 1 / 0

    assert (last_of("outer"), last_of("inner")) == (1, None)


def test_what_is_early_runs_before_what_is_last(database):
    order = []
    with transaction():
        before_commit(lambda: order.append("last"))
        early_before_commit(lambda: order.append("early"))

    assert order == ["early", "last"]


def test_a_single_statement_is_there_for_others_before_the_block_ends(app, server):
    installed = list(db._database)
    with fresh_database(server, "single") as url:
        database = db.open_database(url)
        db.install_database(database)
        with transaction(single=True), database.engine.connect() as other:
            next_number("single", 2026)
            assert other.scalar(text("SELECT last FROM number_series WHERE series = 'single'")) == 1
        database.close()
    db._database[:] = installed
