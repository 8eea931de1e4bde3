"""Pages of governing. Importing the package adds every view to its blueprint."""

from webapp.civil_service.governing.views import consents, limits, parameters, reading
from webapp.civil_service.governing.views.blueprint import governing

BLUEPRINTS = (governing,)
MODULES = (consents, limits, parameters, reading)
