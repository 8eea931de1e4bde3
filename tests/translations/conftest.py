"""Texts as the catalogues bring them, and the people who work on them."""

import pytest


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled
