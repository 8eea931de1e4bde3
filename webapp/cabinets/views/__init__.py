"""The pages of the room; each module adds its own to the one blueprint."""

from typing import Final

from flask import Blueprint

cabinets: Final = Blueprint("cabinets", "webapp.cabinets", template_folder="templates")
