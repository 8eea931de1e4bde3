"""What a device wrote without a network: each act by itself, once, with an answer for each."""

from typing import Any

from flask import Response, jsonify, request, url_for

from webapp.core.actor import Actor, current_actor
from webapp.core.clock import now
from webapp.core.errors import AppError
from webapp.core.transaction import transaction
from webapp.inspections.errors import BatchWrong
from webapp.inspections.permissions import INSPECT
from webapp.inspections.reading import instant_of, read_act
from webapp.inspections.rules import LONGEST_LINE, MOST_OF_A_BATCH
from webapp.inspections.services.acting import file_act
from webapp.inspections.views.blueprint import office_pages
from webapp.ui.access import no_transaction, requires


@office_pages.post("/sync")
@no_transaction
@requires(INSPECT)
def sync() -> Response:
    """Take acts of a device; one that is wrong does not stop the others."""
    asked = request.get_json(silent=True)
    known: dict[str, Any] = asked if isinstance(asked, dict) else {}
    sent_at, acts = instant_of(known.get("sent_at")), known.get("acts")
    if sent_at is None or not isinstance(acts, list) or len(acts) > MOST_OF_A_BATCH:
        raise BatchWrong
    answers = [_answer(one, sent_at, current_actor()) for one in acts]
    return jsonify({"answers": answers, "received_at": now().isoformat()})


def _answer(sent: Any, sent_at: Any, actor: Actor) -> dict[str, Any]:
    key = sent.get("key") if isinstance(sent, dict) else None
    if not isinstance(key, str) or not key:
        raise BatchWrong
    try:
        with transaction():
            draft = read_act(sent)
            act, new = file_act(draft, actor=actor, sent_at=sent_at)
            number, public_id = act.number, act.public_id
    except AppError as error:
        fields = {name: str(why) for name, why in error.fields.items()}
        return {"key": key[:LONGEST_LINE], "status": "wrong", "why": str(error), "fields": fields}
    href = url_for(".act", public_id=public_id)
    return {"key": key, "status": "filed" if new else "again", "number": number, "ref": public_id, "href": href}
