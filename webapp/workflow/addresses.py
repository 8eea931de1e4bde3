"""Where a case stands on the portal."""

from flask import url_for


def back_to_case(ref: str) -> str:
    """Return the address of the applicant's page of the case."""
    return url_for("workflow.show", public_id=ref)
