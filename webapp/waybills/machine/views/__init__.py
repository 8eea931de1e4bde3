"""Endpoints of waybills for programs. Importing the package adds every view to its blueprint."""

from typing import Final

from webapp.waybills.machine.views import beside, drafting, reading, signing, templates
from webapp.waybills.machine.views.blueprint import BLUEPRINTS

MODULES: Final = (beside, drafting, reading, signing, templates)

__all__ = ["BLUEPRINTS", "MODULES"]
