import pytest

from tests.ehis.gateway.world import World, fill_directory
from tests.support.database import fresh_database
from webapp.core.crypto import install_secret

SECRET = "s" * 40  # the one of the whole test house (tests/conftest.py)


@pytest.fixture(scope="session")
def keys_of_the_house():
    install_secret(SECRET)


@pytest.fixture(scope="session")
def whole_world(server, keys_of_the_house, tmp_path_factory):
    with fresh_database(server, "gateway") as url:
        world = World(url, tmp_path_factory.mktemp("gateway"))
        fill_directory(world)
        yield world
        world.close()


@pytest.fixture
def world(whole_world):
    whole_world.renew()
    return whole_world
