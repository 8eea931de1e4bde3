"""Pages of this room. Importing the package adds every view to its blueprint."""

from typing import Final

from webapp.notifications.views import centre, choices, devices, groups, outside, register, templates
from webapp.notifications.views.blueprint import notifications, office

BLUEPRINTS: Final = (notifications, office)
MODULES: Final = (centre, choices, devices, outside, register, groups, templates)

__all__ = ["BLUEPRINTS", "MODULES"]
