"""Pages of the record. Importing the package adds every view to its blueprint."""

from webapp.civil_service.views import extracts, office, own
from webapp.civil_service.views.blueprint import office_pages, own_pages

BLUEPRINTS = (own_pages, office_pages)
MODULES = (own, extracts, office)
