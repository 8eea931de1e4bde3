"""Statements that go straight to the driver: the same rows, the same errors, the same types as by the session."""

import pytest
from sqlalchemy import LargeBinary, bindparam, func, literal, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DataError, OperationalError

from tests.support.database import fresh_database
from webapp.core import db
from webapp.core.crypto import EncryptedText, encrypt
from webapp.core.kept_tables import KeptVersion
from webapp.core.numbering import next_number
from webapp.core.numbering_tables import NumberSeries
from webapp.core.statements import Beside, Statement
from webapp.core.transaction import transaction

SERIES = NumberSeries.__table__.c


def test_rows_come_by_name_with_values_and_constants_of_the_statement(opened):
    next_number("direct", 2026)
    chosen = Statement(
        select(SERIES.last, (SERIES.year + 1).label("next_year"))
        .where(SERIES.series == bindparam("series"), SERIES.year.in_([2025, 2026]))
        .limit(5)
    )

    (row,) = chosen.all(series="direct")
    assert (row.last, row.next_year) == (1, 2027)
    assert chosen.all(series="another") == []


def test_tables_side_by_side_are_a_row_of_each_and_none_where_nothing_fits(opened):
    next_number("first", 2026)
    next_number("second", 2027)
    series, versions = NumberSeries.__table__, KeptVersion.__table__
    query = select(series, versions).outerjoin(versions, versions.c.name == series.c.series)
    side_by_side = Beside(query.where(series.c.year == bindparam("year")), series, versions)

    ((found, version),) = side_by_side.all(year=2027)
    assert (found.series, found.year, found.last) == ("second", 2027, 1)
    assert version is None


def test_types_change_values_on_both_ways(opened):
    sealed = encrypt(b"5AYS3L1", purpose="column")
    opening = Statement(
        select(
            func.coalesce(bindparam("sealed", type_=LargeBinary), type_=EncryptedText).label("plain"),
            literal('{"a": [1, null], "100%": "O\'Neil"}').cast(JSONB).label("document"),
            literal(None, EncryptedText).label("nothing"),
        )
    )

    (row,) = opening.all(sealed=sealed)
    assert (row.plain, row.document, row.nothing) == ("5AYS3L1", {"a": [1, None], "100%": "O'Neil"}, None)
    sealing = Statement(select(bindparam("plain", type_=EncryptedText).cast(LargeBinary).label("sealed")))
    assert b"5AYS3L1" not in bytes(sealing.all(plain="5AYS3L1")[0].sealed)


def test_a_value_that_was_forgotten_is_an_error_not_null(opened):
    with pytest.raises(Exception, match="series"):
        Statement(select(SERIES.last).where(SERIES.series == bindparam("series"))).all()


def test_what_the_server_refuses_is_an_error_of_sqlalchemy(database):
    with pytest.raises(DataError), transaction(read_only=True):
        Statement(select(literal(1) % bindparam("by", type_=SERIES.year.type))).all(by=0)


def test_a_dead_connection_leaves_the_pool(server, app):
    installed = list(db._database)
    one = Statement(select(literal(1).label("one")))
    with fresh_database(server, "direct") as url:
        database = db.open_database(url)
        db.install_database(database)
        with transaction(read_only=True):
            one.all()
        with transaction() as session:
            session.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        with pytest.raises(OperationalError), transaction(read_only=True):
            one.all()
        with transaction(read_only=True):
            assert one.all()[0].one == 1
        database.close()
    db._database[:] = installed
