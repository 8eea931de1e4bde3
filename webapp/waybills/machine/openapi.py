"""What the description of the machine API says of waybills: every endpoint, what it takes, what it answers."""

from typing import Any, Final

from webapp.ui.api import ApiPaths
from webapp.waybills.machine.described import EXAMPLE, SCHEMAS, STATES
from webapp.waybills.machine.openapi_beside import BESIDE
from webapp.waybills.machine.openapi_parts import (
    CHANGED,
    ID,
    IF_MATCH,
    JSON,
    KEY,
    READ,
    READ_ONLY_PROGRAMS,
    operation,
    query,
)

FILTERS: Final = (
    query("shelf", "Which part of the list", enum=["needs_me", "in_progress", "done", "drafts"]),
    query("state", "Only in this state", enum=STATES),
    query("q", "Words: number, plate, party, place, goods", maxLength=120, pattern="^[^\\u0000]*$"),
    query("plate", "Only of this vehicle or trailer", pattern="^[0-9]{2}-[A-Z]{2}-[0-9]{3}$", examples=["10-AA-123"]),
    query("changed_since", "Changed at this instant or later (RFC 3339)", format="date-time"),
    query("changed_before", "Changed before this instant (RFC 3339)", format="date-time"),
    query("after", "`next` of the page before", maxLength=200, pattern="^[A-Za-z0-9_-]*$"),
    {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 50}},
)
MERGE: Final = {
    "required": True,
    "description": "JSON Merge Patch (RFC 7396): what is given replaces, null takes out, lists are replaced whole",
    "content": {
        "application/merge-patch+json": {
            "schema": {"$ref": "#/components/schemas/WaybillPatch"},
            "example": {"content": {"vehicle": {"plate": "10-AA-123"}}},
        }
    },
}
PDF: Final = {
    "description": "The PDF",
    "content": {"application/pdf": {"schema": {"type": "string", "contentMediaType": "application/pdf"}}},
}
N: Final = {
    "name": "n",
    "in": "path",
    "required": True,
    "description": "Number of the version, from 1",
    "schema": {"type": "integer", "minimum": 1, "maximum": 9999},
}


def _with(made: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {**made, **members}


def _pdf() -> dict[str, Any]:
    made = operation("getDocument", "One version as PDF", None, refusals=(404,), security=READ)
    made["responses"]["200"] = PDF
    return made


def _patch() -> dict[str, Any]:
    made = operation(
        "patchWaybill",
        "Change a part of a draft",
        "Waybill",
        refusals=(404, 409, 412, 415, 422, 428),
        parameters=(IF_MATCH,),
        etag=True,
    )
    return _with(made, requestBody=MERGE)


def _begin() -> dict[str, Any]:
    made = operation(
        "createWaybill",
        "Begin a draft",
        "Waybill",
        status=201,
        takes="NewWaybill",
        parameters=(KEY,),
        refusals=(409,),
        etag=True,
    )
    made["requestBody"]["content"][JSON]["examples"] = {"cement": {"value": EXAMPLE}}
    return made


WAYBILLS: Final[dict[str, Any]] = {
    "/waybills": {
        "get": operation(
            "listWaybills",
            "Waybills of the firm, the last changed first",
            "WaybillPage",
            parameters=FILTERS,
            refusals=(404,),
            security=READ,
        ),
        "post": _begin(),
    },
    "/bulk/waybills": {
        "post": operation(
            "createWaybills",
            "Begin up to 100 drafts, each by itself",
            "NewWaybillsResult",
            takes="NewWaybills",
            parameters=(KEY,),
            refusals=(409,),
        )
    },
    "/waybills/{id}": {
        "parameters": [ID],
        "get": operation(
            "getWaybill", "One waybill with its acts", "Waybill", refusals=(404,), security=READ, etag=True
        ),
        "put": operation(
            "replaceWaybill",
            "Replace a draft's content",
            "Waybill",
            takes="WaybillDraft",
            parameters=(IF_MATCH,),
            refusals=CHANGED,
            etag=True,
        ),
        "patch": _patch(),
        "delete": operation(
            "discardWaybill", "Put a draft away", None, status=204, parameters=(IF_MATCH,), refusals=CHANGED
        ),
    },
    "/waybills/{id}/acts": {
        "parameters": [ID],
        "get": operation("listActs", "The acts, chained by hash", "WaybillActs", refusals=(404,), security=READ),
    },
    "/waybills/{id}/check": {
        "parameters": [ID],
        "get": operation(
            "checkWaybill", "What stops the signature of a draft", "Check", refusals=(404, 409), security=READ
        ),
    },
    "/waybills/{id}/share": {
        "parameters": [ID],
        "post": operation(
            "shareWaybill",
            "Hand a draft to the other side",
            "Waybill",
            parameters=(KEY,),
            refusals=(404, 409, 422),
            etag=True,
        ),
    },
    "/waybills/{id}/copy": {
        "parameters": [ID],
        "post": operation(
            "copyWaybill",
            "Begin a draft like this one",
            "Waybill",
            status=201,
            parameters=(KEY,),
            refusals=(404, 409, 422),
            etag=True,
        ),
    },
    "/waybills/{id}/documents": {
        "parameters": [ID],
        "get": operation(
            "listDocuments", "Signed versions of the document", "WaybillDocuments", refusals=(404,), security=READ
        ),
    },
    "/waybills/{id}/documents/{n}": {"parameters": [ID, N], "get": _pdf()},
    "/waybills/{id}/signature-requests": {
        "parameters": [ID],
        "get": operation(
            "listSignatureRequests",
            "Who was asked to sign",
            "SignatureRequests",
            refusals=(404,),
            security=READ_ONLY_PROGRAMS,
        ),
        "post": operation(
            "requestSignature",
            "Put the waybill before a person who signs",
            "SignatureRequest",
            status=202,
            takes="NewSignatureRequest",
            parameters=(IF_MATCH, KEY),
            refusals=CHANGED,
        ),
    },
}


def _spread(item: dict[str, Any]) -> dict[str, Any]:
    """Return a path's operations, each with the parameters that all of them have."""
    shared = item.get("parameters", [])
    return {
        method: _with(made, parameters=[*shared, *made.get("parameters", [])])
        for method, made in item.items()
        if method != "parameters"
    }


PATHS: Final = ApiPaths(
    paths={path: _spread(item) for path, item in {**WAYBILLS, **BESIDE}.items()},
    schemas=SCHEMAS,
    tags=(
        {"name": "waybills", "description": "Electronic goods waybills of the firm. A program drafts, a person signs."},
        {"name": "templates", "description": "Content that is sent again and again. Not in the sandbox."},
        {"name": "firm", "description": "Who drives, with what, and who signs"},
        {"name": "sandbox", "description": "Programs of the sandbox alone; every answer bears X-Kabinet-Sandbox"},
    ),
)
