"""What the package adds to the room's manifest."""

from webapp.civil_service.length.offer import LENGTH_CALCULATOR
from webapp.civil_service.length.views import calculator_pages, office_pages, own_pages

BLUEPRINTS = (calculator_pages, own_pages, office_pages)
PLUGINS = (LENGTH_CALCULATOR,)
