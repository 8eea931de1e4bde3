"""Connections of the security server to the database: prepared once, replaced when they broke while idle."""

import psycopg
import pytest

from webapp.ehis.gateway.connections import Asked, Connections

WHO = Asked("who", "SELECT pg_backend_pid(), $1::text, $2::bytea = '\\x00ff'::bytea, NULL")
WRONG = Asked("wrong", "SELECT 1 / $1::integer")


@pytest.fixture
def connections(world):
    made = Connections(world.url)
    yield made
    made.close()


def test_values_come_back_as_texts_over_one_connection(connections):
    first = connections.row(WHO, ("ə", b"\x00\xff"))
    assert first[1:] == ["ə".encode(), b"t", None]
    assert connections.row(WHO, (None, b"")) == [first[0], None, b"f", None]


def test_a_connection_that_broke_while_idle_is_replaced_once(connections):
    former = connections.row(WHO, ("", b""))[0]
    with psycopg.connect(connections._url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (int(former),))
    assert connections.row(WHO, ("", b""))[0] != former


def test_what_the_server_refuses_is_raised_as_what_it_is(connections):
    with pytest.raises(psycopg.errors.DivisionByZero):
        connections.row(WRONG, ("0",))
    assert connections.row(WRONG, ("1",)) == [b"1"]
