"""The room's blueprint, apart so that each module of views can attach to it."""

from typing import Final

from flask import Blueprint

auth: Final = Blueprint("auth", "webapp.auth", template_folder="templates")
