"""The addresses that phones ask under their own key."""

from typing import Final

from flask import Blueprint

driving_api: Final = Blueprint("driving_api", __name__, url_prefix="/api/v1/driving")
