"""One text: the original, what it reads now, the words that a translator gives it, and what checks say of them."""

from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import StaleVersion
from webapp.core.text import Text, _, current_language
from webapp.translations import queries as engine
from webapp.translations.desk import marking, pictures, wording
from webapp.translations.desk.asking import Wanted, read_wanted
from webapp.translations.desk.queries import number_of
from webapp.translations.desk.sheet import Sheet, sheet_of, typed_forms
from webapp.translations.desk.views.blueprint import LANGUAGE, desk
from webapp.translations.errors import WordsRefused
from webapp.translations.permissions import ADMINISTER, VIEW
from webapp.translations.services.drafting import propose, save_draft, suggest
from webapp.translations.services.reviewing import NEVER
from webapp.ui.access import requires
from webapp.ui.fields import version_of
from webapp.ui.forms import sent_form
from webapp.ui.rendering import redirect_to, render


@desk.get(f"{LANGUAGE}/<key>")
@requires(VIEW)
def edit(language: str, key: str) -> str:
    """Show a text for editing, with the way to its neighbours in the list one came from."""
    return shown(sheet_of(language, key, read_wanted(request.args), current_actor()))


@desk.post(f"{LANGUAGE}/<key>")
@requires(VIEW)
def save(language: str, key: str) -> ResponseReturnValue:
    """Keep the words, or suggest them without the right to the language. Refused words stay in the fields.

    Raises NotYourLanguage for who wants to write without that right.
    """
    actor, wanted, sent = current_actor(), read_wanted(request.args), sent_form()
    text = engine.text_by_key(key)
    forms, number = typed_forms(sent, text, language), version_of(sent.get("number"))
    try:
        saved = _keep(language, key, forms, number, do=sent.get("do", ""))
    except StaleVersion as error:
        theirs = version_of(str(error.facts.get("theirs", "")))
        sheet = sheet_of(language, key, wanted, actor, typed=forms, number=theirs)
        return shown(sheet, theirs=engine.version(text.id, language, theirs)), error.status
    except WordsRefused as error:
        return shown(sheet_of(language, key, wanted, actor, typed=forms), refused=_refusal(error)), error.status
    if sent.get("do") == "next":
        following = sheet_of(language, key, wanted, actor).later
        if following:
            return redirect_to(".edit", language=language, key=following, notice=saved, **wanted.arguments())
    return redirect_to(".edit", language=language, key=key, notice=saved, **wanted.arguments())


def _keep(language: str, key: str, forms: list[str], number: int, *, do: str) -> str:
    """Save, suggest or propose; return what to tell."""
    actor = current_actor()
    if do == "suggest":
        suggest(actor=actor, key=key, language=language, forms=forms)
        return _("Təklifiniz yoxlayıcıya göndərildi.")
    saved = save_draft(actor=actor, key=key, language=language, forms=forms, base_number=number)
    if do != "propose":
        return _("Qaralama saxlanıldı.")
    propose(actor=actor, key=key, language=language, number=saved.number)
    if engine.two_persons(language):
        return _("Saxlanıldı və yoxlayıcıya göndərildi.")
    return _("Saxlanıldı və təsdiqləndi: dərc edilə bilər.")


@desk.post(f"{LANGUAGE}/<key>/checks")
@requires(VIEW)
def checks(language: str, key: str) -> str:
    """Say what the checks find in words that are not saved; as one types, or by the button."""
    sent = sent_form()
    forms = typed_forms(sent, engine.text_by_key(key), language)
    wanted, number = read_wanted(request.args), version_of(sent.get("number"))
    return shown(sheet_of(language, key, wanted, current_actor(), typed=forms, number=number), looked=True)


@desk.get("/pictures/<public_id>.jpg")
@requires(VIEW)
def picture(public_id: str) -> Response:
    """Send the picture of a page."""
    headers = {"Cache-Control": "private, max-age=86400"}
    return Response(pictures.bytes_of(public_id), mimetype=pictures.JPEG, headers=headers)


def _refusal(error: WordsRefused) -> list[tuple[str, Text]]:
    """Return what the summary of errors says: each finding that blocks, with the field that it is about."""
    found = error.facts.get("findings")
    named = [one for one in found if one.stands_in_the_way] if isinstance(found, tuple) else []
    return [(f"form-{one.form or 0}", one.words) for one in named] or [("form-0", str(error))]


def shown(sheet: Sheet, **more: Any) -> str:
    """Return the page of a sheet."""
    wanted: Wanted = read_wanted(request.args)
    usual = {"theirs": None, "refused": (), "looked": False, "dismissing": None, "remark_error": None}
    return render(
        "translations_desk/edit.html",
        sheet=sheet,
        of=sheet.language,
        here=wanted.arguments(),
        number_of_list=number_of(sheet.language, wanted, current_actor()) if wanted.arguments() else None,
        marked=marking.marked,
        diffed=marking.diffed,
        tokens=marking.kept_tokens(sheet.source),
        own_language=current_language(),
        wording=wording,
        never=NEVER,
        may_limit=current_actor().has(ADMINISTER.code),
        **{**usual, **more},
    )
