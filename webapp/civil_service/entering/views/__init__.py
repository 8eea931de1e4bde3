"""Pages of entering. Importing the package adds every view to its blueprint."""

from webapp.civil_service.entering.views import arrivals, entries, extracts, office, papers, people, sheets
from webapp.civil_service.entering.views.blueprint import entries_office, personnel

BLUEPRINTS = (personnel, entries_office)
MODULES = (arrivals, entries, extracts, office, papers, people, sheets)
