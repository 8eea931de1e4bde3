"""What the machine API says of drivers' phones."""

from typing import Any, Final

from webapp.ui.api import ApiPaths
from webapp.waybills.driving.statements import SAID

TEXT: Final = {"type": "string"}
DIGEST: Final = {**TEXT, "pattern": "^[0-9a-f]{64}$"}
PROBLEM: Final = {
    "description": "Refusal (RFC 9457)",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
STATEMENT: Final = {
    "type": "object",
    "description": "canonical JSON (RFC 8785): these bytes are signed",
    "required": ["v", "id", "device", "waybill", "action", "head", "after", "at", "said", "reason", "photos"],
    "properties": {
        "v": {"const": 1},
        "id": {**TEXT, "description": "idempotency key: sent again, answered again, done once"},
        "device": TEXT,
        "waybill": TEXT,
        "action": {"enum": [action.value for action in SAID]},
        "head": {**DIGEST, "description": "hash of the newest act that the phone knew"},
        "after": {**TEXT, "description": "id of the phone's own act just before, when that was not sent yet"},
        "at": {**TEXT, "description": "the phone's clock, kept as stated"},
        "said": {"type": "object"},
        "reason": TEXT,
        "photos": {"type": "array", "items": DIGEST},
    },
}
OUTCOME: Final = {
    "type": "object",
    "required": ["outcome"],
    "properties": {
        "outcome": {"enum": ["taken", "same", "refused", "later"]},
        "code": TEXT,
        "text": TEXT,
        "reasons": {"type": "array", "items": TEXT},
        "meanwhile": {"type": "array", "items": {"type": "object"}},
        "state": TEXT,
        "number": {"type": ["string", "null"]},
        "head": DIGEST,
    },
}
KEPT: Final = {"type": "object", "required": ["sha256"], "properties": {"sha256": DIGEST}}


def _done(schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": "done", "content": content}


def _given(name: str, place: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": place, "required": True, "schema": TEXT, "description": description}


KEY: Final = [
    _given("X-Device", "header", "the phone's key id"),
    _given(
        "X-Signature",
        "header",
        "base64 of r and s, ECDSA P-256 SHA-256 over the body, or over “waybill-photo ID DIGEST”",
    ),
]
DRIVING_PATHS: Final = ApiPaths(
    paths={
        "/driving/acts": {
            "post": {
                "operationId": "sendDriverAct",
                "summary": "One act that a driver's registered phone signed; taken only against the head that it names",
                "security": [],
                "parameters": [*KEY, _given("X-Clock", "header", "the phone's clock at the moment of sending")],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DriverAct"}}},
                },
                "responses": {"200": _done("DriverActAnswer"), "4XX": PROBLEM},
            }
        },
        "/driving/photos/{public_id}/{digest}": {
            "post": {
                "operationId": "sendDriverPhoto",
                "summary": "A photo that an act names by its digest; kept without what it tells besides the picture",
                "security": [],
                "parameters": [
                    *KEY,
                    _given("public_id", "path", "the waybill"),
                    _given("digest", "path", "SHA-256 of the body"),
                ],
                "requestBody": {
                    "required": True,
                    "content": {"image/jpeg": {"schema": {**TEXT, "format": "binary"}}},
                },
                "responses": {"201": _done("DriverPhoto"), "4XX": PROBLEM},
            }
        },
    },
    schemas={"DriverAct": STATEMENT, "DriverActAnswer": OUTCOME, "DriverPhoto": KEPT},
)
