"""The blueprints: the participant's people, the operator's."""

from typing import Final

from flask import Blueprint

TEMPLATES: Final = "../../templates"
personnel: Final = Blueprint(
    "civil_service_personnel", __name__, template_folder=TEMPLATES, url_prefix="/cabinet/personnel"
)
entries_office: Final = Blueprint(
    "civil_service_entries", __name__, template_folder=TEMPLATES, url_prefix="/office/service-entries"
)
