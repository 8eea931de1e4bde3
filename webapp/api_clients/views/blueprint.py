"""The blueprints: OAuth's endpoints, the events' feed for programs, the cabinet's pages."""

from typing import Final

from flask import Blueprint

oauth: Final = Blueprint("oauth", __name__)
events_api: Final = Blueprint("events_api", __name__, url_prefix="/api/v1/events")
programs: Final = Blueprint("programs", __name__, template_folder="../templates", url_prefix="/cabinet/programs")
BLUEPRINTS: Final = (oauth, events_api, programs)
