"""Pages and endpoints of this room. Importing the package adds every view to its blueprint."""

from typing import Final

from webapp.api_clients.views import cabinet, feed, hooks, oauth
from webapp.api_clients.views.blueprint import BLUEPRINTS

MODULES: Final = (cabinet, feed, hooks, oauth)

__all__ = ["BLUEPRINTS", "MODULES"]
