"""What the room contributes."""

from typing import Any

from webapp.core.registry import Subsystem
from webapp.ehis.commands import exchange_commands
from webapp.ehis.installation import install_settings


def _setup(app: Any) -> None:
    """Remember where the exchange is; nothing is read or connected before the first question."""
    install_settings(app.settings)


SUBSYSTEM = Subsystem(name="ehis", commands=(exchange_commands,), setup=_setup)
