"""What the machine API says of devices at the door (docs/tickets.md)."""

from typing import Any, Final

from webapp.ui.api import ApiPaths

TEXT: Final = {"type": "string"}
PROBLEM: Final = {
    "description": "Refusal (RFC 9457)",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
SIGNED: Final = {
    "type": "object",
    "required": ["form", "list", "signature"],
    "properties": {
        "form": {"enum": ["TK1", "TE1"]},
        "list": {**TEXT, "description": "the list, line by line; empty before anything was issued"},
        "signature": {**TEXT, "description": "base64 of r and s, ECDSA P-256 SHA-256 over the whole list"},
    },
}
ENTRY: Final = {
    "type": "object",
    "required": ["nonce", "trip", "at"],
    "properties": {"nonce": TEXT, "trip": TEXT, "at": TEXT},
}
BATCH: Final = {
    "type": "object",
    "properties": {name: {"type": "array", "items": ENTRY} for name in ("scans", "counts", "sales")}
    | {"sent_at": TEXT},
}
ANSWERS: Final = {
    "type": "object",
    "properties": {"answers": {"type": "array", "items": {"type": "object"}}, "received_at": TEXT},
}


def _done(schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": "done", "content": content}


def _header(name: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": True, "schema": TEXT, "description": description}


DOOR_PATHS: Final = ApiPaths(
    paths={
        "/tickets/keys": {
            "get": {
                "operationId": "ticketKeys",
                "summary": "Public keys of ticket codes, the former ones too, dated and signed",
                "security": [],
                "responses": {"200": _done("SignedTicketList")},
            }
        },
        "/tickets/endings": {
            "get": {
                "operationId": "ticketEndings",
                "summary": "Tickets that ended though their time is not over, dated and signed",
                "security": [],
                "parameters": [{"name": "since", "in": "query", "schema": TEXT, "description": "20261122T140500Z"}],
                "responses": {"200": _done("SignedTicketList")},
            }
        },
        "/door/batches": {
            "post": {
                "operationId": "sendDoorBatch",
                "summary": "What a registered device saw, counted and sold at the door; each entry counts once by its nonce",
                "security": [],
                "parameters": [
                    _header("X-Device", "the device's key id"),
                    _header("X-Signature", "base64 of r and s, ECDSA P-256 SHA-256 over the body"),
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DoorBatch"}}},
                },
                "responses": {"200": _done("DoorAnswers"), "4XX": PROBLEM},
            }
        },
    },
    schemas={"SignedTicketList": SIGNED, "DoorBatch": BATCH, "DoorAnswers": ANSWERS},
)
