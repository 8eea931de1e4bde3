"""The copies of a case by their places, as pages list them."""

from webapp.attachments import api as attachments
from webapp.workflow.models import Case
from webapp.workflow.services.registering import COPIES


def copies_shown(case: Case) -> dict[str, list[attachments.Copy]]:
    """Return the copies by the place of the form, oldest first."""
    found: dict[str, list[attachments.Copy]] = {}
    for copy in attachments.copies_of(COPIES, case.public_id):
        found.setdefault(copy.slot, []).append(copy)
    return found
