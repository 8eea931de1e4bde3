"""The authority's pages: the queue, a letter with everything that can be done, its papers."""

from typing import Any, Final

from flask import Response, request
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types

from webapp.audit.api import record_view
from webapp.auth import api as auth
from webapp.cabinets import api as cabinets
from webapp.core.actor import current_actor
from webapp.core.text import _l
from webapp.correspondence import wording
from webapp.correspondence.clock import kept_until, may_put_off, term_of
from webapp.correspondence.forms import AssignForm, ForwardForm, JoinForm, NoteForm, ReasonForm, StepForm
from webapp.correspondence.listing import PARTS, Wanted, passed_on, queue, queue_counts
from webapp.correspondence.models import Letter
from webapp.correspondence.people import is_writer, leads, names_of_bodies, officers_of, standing_of
from webapp.correspondence.permissions import SEE
from webapp.correspondence.presenting import clocks_of, thread
from webapp.correspondence.queries import draft_of, joined_into, letter_by_id, office_letter, open_bodies
from webapp.correspondence.rules import RUNNING, State
from webapp.correspondence.views.blueprint import office_pages
from webapp.correspondence.views.reading import part_of, pdf_of, wanted_of
from webapp.ui.access import requires
from webapp.ui.rendering import render

PURPOSE: Final = _l("Orqana göndərilmiş rəsmi məktuba baxılması")


@office_pages.get("")
@requires(SEE)
def index() -> str:
    """Show the queue of one's authorities: one's own letters first; or what was looked for."""
    actor = current_actor()
    account_id, body_ids = actor.account_id or 0, sorted(standing_of(actor))
    counts = queue_counts(body_ids, account_id)
    wanted = wanted_of(request.args, PARTS, "mine" if counts["mine"] else "all")
    around = {"after": request.args.get("after"), "before": request.args.get("before")}
    shown: dict[str, Any] = {"wanted": wanted, "counts": counts, "wording": wording, "parts": PARTS}
    shown["mine"] = list(names_of_bodies(body_ids).values())
    if wanted.part == "passed":
        page = passed_on(body_ids, **around)
        named = names_of_bodies([way.to_body_id for way, _number in page.rows])
        return render("correspondence/office_passed.html", page=page, names=named, **shown)
    return render("correspondence/office_queue.html", **shown, **_lines(body_ids, account_id, wanted, around))


@office_pages.get("/<public_id>")
@requires(SEE)
def show(public_id: str) -> str:
    """Show a letter to its addressee; that it was looked at is kept."""
    return letter_page(seen_letter(public_id))


@office_pages.get("/<public_id>/pdf/<message>/<int:n>")
@requires(SEE)
def paper(public_id: str, message: str, n: int) -> Response:
    """Send a version of a letter or an answer as PDF."""
    return pdf_of(seen_letter(public_id), message, n)


def seen_letter(public_id: str) -> Letter:
    """Return a letter of the actor's authority, and keep that it was looked at. Raises NoSuchLetter."""
    actor = current_actor()
    letter = office_letter(public_id, actor)
    sender = cabinets.party(letter.party_id)
    writer = auth.account(letter.account_id) if letter.account_id is not None else None
    told = {"object_type": "letter", "object_key": public_id, "purpose": PURPOSE}
    if sender.kind == "person":
        record_view(actor=actor, subject_fin=sender.number, subject_name=sender.name, **told)
    elif writer is not None:
        record_view(actor=actor, subject_fin=writer.fin, subject_name=writer.full_name, **told)
    return letter


def letter_page(letter: Letter, **forms: Any) -> str:
    """Return the page of a letter for its addressee; `forms` are those that were sent with mistakes."""
    version, part = {"version": letter.version}, part_of(letter, [letter.body_id])
    shown: dict[str, Any] = {
        "letter": letter,
        "party": cabinets.party(letter.party_id),
        "part": part,
        "entries": thread(letter, part.rows[::-1], for_sender=False),
        "clock": clocks_of([letter]).get(letter.id),
        "term": term_of(letter),
        "kept_until": kept_until(letter),
        "draft": draft_of(letter, "office"),
        "assignee": name_of_account(letter.assignee_id),
        "into": letter_by_id(letter.joined_to) if letter.joined_to else None,
        "joined": joined_into(letter),
        "body": names_of_bodies([letter.body_id])[letter.body_id],
        "wording": wording,
        "step": StepForm(formdata=None, data=version),
        "note_form": NoteForm(formdata=None),
        "extend_form": ReasonForm(formdata=None, data=version, prefix="extend-"),
        "forward_form": forward_form(letter, formdata=None),
        "join_form": JoinForm(formdata=None, data=version),
        "can": allowed(letter),
    }
    if shown["can"]["assign"]:
        shown["assign_form"] = assign_form(letter, formdata=None)
    return render("correspondence/office_letter.html", **(shown | forms))


def allowed(letter: Letter) -> dict[str, bool]:
    """Return which steps this officer may take on the letter now."""
    actor, state = current_actor(), State(letter.state)
    other = not is_writer(actor, letter)
    leading = leads(actor, letter.body_id)
    has = other and (letter.assignee_id == actor.account_id or leading)
    free = other and (letter.assignee_id is None or has)
    return {
        "own": not other,
        "take": other and state is State.REGISTERED and letter.assignee_id is None,
        "release": has and state is State.IN_WORK,
        "write": has and state is State.IN_WORK,
        "extend": free and state in RUNNING and letter.extended_on is None and may_put_off(letter),
        "forward": free and state in RUNNING,
        "join": free and state in RUNNING,
        "assign": other and leading and state in RUNNING,
        "note": other and letter.erased_at is None,
    }


def assign_form(letter: Letter, **options: Any) -> AssignForm:
    """Return the form with the officers of the authority, without the letter's own writer."""
    form = AssignForm(**options)
    people = [one for one in officers_of(letter.body_id) if one != letter.account_id]
    form.officer.choices = [SelectChoice(one, account.full_name) for one, account in auth.accounts(people).items()]
    return form


def forward_form(letter: Letter, **options: Any) -> ForwardForm:
    """Return the form with the authorities that take letters, without the present one; field names are its own."""
    form = ForwardForm(data={"version": letter.version}, prefix="forward-", **options)
    return form.offer(one for one in open_bodies() if one.id != letter.body_id)


def name_of_account(account_id: int | None) -> str:
    """Return the full name of an officer, empty for nobody."""
    account = auth.account(account_id) if account_id is not None else None
    return account.full_name if account else ""


def _lines(body_ids: list[int], account_id: int, wanted: Wanted, around: dict[str, Any]) -> dict[str, Any]:
    page = queue(body_ids, account_id, wanted, **around)
    having = {row.assignee_id for row in page.rows if row.assignee_id}
    return {
        "page": page,
        "clocks": clocks_of(page.rows),
        "parties": cabinets.names_of_parties([row.party_id for row in page.rows]),
        "officers": {one: account.full_name for one, account in auth.accounts(having).items()},
    }
