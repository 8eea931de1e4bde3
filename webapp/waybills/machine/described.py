"""Schemas of the machine API: those of the content are made from its classes."""

from typing import Any, Final

from webapp.waybills.content import WaybillContent
from webapp.waybills.machine.bodies import VISIBLE
from webapp.waybills.machine.playing import PLAYED
from webapp.waybills.machine.shapes import classes_of, patch_of, schema_of
from webapp.waybills.machine.wishes import ASKABLE
from webapp.waybills.rules import Role, State

TEXT: Final[dict[str, Any]] = {"type": "string"}
MAYBE: Final[dict[str, Any]] = {"type": ["string", "null"]}
MOMENT: Final[dict[str, Any]] = {"type": "string", "format": "date-time"}
COUNT: Final[dict[str, Any]] = {"type": "integer", "minimum": 0}
STATES: Final = [state.value for state in State]
DRAFTERS: Final = ["consignor", "carrier"]
CONTENT: Final = {"$ref": "#/components/schemas/WaybillContent"}
EXAMPLE: Final[dict[str, Any]] = {
    "role": "consignor",
    "content": {
        "carrier": {"number": "9900010101"},
        "consignee": {"number": "9900010361"},
        "goods": [
            {
                "nature": "Sement M400",
                "package_type": "BG",
                "packages": 400,
                "gross_kg": "20400",
                "net_kg": "20000",
                "hs_code": "252329",
                "marks": "M400",
            }
        ],
        "loading": {"name": "Qaradağ", "address": "Sənaye küçəsi 1", "planned_at": "2026-11-23T09:00:00+04:00"},
        "unloading": {"name": "Gəncə", "address": "Anbar 3", "planned_at": "2026-11-23T16:00:00+04:00"},
        "vehicle": {"plate": "10-AA-123"},
    },
}


def listed(name: str) -> dict[str, Any]:
    """Return the schema of a list of one kind."""
    return {
        "type": "object",
        "required": ["items"],
        "properties": {"items": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}},
    }


def closed(needed: list[str], **members: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a body: no other members."""
    return {"type": "object", "additionalProperties": False, "required": needed, "properties": members}


def told(**members: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an answer: every member is always there, others may come."""
    return {"type": "object", "required": list(members), "properties": members}


LINE: Final = told(
    id=TEXT,
    number=MAYBE,
    state={"type": "string", "enum": STATES},
    version=COUNT,
    consignor=TEXT,
    consignee=TEXT,
    loading=TEXT,
    unloading=TEXT,
    vehicle=MAYBE,
    changed_at=MOMENT,
)
ACT: Final = told(
    seq=COUNT,
    action=TEXT,
    outcome={"type": "string", "enum": ["done", "refused"]},
    role={"type": "string", "enum": [role.value for role in Role]},
    by=TEXT,
    on_behalf_of=TEXT,
    at=MOMENT,
    reason=TEXT,
    data={"type": "object"},
    certificate_number=MAYBE,
    content_sha256=TEXT,
    previous_hash=TEXT,
    hash=TEXT,
)
WAYBILL: Final = told(
    id=TEXT,
    number=MAYBE,
    state={"type": "string", "enum": STATES},
    version=COUNT,
    roles={"type": "array", "items": TEXT},
    shared={"type": "boolean"},
    changed_at=MOMENT,
    content=CONTENT,
    acts={"type": "array", "items": {"$ref": "#/components/schemas/WaybillAct"}},
)
FINDING: Final = told(level={"type": "string", "enum": ["block", "warn"]}, code=TEXT, pointer=TEXT, detail=TEXT)
TEMPLATE: Final = told(
    id=TEXT, name=TEXT, role={"type": "string", "enum": DRAFTERS}, version=COUNT, used=COUNT, changed_at=MOMENT
)
RESULT: Final = {
    "type": "object",
    "required": ["index", "status"],
    "properties": {
        "index": COUNT,
        "status": {"type": "integer"},
        "id": TEXT,
        "version": COUNT,
        "code": TEXT,
        "detail": TEXT,
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}
NEW: Final = closed(
    ["role"],
    role={"type": "string", "enum": DRAFTERS, "description": "The firm's own part; its VÖEN is filled in there"},
    content=CONTENT,
)
NAME: Final = {"type": "string", "minLength": 1, "maxLength": 80, "pattern": VISIBLE.pattern}
SCHEMAS: Final[dict[str, Any]] = {
    **{name: schema_of(kind) for name, kind in classes_of(WaybillContent).items()},
    "WaybillLine": LINE,
    "WaybillPage": {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/WaybillLine"}},
            "next": MAYBE,
        },
    },
    "WaybillAct": ACT,
    "WaybillActs": listed("WaybillAct"),
    "Waybill": WAYBILL,
    "NewWaybill": {**NEW, "examples": [EXAMPLE]},
    "NewWaybills": closed(
        ["items"],
        items={
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "items": {"anyOf": [{"$ref": "#/components/schemas/NewWaybill"}, {"description": "Refused in its place"}]},
        },
    ),
    "NewWaybillsResult": told(
        begun=COUNT,
        refused=COUNT,
        results={"type": "array", "items": {"$ref": "#/components/schemas/NewWaybillResult"}},
    ),
    "NewWaybillResult": RESULT,
    "WaybillDraft": closed(["content"], content=CONTENT),
    "WaybillPatch": closed([], content=patch_of(WaybillContent)),
    "Check": told(
        ready={"type": "boolean"}, findings={"type": "array", "items": {"$ref": "#/components/schemas/Finding"}}
    ),
    "Finding": FINDING,
    "WaybillDocument": told(n=COUNT, label=TEXT, created_at=MOMENT, sha256=TEXT, size=COUNT, href=TEXT),
    "WaybillDocuments": listed("WaybillDocument"),
    "NewSignatureRequest": closed(
        ["action", "signer"],
        action={"type": "string", "enum": [action.value for action in ASKABLE]},
        signer={
            "type": "string",
            "minLength": 1,
            "maxLength": 40,
            "pattern": "^[a-z0-9-]+$",
            "description": "`id` of /signers",
        },
    ),
    "SignatureRequest": told(
        id=TEXT,
        action=TEXT,
        signer=TEXT,
        state={"type": "string", "enum": ["waiting", "signed", "dropped"]},
        asked_at=MOMENT,
    ),
    "SignatureRequests": listed("SignatureRequest"),
    "Simulation": closed(
        ["action"],
        action={"type": "string", "enum": [action.value for action in PLAYED]},
        reason={"type": "string", "maxLength": 500},
    ),
    "Signer": told(id=TEXT, name=TEXT),
    "Signers": listed("Signer"),
    "Driver": told(ref=TEXT, name=TEXT, licence_categories={"type": "array", "items": TEXT}, licence_valid_to=MAYBE),
    "Drivers": listed("Driver"),
    "Vehicle": told(plate=TEXT, description=TEXT, category=TEXT),
    "Vehicles": listed("Vehicle"),
    "Template": TEMPLATE,
    "Templates": listed("Template"),
    "TemplateWithContent": {**TEMPLATE, "properties": {**TEMPLATE["properties"], "content": CONTENT}},
    "NewTemplate": closed(["name", "role"], name=NAME, role={"type": "string", "enum": DRAFTERS}, content=CONTENT),
    "TemplateChange": closed(["name"], name=NAME, content=CONTENT),
}
