"""Pieces of the description of the machine API: an operation, and the parameters that many have."""

from typing import Any, Final

from webapp.waybills.machine.described import TEXT

JSON: Final = "application/json"
BY_STATUS: Final = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    409: "Conflict",
    412: "PreconditionFailed",
    415: "UnsupportedMediaType",
    422: "Unprocessable",
    428: "PreconditionRequired",
    429: "TooManyRequests",
}
ALWAYS: Final = (400, 401, 403, 429)
ID: Final = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": {**TEXT, "maxLength": 64, "pattern": "^[0-9A-Z]+$"},
}
IF_MATCH: Final = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag of the version that is meant",
    "schema": {**TEXT, "pattern": '^"[0-9]{1,9}"$'},
    "example": '"1"',
}
KEY: Final = {"$ref": "#/components/parameters/IdempotencyKey"}
READ: Final[list[dict[str, list[str]]]] = [{"oauth2": ["waybills.read"]}, {"session": []}]
READ_ONLY_PROGRAMS: Final[list[dict[str, list[str]]]] = [{"oauth2": ["waybills.read"]}]
WRITE: Final[list[dict[str, list[str]]]] = [{"oauth2": ["waybills.write"]}]


def query(name: str, description: str, **schema: Any) -> dict[str, Any]:
    """Return a parameter of the address."""
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string", **schema}}


def operation(  # noqa: PLR0913 - the members of an operation, each named where it is given
    name: str,
    summary: str,
    answer: str | None,
    *,
    status: int = 200,
    takes: str | None = None,
    parameters: tuple[dict[str, Any], ...] = (),
    refusals: tuple[int, ...] = (),
    security: list[dict[str, list[str]]] = WRITE,
    kinds: tuple[str, ...] = (JSON,),
    tag: str = "waybills",
    etag: bool = False,
) -> dict[str, Any]:
    """Return an operation: what it answers when all is well (a schema's name), what it takes, how it may refuse."""
    quota = {one: {"$ref": f"#/components/headers/{one}"} for one in ("RateLimit-Policy", "RateLimit")}
    if etag:
        quota["ETag"] = {"$ref": "#/components/headers/ETag"}
    if status == 201:  # noqa: PLR2004 - Created
        quota["Location"] = {"$ref": "#/components/headers/Location"}
    good: dict[str, Any] = {"description": summary, "headers": quota}
    if answer:
        good["content"] = {JSON: {"schema": {"$ref": f"#/components/schemas/{answer}"}}}
    codes = sorted({*ALWAYS, *refusals, *((415, 422) if takes else ())})
    made: dict[str, Any] = {
        "operationId": name,
        "tags": [tag],
        "summary": summary,
        "security": security,
        "responses": {str(status): good, **{str(c): {"$ref": f"#/components/responses/{BY_STATUS[c]}"} for c in codes}},
    }
    if parameters:
        made["parameters"] = list(parameters)
    if takes:
        schema = {"$ref": f"#/components/schemas/{takes}"}
        made["requestBody"] = {"required": True, "content": {kind: {"schema": schema} for kind in kinds}}
    return made


CHANGED: Final = (404, 409, 412, 428)
