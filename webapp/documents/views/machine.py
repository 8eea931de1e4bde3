"""The same checks for machines."""

from http import HTTPStatus

from flask import Blueprint, Response, jsonify, request

from webapp.core.clock import now
from webapp.core.errors import NotFound
from webapp.core.ids import normal_public_id
from webapp.documents.checking import Check, check
from webapp.documents.issued import Issued, by_number
from webapp.documents.minimal import shown_to_strangers
from webapp.documents.published import keys_as_json, list_as_json
from webapp.documents.queries import Version
from webapp.documents.roadside import on_plate
from webapp.documents.views.public import copy_in
from webapp.ui.access import public

machine_api = Blueprint("documents_api", __name__, url_prefix="/api/v1/verify")


@machine_api.after_request
def never_kept(response: Response) -> Response:
    """Keep answers out of every cache: they hold for the moment in which they were given."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response


@machine_api.get("/<token>")
@public
def verify(token: str) -> Response:
    """Answer how a document stands, as JSON; an unknown token is a problem with status 404 (RFC 9457)."""
    found = check(normal_public_id(token) or "", copy=copy_in(request.args.get("copy", "")))
    response = jsonify(_as_json(found))
    response.status_code = HTTPStatus.OK
    return response


@machine_api.get("/number/<number>")
@public
def verify_number(number: str) -> Response:
    """Answer how the documents with this number stand; none is a problem with status 404."""
    found = by_number(number)
    if not found:
        raise NotFound
    return jsonify({"documents": [_found(item) for item in found], "checked_at": now().isoformat()})


@machine_api.get("/plate/<plate>")
@public
def verify_plate(plate: str) -> Response:
    """Answer what stands on this plate today; nothing is an answer too."""
    return jsonify({"documents": [_found(item) for item in on_plate(plate)], "checked_at": now().isoformat()})


@machine_api.get("/keys")
@public
def keys() -> Response:
    """Answer the public keys by which codes are proved without a network, the former ones too."""
    return jsonify(keys_as_json())


@machine_api.get("/revoked")
@public
def revoked() -> Response:
    """Answer the signed list of what is not valid though its days are not over."""
    return jsonify(list_as_json())


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
        "life": _life(found.life, void=found.is_void_copy) if found.life else None,
    }


def _life(document: Issued, *, void: bool) -> dict[str, object]:
    return {
        "status": document.status.value,
        "subject": document.subject,
        "valid_from": document.valid_from.isoformat(),
        "valid_to": document.valid_to.isoformat() if document.valid_to else None,
        "suspended_until": document.suspended_until.isoformat() if document.suspended_until else None,
        "since": document.changed_at.isoformat(),
        "copy": document.copy,
        "copy_is_void": void,
    }


def _found(document: Issued) -> dict[str, object]:
    shown = shown_to_strangers(document)
    named = {"type": document.type_code, "title": shown["kind"], "number": document.number}
    return named | _life(document, void=False) | {"state": {"tone": shown["tone"], "word": str(shown["status"])}}


def _version(version: Version) -> dict[str, object]:
    return {
        "number": version.n,
        "label": version.label,
        "created_at": version.created_at.isoformat(),
        "sha256": version.sha256,
        "size": version.size,
    }
