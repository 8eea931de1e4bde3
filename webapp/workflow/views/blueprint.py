"""The blueprint of the applicant's pages."""

from typing import Final

from flask import Blueprint

from webapp.workflow.permissions import APPLY, SIGN

applications: Final = Blueprint(
    "workflow", __name__, template_folder="../templates", url_prefix="/cabinet/applications"
)
READERS: Final = (APPLY, SIGN)
