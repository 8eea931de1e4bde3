import pytest

from webapp.ehis.installation import install_exchange


@pytest.fixture(autouse=True)
def installed(exchange):
    install_exchange(exchange)
    yield
    install_exchange(None)
