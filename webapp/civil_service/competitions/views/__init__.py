"""Pages of competitions. Importing the package adds every view to its blueprint."""

from webapp.civil_service.competitions.views import candidates, office, reserve
from webapp.civil_service.competitions.views.blueprint import competitions, competitions_office, reserves

BLUEPRINTS = (competitions, competitions_office, reserves)
MODULES = (candidates, office, reserve)
