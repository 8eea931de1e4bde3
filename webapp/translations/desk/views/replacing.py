"""Words replaced in many texts at once: what would change is shown first, text by text, and may be picked."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import Invalid
from webapp.core.text import _, _n
from webapp.translations.desk import diary, marking, wording
from webapp.translations.desk.queries import areas
from webapp.translations.desk.views.blueprint import LANGUAGE, desk
from webapp.translations.desk.views.sending import line
from webapp.translations.permissions import TRANSLATE, VIEW
from webapp.translations.services.replacing import Replacement, preview_replace, replace_many
from webapp.translations.services.restoring import revert_batch
from webapp.ui.access import requires
from webapp.ui.forms import sent_form
from webapp.ui.rendering import redirect_to, render

TRANSLATORS = tuple(TRANSLATE.values())
LONGEST = 200
MOST_SHOWN = 100


@desk.get(f"{LANGUAGE}/replace")
@requires(VIEW)
def replacing(language: str) -> str:
    """Ask what to replace; with words in the address, show what would change. Nothing is written."""
    needle, by = request.args.get("needle", "")[:LONGEST], request.args.get("by", "")[:LONGEST]
    whole, area = bool(request.args.get("whole")), request.args.get("area", "")
    chosen = (area,) if area in areas() else ()
    found, wrong = _previewed(language, needle, by, whole=whole, areas=chosen)
    return render(
        "translations_desk/replace.html",
        of=language,
        needle=needle,
        by=by,
        whole=whole,
        area=area,
        areas=areas(),
        found=found[:MOST_SHOWN] if found is not None else None,
        more=max(0, len(found or ()) - MOST_SHOWN),
        wrong=wrong,
        may_write=current_actor().has(TRANSLATE[language].code),
        diffed=marking.diffed,
        wording=wording,
    )


def _previewed(
    language: str, needle: str, by: str, *, whole: bool, areas: tuple[str, ...]
) -> tuple[list[Replacement] | None, str]:
    """Return what would change, None when nothing was asked; and what is wrong with what was asked."""
    if not needle.strip():
        return None, ""
    try:
        return preview_replace(language, needle, by, whole_word=whole, areas=areas), ""
    except Invalid as error:
        return None, " ".join(map(str, error.fields.values())) or str(error)


@desk.post(f"{LANGUAGE}/replace")
@requires(*TRANSLATORS)
def replace(language: str) -> ResponseReturnValue:
    """Make drafts of the picked replacements, as one batch that can be taken back."""
    keys, needle, by = request.form.getlist("key")[:MOST_SHOWN], _exact("needle"), _exact("by")
    if not keys or not needle.strip():
        raise Invalid(_("Ən azı bir mətn seçin."))
    area = line("area")
    done = replace_many(
        actor=current_actor(),
        language=language,
        needle=needle,
        by=by,
        whole_word=bool(line("whole")),
        areas=(area,) if area in areas() else (),
        keys=tuple(keys),
    )
    notice = _n("%(num)s mətnin qaralaması yaradıldı.", "%(num)s mətnin qaralaması yaradıldı.", done.done)
    return redirect_to(".batch", batch=done.batch, notice=notice)


def _exact(name: str) -> str:
    """Return letters as they were typed: spaces before and after belong to what is replaced."""
    return str(sent_form().get(name, ""))[:LONGEST].replace("\x00", "")


@desk.get("/batches/<batch>")
@requires(VIEW)
def batch(batch: str) -> str:
    """Show what a replacement or a file did."""
    return render(
        "translations_desk/batch.html",
        batch=batch,
        rows=diary.of_batch(batch),
        may_write=any(current_actor().has(right.code) for right in TRANSLATORS),
        diffed=marking.diffed,
        wording=wording,
    )


@desk.post("/batches/<batch>/revert")
@requires(*TRANSLATORS)
def take_back(batch: str) -> ResponseReturnValue:
    """Go back, in every text of a batch that nobody changed since, to the words before it."""
    done = revert_batch(actor=current_actor(), batch=batch)
    notice = _n("%(num)s mətn əvvəlki variantına qaytarıldı.", "%(num)s mətn əvvəlki variantına qaytarıldı.", done.done)
    return redirect_to(".batch", batch=batch, notice=notice)
