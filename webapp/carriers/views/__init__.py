"""The pages of the room; each module adds its own to the one blueprint."""

from typing import Final

from flask import Blueprint

carriers: Final = Blueprint("carriers", "webapp.carriers", template_folder="templates", url_prefix="/cabinet/fleet")
