"""What the room contributes."""

from webapp.core.registry import Subsystem

SUBSYSTEM = Subsystem(name="correspondence")
