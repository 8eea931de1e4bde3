"""The whole house for journeys in a real browser: started once, on ports and data of its own.

One test process owns the house: `tests/support/scheduling.py`.
"""

from contextlib import ExitStack, contextmanager

import pytest

from tests.e2e.visitor import DESKTOP, PHONE, Visitor
from tests.support.house import STOP_SECONDS, House, own_folder, until


@pytest.fixture(scope="session")
def house():
    with own_folder("house") as folder:
        house = House(folder)
        try:
            house.start()
            yield house
            assert house.stop() < STOP_SECONDS
            assert house.process.returncode == 0, house.said
            until(lambda: house.processes() == {}, STOP_SECONDS, "gone")
        finally:
            house.kill_everything()


@contextmanager
def visiting(house, chromium):
    """Give what opens browsers; all are closed at the end, and then each tells what it minded."""
    opened = []

    def visit(**wishes):
        visitor = Visitor(house, chromium, **wishes)
        opened.append(visitor)
        return visitor

    with ExitStack() as closing:
        yield visit
        for visitor in opened:
            closing.callback(visitor.close)


@pytest.fixture
def visit(house, chromium):
    """Open browsers, as many as a journey has people: `visit(screen=…, scripts=False, language="ru")`."""
    with visiting(house, chromium) as visit:
        yield visit


@pytest.fixture(scope="module")
def cast(house, chromium):
    """Open browsers that stay open through all the tests of a module, which tell one story in their order."""
    with visiting(house, chromium) as visit:
        yield visit


@pytest.fixture
def phone_page(visit):
    """A person with a telephone, 360 by 740."""
    return visit(screen=PHONE)


@pytest.fixture
def desktop_page(visit):
    """A person at a desk."""
    return visit(screen=DESKTOP)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def browser_page(visit, request):
    """A person with a telephone, once with JavaScript and once without."""
    return visit(screen=PHONE, scripts=request.param)
