"""A letter is begun and written: the authority, the kind, the words kept as they are typed, the files."""

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.attachments import api as attachments
from webapp.attachments.errors import RefusedFile
from webapp.catalogue.api import name_of_kind
from webapp.core.actor import Actor, current_actor
from webapp.core.clock import local, now, today
from webapp.core.errors import StaleVersion
from webapp.core.ids import new_public_id
from webapp.core.text import Text, _
from webapp.correspondence import wording
from webapp.correspondence.forms import LetterForm, StartForm
from webapp.correspondence.models import Letter, LetterBody, LetterMessage
from webapp.correspondence.owners import SLOT
from webapp.correspondence.permissions import WRITE
from webapp.correspondence.queries import body_by_code, body_by_id, open_bodies
from webapp.correspondence.services.composing import COPIES, draft_letter, save_letter, start_letter
from webapp.correspondence.terms import term_on_day
from webapp.correspondence.views.blueprint import letters
from webapp.ui.access import accepts_body, requires
from webapp.ui.forms import clean_line
from webapp.ui.rendering import redirect_to, render

BODY = attachments.MOST_BYTES_OF_CASE + 1024 * 1024


@letters.get("/new")
@requires(WRITE)
def new() -> str:
    """Choose the authority; with `to` the kind of letter. A service of the catalogue leads here with both set."""
    about = request.args.get("about", "")[:5]
    name = name_of_kind(about) if about else ""
    about = about if name else ""
    typed = request.args.get("q", "").strip()[:80]
    to = request.args.get("to", "")[:26]
    if not to:
        return render("correspondence/bodies_to_choose.html", bodies=open_bodies(typed), typed=typed, about=about)
    form = StartForm(formdata=None, data={"about": about, "key": new_public_id(), "kind": "application"})
    return _start_page(to, form, name)


@letters.post("/new")
@requires(WRITE)
def start() -> ResponseReturnValue:
    """Begin the letter; twice the same page begins it once."""
    form, to = StartForm(), request.form.get("to", "")[:26]
    name = name_of_kind(form.about.data or "") if form.about.data else ""
    if not form.validate():
        return _start_page(to, form, name), 422
    wanted = {"kind": form.kind.data, "about": form.about.data or "", "subject": name, "key": form.key.data}
    return redirect_to(".edit", public_id=start_letter(to, **wanted, actor=current_actor()))


@letters.get("/<public_id>/edit")
@requires(WRITE)
def edit(public_id: str) -> str:
    """Show the letter as it was typed so far."""
    letter, message = draft_letter(public_id, current_actor())
    return _page(letter, message, filled(letter, message))


@letters.post("/<public_id>/edit")
@accepts_body(BODY)
@requires(WRITE)
def save(public_id: str) -> ResponseReturnValue:
    """Keep what was typed: quietly for the page itself, or on the way to the last look."""
    actor = current_actor()
    letter, message = draft_letter(public_id, actor, lock=True)
    form = _form(letter)
    if not form.validate():
        return _page(letter, message, form), 422
    try:
        version = save_letter(public_id, form.said, version=form.version.seen, actor=actor)
    except StaleVersion:
        return _conflict(letter, message, form)
    if is_quiet():
        return {"version": version, "saved_at": f"{local(now()):%H:%M}"}
    refused = take_files(message, actor)
    form.version.data = str(version)
    if refused:
        return _page(letter, message, form, refused=refused), 422
    if request.form.get("do") == "later":
        return redirect_to(".index", part="drafts", notice=_("Qaralama saxlanıldı."))
    return redirect_to(".check", public_id=public_id)


def is_quiet() -> bool:
    """Whether the page saves itself, without going anywhere."""
    return request.headers.get("X-Autosave") == "1"


def take_files(message: LetterMessage, actor: Actor) -> list[str]:
    """Take in the files that came with the form, without a script to send them at once; return what was refused."""
    refused = []
    for upload in filter(lambda one: one.filename, request.files.getlist(SLOT)):
        try:
            attachments.receive(upload, kind=COPIES, ref=message.public_id, slot=SLOT, actor=actor)
        except RefusedFile as refusal:
            refused.append(f"{clean_line(upload.filename)}: {refusal}")
    return refused


def conflict_answer(rows: list[dict[str, str]], address: str, page: str) -> Response:
    """Show both versions: beside what is typed for a page that saved itself, else on the page, to be saved again."""
    if is_quiet():
        return make_response(render_template("correspondence/conflict.html", rows=rows, address=address), 409)
    return make_response(page, 409)


def filled(letter: Letter, message: LetterMessage) -> LetterForm:
    """Return the form as it was saved last."""
    known = {"to": body_by_id(letter.body_id).code, "kind": letter.kind, "subject": letter.subject}
    data = {**known, "text": message.text, "version": str(message.version)}
    return LetterForm(formdata=None, data=data).offer(_choices(letter))


def _form(letter: Letter) -> LetterForm:
    return LetterForm().offer(_choices(letter))


def _choices(letter: Letter) -> list[LetterBody]:
    """The authorities that take letters, and the one that is chosen already, though it were closed since."""
    return list({one.id: one for one in [*open_bodies(), body_by_id(letter.body_id)]}.values())


def _conflict(letter: Letter, message: LetterMessage, form: LetterForm) -> Response:
    saved = filled(letter, message)
    shown = [(saved.subject, form.subject), (saved.text, form.text)]
    rows = [
        {"label": str(theirs.label.text), "mine": mine.data or "", "saved": theirs.data or ""}
        for theirs, mine in shown
        if (mine.data or "") != (theirs.data or "")
    ]
    form.version.data = str(message.version)
    address = url_for(".edit", public_id=letter.public_id)
    return conflict_answer(rows, address, _page(letter, message, form, differing=rows))


def _page(letter: Letter, message: LetterMessage, form: LetterForm, **more: object) -> str:
    copies = attachments.copies_of(COPIES, message.public_id)
    shown = {"letter": letter, "message": message, "form": form, "copies": copies}
    return render("correspondence/edit.html", **shown, **more)


def _start_page(to: str, form: StartForm, name: str) -> str:
    hints = {kind: _hint(kind, words) for kind, words in wording.HINTS.items()}
    return render("correspondence/start.html", body=body_by_code(to), form=form, about=name, hints=hints)


def _hint(kind: str, words: Text) -> Text:
    """Say what a kind of letter is for, when it is answered by the terms of today, and whether it wants a signature."""
    term = term_on_day(kind, today())
    if term.signed:
        return _(
            "%(what)s. Elektron imza ilə göndərilir. Cavab müddəti, iş günü: %(days)s.", what=words, days=term.days
        )
    return _("%(what)s. Cavab müddəti, iş günü: %(days)s.", what=words, days=term.days)
