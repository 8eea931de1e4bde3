"""What the room contributes."""

from webapp.core.registry import Subsystem
from webapp.translations.permissions import ALL, ROLES

SUBSYSTEM = Subsystem(name="translations", permissions=ALL, roles=ROLES)
