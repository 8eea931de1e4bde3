"""Deeds beside the words of a text: remarks, tasks, checks set aside with a reason, going back, a limit of letters."""

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.text import Text, _
from webapp.translations import queries as engine
from webapp.translations.desk import discussing
from webapp.translations.desk.asking import read_wanted
from webapp.translations.desk.sheet import sheet_of
from webapp.translations.desk.views.blueprint import LANGUAGE, desk
from webapp.translations.desk.views.editing import shown
from webapp.translations.desk.views.sending import line, lines
from webapp.translations.errors import ReasonNeeded
from webapp.translations.permissions import ADMINISTER, REVIEW, TRANSLATE, VIEW
from webapp.translations.services.deciding import set_longest
from webapp.translations.services.restoring import revert as revert_to
from webapp.translations.services.reviewing import dismiss as dismiss_check
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to

WRITERS = (*TRANSLATE.values(), *REVIEW.values())


@desk.post(f"{LANGUAGE}/<key>/comments")
@requires(VIEW)
def comment(language: str, key: str) -> ResponseReturnValue:
    """Keep a remark for the colleagues."""
    actor, said = current_actor(), lines("words")
    try:
        discussing.say(engine.text_by_key(key), language, said, actor=actor)
    except ReasonNeeded as error:
        sheet = sheet_of(language, key, read_wanted(request.args), actor)
        return shown(sheet, remark_error=str(error)), error.status
    return _back(language, key, _("Qeydiniz əlavə olundu."))


@desk.post(f"{LANGUAGE}/<key>/comments/<public_id>/settle")
@requires(*WRITERS)
def settle(language: str, key: str, public_id: str) -> Response:
    """Mark a remark as settled."""
    discussing.settle(engine.text_by_key(key), language, public_id, actor=current_actor())
    return _back(language, key, _("Qeyd həll olunmuş sayıldı."))


@desk.post(f"{LANGUAGE}/<key>/assign")
@requires(*WRITERS)
def assign(language: str, key: str) -> Response:
    """Ask a colleague to take the text on."""
    discussing.assign(engine.text_by_key(key), language, line("whom"), actor=current_actor())
    return _back(language, key, _("Tapşırıq saxlanıldı."))


@desk.post(f"{LANGUAGE}/<key>/dismiss")
@requires(*WRITERS)
def dismiss(language: str, key: str) -> ResponseReturnValue:
    """Set a check aside for the newest words, with a reason."""
    actor, code, reason = current_actor(), line("code"), line("reason")
    try:
        dismiss_check(actor=actor, key=key, language=language, code=code, reason=reason)
    except ReasonNeeded as error:
        sheet = sheet_of(language, key, read_wanted(request.args), actor)
        return shown(sheet, dismissing=(code, str(error))), error.status
    return _back(language, key, _("Yoxlama bu sözlər üçün nəzərə alınmayacaq."))


@desk.post(f"{LANGUAGE}/<key>/revert/<int:n>")
@requires(*TRANSLATE.values())
def revert(language: str, key: str, n: int) -> Response:
    """Make a new draft of an old version."""
    revert_to(actor=current_actor(), key=key, language=language, number=n)
    return _back(language, key, _("%(number)s nömrəli variant yeni qaralama oldu.", number=n))


@desk.post(f"{LANGUAGE}/<key>/limit")
@requires(ADMINISTER)
def limit(language: str, key: str) -> Response:
    """Set how many letters a text may have; empty takes the limit away."""
    typed = "".join(line("longest").split())
    longest = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else None  # noqa: PLR2004 - at most 5000 letters
    set_longest(actor=current_actor(), key=key, longest=longest)
    return _back(language, key, _("Hərf həddi saxlanıldı."))


def _back(language: str, key: str, notice: Text) -> Response:
    return redirect_to(".edit", language=language, key=key, notice=notice, **read_wanted(request.args).arguments())
