"""Pages of the desk. Importing the package adds every view to its blueprint."""

from webapp.translations.desk.views import editing, listing
from webapp.translations.desk.views.blueprint import desk, machine_pages

BLUEPRINTS = (desk, machine_pages)
MODULES = (editing, listing)
