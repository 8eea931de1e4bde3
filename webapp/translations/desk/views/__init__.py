"""Pages of the desk. Importing the package adds every view to its blueprint."""

from webapp.translations.desk.views import (
    discussing,
    editing,
    exchanging,
    glossary,
    listing,
    machine,
    overseeing,
    publishing,
    replacing,
    reviewing,
)
from webapp.translations.desk.views.blueprint import desk, machine_pages

BLUEPRINTS = (desk, machine_pages)
MODULES = (
    discussing,
    editing,
    exchanging,
    glossary,
    listing,
    machine,
    overseeing,
    publishing,
    replacing,
    reviewing,
)
