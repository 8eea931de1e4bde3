"""The blueprint of the office's pages."""

from typing import Final

from flask import Blueprint

governing: Final = Blueprint(
    "civil_service_governing", __name__, template_folder="../../templates", url_prefix="/office/service-governing"
)
