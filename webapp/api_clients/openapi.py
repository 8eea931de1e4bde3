"""What the description of the machine API says of programs: how they get in, quotas, repeated requests, the feed."""

from typing import Any, Final

from webapp.ui.api import ApiPaths

TEXT: Final = {"type": "string"}
PROBLEM_CONTENT: Final = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
QUOTA: Final = {
    "RateLimit-Policy": {"$ref": "#/components/headers/RateLimit-Policy"},
    "RateLimit": {"$ref": "#/components/headers/RateLimit"},
}
REFUSALS: Final = {
    "BadRequest": "The request cannot be read",
    "Unauthorized": "No token, or one that is out of date or revoked",
    "Forbidden": "The token is not for this",
    "NotFound": "There is none, or it is not this firm's",
    "Conflict": "Another state than expected, or the first request with this key is under way",
    "PreconditionFailed": "Somebody changed it since: read it again",
    "UnsupportedMediaType": "The body is no JSON",
    "Unprocessable": "The content breaks a rule; errors say where",
    "PreconditionRequired": "Say in If-Match which version is meant",
    "TooManyRequests": "More than the quota of this minute",
}
EVENT: Final = {
    "type": "object",
    "required": ["id", "type", "timestamp", "sandbox", "data"],
    "properties": {
        "id": {**TEXT, "description": "The same in webhook-id, after msg_"},
        "type": {**TEXT, "examples": ["waybill.accepted"]},
        "timestamp": {"type": "string", "format": "date-time"},
        "sandbox": {"type": "boolean"},
        "data": {"type": "object", "required": ["id"], "properties": {"id": TEXT}},
    },
}
EVENTS: Final = {
    "operationId": "listEvents",
    "tags": ["events"],
    "summary": "Events after a cursor, oldest first; no event is passed over",
    "security": [{"oauth2": ["events.read"]}],
    "parameters": [
        {
            "name": "after",
            "in": "query",
            "description": "`next` of the answer before",
            "schema": {**TEXT, "maxLength": 200, "pattern": "^[A-Za-z0-9_-]*$"},
        },
        {
            "name": "type",
            "in": "query",
            "description": "Kinds, parted by commas",
            "schema": {**TEXT, "maxLength": 500, "pattern": "^[a-z_.,]*$"},
        },
        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 50}},
    ],
    "responses": {
        "200": {
            "description": "Events",
            "headers": QUOTA,
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "required": ["items", "next"],
                        "properties": {
                            "items": {"type": "array", "items": {"$ref": "#/components/schemas/Event"}},
                            "next": {"type": ["string", "null"]},
                        },
                    }
                }
            },
        },
        "400": {"$ref": "#/components/responses/BadRequest"},
        "401": {"$ref": "#/components/responses/Unauthorized"},
        "403": {"$ref": "#/components/responses/Forbidden"},
        "404": {"$ref": "#/components/responses/NotFound"},
        "429": {"$ref": "#/components/responses/TooManyRequests"},
    },
}


def _refusal(description: str) -> dict[str, Any]:
    return {"description": description, "content": PROBLEM_CONTENT}


PATHS: Final = ApiPaths(
    paths={"/events": {"get": EVENTS}},
    schemas={"Event": EVENT},
    tags=({"name": "events", "description": "What happened, to be read in order; the same is told by webhook"},),
    components={
        "securitySchemes": {
            "oauth2": {
                "type": "oauth2",
                "description": "Client credentials of a program that the firm let in at /cabinet/programs",
                "flows": {
                    "clientCredentials": {
                        "tokenUrl": "/oauth/token",
                        "scopes": {
                            "waybills.read": "Read waybills, their acts and documents",
                            "waybills.write": "Draw up waybills, keep templates, ask people to sign",
                            "events.read": "Read the feed of events",
                            "texts.read": "Read the portal's texts as pages show them",
                        },
                    }
                },
            }
        },
        "headers": {
            "RateLimit-Policy": {"description": "The quota: q requests in w seconds", "schema": TEXT},
            "RateLimit": {"description": "What is left: r requests, t seconds to the next window", "schema": TEXT},
            "ETag": {"description": "The version, for If-Match", "schema": TEXT},
            "Location": {
                "description": "Where the new thing is",
                "schema": {"type": "string", "format": "uri-reference"},
            },
        },
        "parameters": {
            "IdempotencyKey": {
                "name": "Idempotency-Key",
                "in": "header",
                "description": "A text of your own for this deed: sent again within a day, it is not done twice",
                "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
                "example": "erp-2026-000117",
            },
        },
        "responses": {name: _refusal(text) for name, text in REFUSALS.items()},
    },
)
