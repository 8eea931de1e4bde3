import pytest

from tests.ehis.gateway.world import World, fill_directory
from tests.support.database import fresh_database


@pytest.fixture(scope="session")
def whole_world(server, app, tmp_path_factory):
    with fresh_database(server, "gateway") as url:
        world = World(url, tmp_path_factory.mktemp("gateway"))
        fill_directory(world)
        yield world
        world.close()


@pytest.fixture
def world(whole_world):
    whole_world.renew()
    return whole_world
