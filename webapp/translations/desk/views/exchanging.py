"""Files of translations: sent for a dry run, applied by a second click; given out in six formats."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.errors import TooLarge
from webapp.core.text import _, _n
from webapp.core.transaction import afterwards
from webapp.translations.desk import importing, marking, wording
from webapp.translations.desk.forms import ImportForm
from webapp.translations.desk.views.blueprint import LANGUAGE, desk
from webapp.translations.desk.views.sending import line
from webapp.translations.errors import FileUnreadable, NoSuchText
from webapp.translations.exchange import KINDS
from webapp.translations.permissions import TRANSLATE, VIEW
from webapp.translations.services.exporting import WHAT
from webapp.translations.services.exporting import export as made_file
from webapp.ui.access import accepts_body, requires
from webapp.ui.forms import clean_line
from webapp.ui.rendering import redirect_to, render

TRANSLATORS = tuple(TRANSLATE.values())
MARGIN = 64 * 1024
MOST_SHOWN = 200


@desk.get(f"{LANGUAGE}/files")
@requires(VIEW)
def exchange_page(language: str) -> str:
    """Offer files, and take one."""
    return _page(language, ImportForm(formdata=None))


@desk.get(f"{LANGUAGE}/export")
@requires(VIEW)
def export(language: str) -> Response:
    """Send the texts of a language as a file."""
    kind, what = request.args.get("kind", "po"), request.args.get("what", "all")
    if kind not in KINDS or what not in WHAT:
        raise NoSuchText
    actor, detail = current_actor(), {"kind": kind, "what": what}
    afterwards(
        lambda: record("translations.exported", actor=actor, object_type="texts", object_key=language, detail=detail)
    )
    made = made_file(kind=kind, language=language, what=what)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return Response(made.content, mimetype=made.media, headers=headers)


@desk.post(f"{LANGUAGE}/files")
@accepts_body(importing.LARGEST + MARGIN)
@requires(*TRANSLATORS)
def take_file(language: str) -> ResponseReturnValue:
    """Look a file through; nothing is written to the texts."""
    form = ImportForm()
    upload = form.file.data if form.validate() else None
    if not isinstance(upload, FileStorage) or not upload.filename:
        form.file.errors = form.file.errors or [_("Faylı seçin.")]
        return _page(language, form), 422
    try:
        row = importing.hand_in(upload.read(), str(clean_line(upload.filename)), language, actor=current_actor())
    except (FileUnreadable, TooLarge) as error:
        form.file.errors = [str(error)]
        return _page(language, form), 422
    return redirect_to(".show_file", language=row.language, public_id=row.public_id)


@desk.get(f"{LANGUAGE}/files/<public_id>")
@requires(VIEW)
def show_file(language: str, public_id: str) -> str:
    """Show what a file would change, text by text, and what of it is not taken and why."""
    row = importing.handed_in(public_id, language)
    found = importing.compared(row)
    show = request.args.get("show", "")
    show = show if show in wording.OUTCOMES else _first(found.counts if found else {})
    rows = [one for one in found.rows if one.outcome == show] if found else []
    return render(
        "translations_desk/file.html",
        of=language,
        row=row,
        found=found,
        show=show,
        rows=rows[:MOST_SHOWN],
        more=max(0, len(rows) - MOST_SHOWN),
        may_write=current_actor().has(TRANSLATE[language].code),
        diffed=marking.diffed,
        wording=wording,
    )


@desk.post(f"{LANGUAGE}/files/<public_id>/apply")
@requires(*TRANSLATORS)
def apply_file(language: str, public_id: str) -> ResponseReturnValue:
    """Make drafts, or proposals, of what is new or changed in the file; or give the file up."""
    do = line("do")
    if do == "drop":
        importing.give_up(public_id, language, actor=current_actor())
        return redirect_to(".exchange_page", language=language, notice=_("Fayl silindi, heç nə dəyişmədi."))
    state = "proposed" if do == "propose" else "draft"
    done = importing.take(public_id, language, state, actor=current_actor())
    notice = _n("Fayldan %(num)s mətn götürüldü.", "Fayldan %(num)s mətn götürüldü.", done.done)
    return redirect_to(".batch", batch=done.batch, notice=notice) if done.done else _nothing(language)


def _nothing(language: str) -> ResponseReturnValue:
    return redirect_to(".exchange_page", language=language, notice=_("Faylda yeni söz yox idi: heç nə dəyişmədi."))


def _first(counts: dict[str, int]) -> str:
    return next((name for name in ("refused", "changed", "new", "unknown", "ignored") if counts.get(name)), "same")


def _page(language: str, form: ImportForm) -> str:
    return render(
        "translations_desk/files.html",
        of=language,
        form=form,
        kinds=KINDS,
        former=importing.newest(language),
        may_write=current_actor().has(TRANSLATE[language].code),
        wording=wording,
    )
