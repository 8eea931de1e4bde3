"""Pages of this room. Importing the package adds every view to its blueprint."""

from typing import Final

from webapp.workflow.views import (
    applicant,
    applicant_complaints,
    applicant_file,
    applicant_form,
    applicant_rows,
    applicant_sending,
    applicant_starting,
    office,
    office_complaints,
    office_deciding,
    office_figures,
    office_people,
    office_reviews,
    office_starting,
)
from webapp.workflow.views.blueprint import applications
from webapp.workflow.views.office_blueprint import office_pages

BLUEPRINTS: Final = (applications, office_pages)
MODULES: Final = (
    applicant,
    applicant_complaints,
    applicant_file,
    applicant_form,
    applicant_rows,
    applicant_sending,
    applicant_starting,
    office,
    office_complaints,
    office_deciding,
    office_figures,
    office_people,
    office_reviews,
    office_starting,
)

__all__ = ["BLUEPRINTS", "MODULES"]
