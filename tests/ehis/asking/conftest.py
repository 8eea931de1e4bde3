from contextlib import contextmanager

import pytest

from webapp.core.actor import SYSTEM, Actor, reset_actor, set_actor
from webapp.ehis.asking import standing
from webapp.ehis.installation import install_exchange

ZAUR, RASHAD, AYSEL = "2ZAR9W1", "2RSD4K7", "5AYS3L1"


@contextmanager
def acting(actor):
    token = set_actor(actor)
    try:
        yield actor
    finally:
        reset_actor(token)


def cabinet_user(fin=ZAUR, **facts):
    return Actor(account_id=1, name="Zaur Məmmədov", fin=fin, party_id=7, **facts)


def officer(*roles, fin=ZAUR, **facts):
    return Actor(account_id=2, name="Nigar Əliyeva", fin=fin, office_roles=frozenset(roles), **facts)


@pytest.fixture(autouse=True)
def house(database, exchange):
    """The house with the registers beside it; the system acts unless a test says otherwise."""
    standing.forget()
    install_exchange(exchange)
    with acting(SYSTEM):
        yield
    install_exchange(None)
    standing.forget()
