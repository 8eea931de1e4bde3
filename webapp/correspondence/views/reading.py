"""The sender's pages: the list, the thread, its papers."""

from collections.abc import Sequence
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import NotFound
from webapp.core.pagination import Page
from webapp.correspondence import wording
from webapp.correspondence.clock import kept_until, term_of
from webapp.correspondence.forms import RateForm, StepForm
from webapp.correspondence.listing import SHELVES, Wanted, own, own_counts
from webapp.correspondence.models import Letter, LetterStep
from webapp.correspondence.people import names_of_bodies
from webapp.correspondence.permissions import SEND, WRITE
from webapp.correspondence.presenting import clocks_of, thread
from webapp.correspondence.queries import (
    draft_of,
    joined_into,
    letter_by_id,
    messages_of,
    own_letter,
    steps_of,
)
from webapp.correspondence.rules import DONE, OPEN, State
from webapp.correspondence.services.ending import may_reopen
from webapp.correspondence.views.blueprint import letters
from webapp.documents import api as documents
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

READERS = (WRITE, SEND)


@letters.get("")
@requires(*READERS)
def index() -> str:
    """List the letters of whom one acts for: what is under way first."""
    party_id = current_actor().party_id or 0
    counts = own_counts(party_id)
    wanted = wanted_of(request.args, SHELVES, "open" if counts["open"] or not counts["all"] else "all")
    found = own(party_id, wanted, after=request.args.get("after"), before=request.args.get("before"))
    return render(
        "correspondence/index.html",
        wanted=wanted,
        page=found,
        counts=counts,
        bodies=names_of_bodies([row.body_id for row in found.rows]),
        clocks=clocks_of(found.rows),
        wording=wording,
    )


@letters.get("/<public_id>")
@requires(*READERS)
def show(public_id: str) -> ResponseReturnValue:
    """Show the thread; what is not sent yet is shown as it is written."""
    letter = own_letter(public_id, current_actor())
    if letter.state == State.DRAFT:
        return redirect_to(".edit", public_id=public_id)
    return thread_page(letter, RateForm(formdata=None))


@letters.get("/<public_id>/pdf/<message>/<int:n>")
@requires(*READERS)
def paper(public_id: str, message: str, n: int) -> Response:
    """Send a version of a letter or an answer as PDF."""
    return pdf_of(own_letter(public_id, current_actor()), message, n)


def thread_page(letter: Letter, rate_form: RateForm) -> str:
    """Return the page of the thread for its sender."""
    actor, state = current_actor(), State(letter.state)
    sends = actor.has(SEND.code)
    part = part_of(letter)
    return render(
        "correspondence/show.html",
        letter=letter,
        part=part,
        body=names_of_bodies([letter.body_id])[letter.body_id],
        entries=thread(letter, part.rows[::-1], for_sender=True),
        clock=clocks_of([letter]).get(letter.id),
        term=term_of(letter),
        kept_until=kept_until(letter),
        reply=draft_of(letter, "sender"),
        into=letter_by_id(letter.joined_to) if letter.joined_to else None,
        joined=joined_into(letter),
        wording=wording,
        step=StepForm(formdata=None, data={"version": letter.version}),
        rate_form=rate_form,
        can={
            "reply": state in OPEN and actor.has(WRITE.code),
            "withdraw": state in OPEN and sends,
            "rate": state in DONE and letter.rating is None and letter.erased_at is None and sends,
            "reopen": sends and may_reopen(letter),
            "archive": state not in OPEN,
        },
    )


def part_of(letter: Letter, body_ids: Sequence[int] = ()) -> Page[LetterStep]:
    """Return the part of a thread that the address asks for, the newest when it asks for none."""
    return steps_of(letter, body_ids=body_ids, after=request.args.get("after"), before=request.args.get("before"))


def pdf_of(letter: Letter, message_id: str, n: int) -> Response:
    """Return version `n` of a message's paper as a file. Raises NotFound when there is none."""
    message = next((one for one in messages_of(letter) if one.public_id == message_id), None)
    token = message.document_token if message else None
    if (
        letter.erased_at is not None
        or message is None
        or token is None
        or n not in {version.n for version in documents.versions(token)}
    ):
        raise NotFound
    number = letter.number if message.kind == "letter" else message.number
    headers = {"Content-Disposition": f'attachment; filename="{number}-{n}.pdf"'}
    return Response(documents.pdf(token, n), mimetype="application/pdf", headers=headers)


def wanted_of(typed: Any, parts: tuple[str, ...], first: str) -> Wanted:
    """Return what an address asks for; what is no choice of ours is left out. Who looks for words looks everywhere."""
    q = typed.get("q", "").strip()[:80]
    everywhere = "all" if "drafts" in parts else first
    chosen = typed.get("part", "")
    part = chosen if chosen in parts else (everywhere if q else first)
    kind = typed.get("kind", "")
    return Wanted(part=part, q=q, kind=kind if kind in wording.KINDS else "")
