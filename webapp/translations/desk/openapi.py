"""What the machine API says of texts."""

from typing import Any, Final

from webapp.translations.desk.views.machine import SCOPE
from webapp.ui.api import ApiPaths

TEXT: Final = {"type": "string"}
WORDS: Final = {"type": "array", "items": TEXT}
ONE: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "key": {**TEXT, "description": "Changes when a word of the original changes"},
        "source": {**WORDS, "description": "The original in Azerbaijani; with its plural when the text counts"},
        "words": {
            **WORDS,
            "description": "What pages show, a form for each plural; empty where they show the original",
        },
        "state": {"enum": ["untranslated", "translated", "fuzzy", "draft", "proposed", "approved", "published"]},
        "stale": {"type": "boolean", "description": "The original changed since the translation"},
        "areas": WORDS,
    },
}
ONE["required"] = list(ONE["properties"])
LIST: Final = {
    "type": "object",
    "required": ["language", "texts", "next", "most"],
    "properties": {
        "language": {"enum": ["az", "en", "ru"]},
        "texts": {"type": "array", "items": {"$ref": "#/components/schemas/PublishedText"}},
        "next": {"type": ["string", "null"], "description": "The cursor of what follows; null after the last"},
        "most": {"type": "integer"},
    },
}


def _asked(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _problem(description: str) -> dict[str, Any]:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": description, "content": {"application/problem+json": problem}}


TEXT_PATHS: Final = ApiPaths(
    paths={
        "/texts": {
            "get": {
                "operationId": "listTexts",
                "tags": ["texts"],
                "summary": "The portal's texts in a language, as pages show them now",
                "security": [{"oauth2": [SCOPE]}, {"session": []}],
                "parameters": [
                    _asked("language", {"enum": ["az", "en", "ru"]}, "az when left out"),
                    _asked("area", {**TEXT, "maxLength": 40}, "Texts of one area only"),
                    _asked("after", {**TEXT, "maxLength": 200}, "The cursor that `next` holds"),
                ],
                "responses": {
                    "200": {
                        "description": "A page of texts; its ETag changes when anything may read otherwise",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TextList"}}},
                    },
                    "304": {"description": "Nothing changed since the ETag in If-None-Match"},
                    "401": _problem("No token, or one that is out of date"),
                    "403": _problem("The token is not for this"),
                    "404": _problem("The cursor was made up"),
                    "422": _problem("There is no such language"),
                },
            }
        }
    },
    schemas={"PublishedText": ONE, "TextList": LIST},
    tags=({"name": "texts", "description": "Words of the portal's pages"},),
)
