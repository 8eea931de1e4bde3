"""What the room contributes."""

from webapp.core.registry import Subsystem
from webapp.translations.contributed import BLUEPRINTS, PLUGINS
from webapp.translations.permissions import ALL, ROLES

SUBSYSTEM = Subsystem(name="translations", permissions=ALL, roles=ROLES, blueprints=BLUEPRINTS, plugins=(*PLUGINS,))
