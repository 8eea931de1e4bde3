"""The blueprints: everybody's and the candidate's, the operator's, the reserve for state bodies."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../../templates"
competitions: Final = Blueprint(
    "civil_service_competitions", __name__, template_folder=FOLDER, url_prefix="/cabinet/competitions"
)
competitions_office: Final = Blueprint(
    "civil_service_competing", __name__, template_folder=FOLDER, url_prefix="/office/service-competitions"
)
reserves: Final = Blueprint("civil_service_reserve", __name__, template_folder=FOLDER, url_prefix="/cabinet/reserve")
