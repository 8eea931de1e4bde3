"""The whole case as one file, with the instants of all that happened: for a court, or for one's own drawer (13.4)."""

from flask import Response

from webapp.core.actor import current_actor
from webapp.ui.access import requires
from webapp.workflow.casefile import case_file
from webapp.workflow.errors import NoSuchCase
from webapp.workflow.queries import own_case
from webapp.workflow.views.blueprint import READERS, applications


@applications.get("/<public_id>/file.zip")
@requires(*READERS)
def whole_file(public_id: str) -> Response:
    """Send everything about a case that was handed in."""
    case = own_case(public_id, actor=current_actor())
    if case.number is None:
        raise NoSuchCase
    headers = {
        "Content-Disposition": f'attachment; filename="muraciet-{case.number}.zip"',
        "Cache-Control": "private, no-store",
    }
    return Response(case_file(case), mimetype="application/zip", headers=headers)
