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
)
from webapp.workflow.views.blueprint import applications

BLUEPRINTS: Final = (applications,)
MODULES: Final = (
    applicant,
    applicant_complaints,
    applicant_file,
    applicant_form,
    applicant_rows,
    applicant_sending,
    applicant_starting,
)

__all__ = ["BLUEPRINTS", "MODULES"]
