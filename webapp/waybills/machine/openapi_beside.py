"""What the description says of what stands beside waybills: the sandbox, the firm's people and vehicles, templates."""

from typing import Any, Final

from webapp.waybills.machine.openapi_parts import CHANGED, ID, IF_MATCH, KEY, operation

BESIDE: Final[dict[str, Any]] = {
    "/sandbox/waybills/{id}/simulate": {
        "parameters": [ID],
        "post": operation(
            "simulateStep",
            "Take a step in whosever part it is",
            "Waybill",
            takes="Simulation",
            parameters=(KEY,),
            refusals=(404, 409),
            tag="sandbox",
            etag=True,
        ),
    },
    "/signers": {"get": operation("listSigners", "Who may sign for the firm", "Signers", tag="firm")},
    "/drivers": {"get": operation("listDrivers", "The firm's drivers", "Drivers", tag="firm")},
    "/vehicles": {"get": operation("listVehicles", "The firm's vehicles and trailers", "Vehicles", tag="firm")},
    "/waybill-templates": {
        "get": operation("listTemplates", "Templates that the firm shares", "Templates", tag="templates"),
        "post": operation(
            "createTemplate",
            "Keep a template",
            "TemplateWithContent",
            status=201,
            takes="NewTemplate",
            parameters=(KEY,),
            refusals=(409,),
            tag="templates",
            etag=True,
        ),
    },
    "/waybill-templates/{id}": {
        "parameters": [ID],
        "get": operation(
            "getTemplate", "One template", "TemplateWithContent", refusals=(404,), tag="templates", etag=True
        ),
        "put": operation(
            "replaceTemplate",
            "Change a template",
            "TemplateWithContent",
            takes="TemplateChange",
            parameters=(IF_MATCH,),
            refusals=CHANGED,
            tag="templates",
            etag=True,
        ),
        "delete": operation(
            "dropTemplate",
            "Throw a template away",
            None,
            status=204,
            parameters=(IF_MATCH,),
            refusals=CHANGED,
            tag="templates",
        ),
    },
    "/waybill-templates/{id}/waybills": {
        "parameters": [ID],
        "post": operation(
            "useTemplate",
            "Begin a draft from a template",
            "Waybill",
            status=201,
            parameters=(KEY,),
            refusals=(404, 409, 422),
            tag="templates",
            etag=True,
        ),
    },
}
