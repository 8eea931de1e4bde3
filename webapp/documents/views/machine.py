"""The same check for machines."""

from http import HTTPStatus

from flask import Blueprint, Response, jsonify

from webapp.core.ids import normal_public_id
from webapp.documents.checking import Check, check
from webapp.documents.queries import Version
from webapp.ui.access import public

machine_api = Blueprint("documents_api", __name__, url_prefix="/api/v1/verify")


@machine_api.get("/<token>")
@public
def verify(token: str) -> Response:
    """Answer how a document stands, as JSON; an unknown token is a problem with status 404 (RFC 9457)."""
    response = jsonify(_as_json(check(normal_public_id(token) or "")))
    response.status_code = HTTPStatus.OK
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _as_json(found: Check) -> dict[str, object]:
    facts = found.facts
    return {
        "token": found.document.token,
        "type": found.document.type_code,
        "title": str(found.kind),
        "number": found.number,
        "state": {"tone": facts.tone, "word": str(facts.word)},
        "facts": [{"name": str(name), "value": value} for name, value in facts.rows],
        "issued_at": facts.issued_at.isoformat() if facts.issued_at else None,
        "as_of": (facts.as_of or found.checked_at).isoformat(),
        "checked_at": found.checked_at.isoformat(),
        "versions": [_version(each) for each in found.versions],
    }


def _version(version: Version) -> dict[str, object]:
    return {
        "number": version.n,
        "label": version.label,
        "created_at": version.created_at.isoformat(),
        "sha256": version.sha256,
        "size": version.size,
    }
