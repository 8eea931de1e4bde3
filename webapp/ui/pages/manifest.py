"""What the room contributes."""

from webapp.core.registry import Subsystem
from webapp.ui.api import api
from webapp.ui.pages.views import pages

SUBSYSTEM = Subsystem(name="pages", blueprints=(pages, api))
