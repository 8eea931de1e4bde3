"""The phone of a person, as a page: who asks, what for, the control code, the PIN."""

from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mocks.kit.languages import chosen_language
from mocks.people import PEOPLE, Person, person_by_fin
from mocks.signing.sessions import Session
from mocks.signing.texts import TEXTS
from mocks.signing.views import the_service

NAMES: Final = {"kabinet": "Kabinet (AYNA)"}
SAID: Final = frozenset({"confirmed", "refused", "wrong_pin", "blocked", "gone"})
phone = Blueprint("phone", __name__)


@phone.get("/")
def all_phones() -> ResponseReturnValue:
    """List the demo people's phones."""
    language = chosen_language(TEXTS)
    return render_template(
        "signing/phones.html", people=PEOPLE, **_frame(language, lambda code: url_for(".all_phones", lang=code))
    )


@phone.get("/phone/<fin>")
def show(fin: str) -> ResponseReturnValue:
    """Show what this person is asked to sign."""
    person = _owner(fin)
    language = chosen_language(TEXTS)
    said = request.args.get("said", "")
    return render_template(
        "signing/phone.html",
        person=person,
        requests=the_service().board.pending(person.fin),
        names=NAMES,
        said=said if said in SAID else "",
        **_frame(language, lambda code: url_for(".show", fin=fin, lang=code)),
    )


@phone.post("/phone/<fin>/<session_id>")
def answer(fin: str, session_id: str) -> ResponseReturnValue:
    """Confirm with the PIN, or refuse."""
    said = _answered(_owner(fin), session_id)
    language = chosen_language(TEXTS)
    return redirect(url_for(".show", fin=fin, lang=language, said=said), HTTPStatus.SEE_OTHER)


def _answered(person: Person, session_id: str) -> str:
    service = the_service()
    waiting: dict[str, Session] = {each.id: each for each in service.board.pending(person.fin)}
    session = waiting.get(session_id)
    if session is None:
        return "gone"
    if request.form.get("action") != "confirm":
        service.refuse(session)
        return "refused"
    tries_left = service.confirm(session, request.form.get("pin", ""))
    if tries_left is None:
        return "confirmed"
    return "wrong_pin" if tries_left else "blocked"


def _owner(fin: str) -> Person:
    person = person_by_fin(fin)
    if person is None:
        abort(HTTPStatus.NOT_FOUND)
    return person


def _frame(language: str, address_in: Any) -> dict[str, Any]:
    return {"texts": TEXTS[language], "language": language, "languages": TEXTS, "address_in": address_in}
