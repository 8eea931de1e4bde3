"""The machine API of validators: what is answered to a batch, the signed list of stopped cards, its description."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import now
from webapp.transport_card.list_signing import key_id
from webapp.transport_card.models import ListedCard
from webapp.transport_card.rules import MOST_TAPS
from webapp.transport_card.services.tapping import Judged
from webapp.transport_card.wording import REASONS
from webapp.ui.api import ApiPaths

LIST_PAGE: Final = 5_000


def answer_of(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return the answer to a batch, tap by tap in its order."""
    return {"taps": [_line(one) for one in judged]}


def delta(since: int) -> bytes:
    """Return the changes of the list after version `since` as JSON, at most 5,000: `more` says that there are others.

    These bytes are what is signed. A card is named by the first 16 bytes of the SHA-256 of its number, hexadecimal.
    """
    wanted = select(ListedCard).where(ListedCard.version > since).order_by(ListedCard.version).limit(LIST_PAGE + 1)
    rows = db.session().scalars(wanted).all()
    shown = rows[:LIST_PAGE]
    told = {
        "since": since,
        "version": shown[-1].version if shown else since,
        "more": len(rows) > len(shown),
        "made_at": _instant(now()),
        "key_id": key_id(),
        "changes": [
            {"version": one.version, "card": bytes(one.card_digest).hex(), "blocked": one.blocked, "reason": one.reason}
            for one in shown
        ],
    }
    return json.dumps(told, separators=(",", ":")).encode()


def _line(one: Judged) -> dict[str, Any]:
    return {
        "counter": one.tap.counter,
        "accepted": one.verdict.accepted,
        "reason": one.verdict.reason or None,
        "fare": one.verdict.qepik,
        "balance": one.balance,
        "rides_left": one.card.rides_left if one.card else None,
        "again": one.again,
    }


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


TEXT: Final = {"type": "string"}
WHOLE: Final = {"type": "integer"}
MAYBE: Final = {"type": ["integer", "null"]}
TAP: Final = {
    "type": "object",
    "required": ["counter", "card", "at"],
    "additionalProperties": False,
    "properties": {
        "counter": {"type": "integer", "minimum": 0, "description": "given by the validator, never again"},
        "card": {"type": "string", "description": "the card's number, or the code that a phone shows"},
        "at": {"type": "string", "format": "date-time", "description": "with its offset from UTC"},
    },
}
BATCH: Final = {
    "type": "object",
    "required": ["taps"],
    "additionalProperties": False,
    "properties": {"taps": {"type": "array", "minItems": 1, "maxItems": MOST_TAPS, "items": TAP}},
}
ANSWER: Final = {
    "type": "object",
    "required": ["taps"],
    "properties": {
        "taps": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["counter", "accepted", "reason", "fare", "balance", "rides_left", "again"],
                "properties": {
                    "counter": WHOLE,
                    "accepted": {"type": "boolean"},
                    "reason": {"enum": [*REASONS, "counter_reused", None]},
                    "fare": {**WHOLE, "description": "qəpik"},
                    "balance": {**MAYBE, "description": "qəpik after the tap"},
                    "rides_left": MAYBE,
                    "again": {"type": "boolean", "description": "the tap was known: nothing was taken a second time"},
                },
            },
        }
    },
}
DELTA: Final = {
    "type": "object",
    "required": ["since", "version", "more", "made_at", "key_id", "changes"],
    "properties": {
        "since": WHOLE,
        "version": WHOLE,
        "more": {"type": "boolean"},
        "made_at": {"type": "string", "format": "date-time"},
        "key_id": TEXT,
        "changes": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "version": WHOLE,
                    "card": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
                    "blocked": {"type": "boolean"},
                    "reason": TEXT,
                },
            },
        },
    },
}


def _header(name: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": True, "schema": TEXT, "description": description}


def _answers(schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"200": {"description": "done", "content": content}, "4XX": {"description": "refused", "content": problem}}


API: Final = ApiPaths(
    paths={
        "/taps": {
            "post": {
                "operationId": "sendTaps",
                "summary": "A signed batch of taps of a validator",
                "security": [],
                "parameters": [
                    _header("Tap-Device", "the validator's code"),
                    _header("Tap-Batch", "a number that the validator uses for one content only"),
                    _header("Tap-Signature", "base64 of r‖s, ECDSA P-256 SHA-256 over: code LF number LF body"),
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TapBatch"}}},
                },
                "responses": _answers("TapAnswers"),
            }
        },
        "/taps/blocked": {
            "get": {
                "operationId": "stoppedCards",
                "summary": "Changes of the list of stopped cards; the header Tap-Signature signs the body",
                "security": [],
                "parameters": [{"name": "since", "in": "query", "schema": {"type": "integer", "minimum": 0}}],
                "responses": _answers("BlockedCards"),
            }
        },
        "/taps/key": {
            "get": {
                "operationId": "stoppedCardsKey",
                "summary": "The public key that signs the list (PEM, ECDSA P-256)",
                "security": [],
                "responses": {
                    "200": {
                        "description": "done",
                        "content": {
                            "application/json": {
                                "schema": {"type": "object", "properties": {"key_id": TEXT, "public_key": TEXT}}
                            }
                        },
                    }
                },
            }
        },
    },
    schemas={"TapBatch": BATCH, "TapAnswers": ANSWER, "BlockedCards": DELTA},
)
