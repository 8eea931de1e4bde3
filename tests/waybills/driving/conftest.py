"""A driver with a phone of his own."""

import pytest

from tests.waybills.driving.phones import phone_of


@pytest.fixture
def phone(app, world):
    return phone_of(app, world.driver)
