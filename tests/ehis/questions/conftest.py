import pytest

from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.ehis.asking import rights, standing
from webapp.ehis.installation import install_exchange
from webapp.ehis.policy import Role


@pytest.fixture(autouse=True)
def installed(exchange, database, monkeypatch):
    """The registers answer here; who may ask is tried in tests/ehis/asking."""
    monkeypatch.setattr(rights, "roles_of", lambda _actor: frozenset(Role))
    token = set_actor(SYSTEM)
    standing.forget()
    install_exchange(exchange)
    yield
    install_exchange(None)
    reset_actor(token)
