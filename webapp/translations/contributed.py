"""What the translators' desk adds to the room's manifest."""

from typing import Final

from webapp.core.text import _l
from webapp.translations.desk.views import BLUEPRINTS as PAGES
from webapp.translations.permissions import VIEW
from webapp.ui.navigation import MenuItem

BLUEPRINTS: Final = PAGES
PLUGINS: Final = (MenuItem(_l("Mətnlər"), "texts.index", "language", "office", VIEW, order=60),)
