"""A room of the test's own beside those of the house."""

from contextlib import contextmanager

from webapp.core import registry
from webapp.core.registry import Subsystem


@contextmanager
def plugged_in(*plugins):
    """Contribute `plugins` as a manifest would, until the block ends."""
    former = registry.subsystems()
    registry.install_subsystems((*former, Subsystem(f"papers{len(former)}", plugins=plugins)))
    try:
        yield
    finally:
        registry.install_subsystems(former)
