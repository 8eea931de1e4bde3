"""The room's blueprint, apart so that each module of views can attach to it."""

from typing import Final

from flask import Blueprint, Response

auth: Final = Blueprint("auth", "webapp.auth", template_folder="templates")


@auth.after_request
def _keep_no_copy(response: Response) -> Response:
    """Nothing of the entrance is kept by browsers or caches: addresses hold states and codes, pages hold persons."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
