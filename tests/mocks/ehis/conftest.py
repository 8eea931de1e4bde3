import pytest

from tests.ehis.registers import running_registers


@pytest.fixture(scope="module")
def running(pki):
    with running_registers(pki) as registers:
        yield registers


@pytest.fixture
def registers(running):
    running.reset()
    return running
