import pytest

from tests.ehis.registers import MemoryArchive, running_registers


@pytest.fixture(scope="module")
def running(pki):
    with running_registers(pki) as registers:
        yield registers


@pytest.fixture
def registers(running):
    running.reset()
    return running


@pytest.fixture
def archive():
    return MemoryArchive()


@pytest.fixture
def exchange(registers, archive):
    with registers.exchange(archive) as exchange:
        yield exchange
