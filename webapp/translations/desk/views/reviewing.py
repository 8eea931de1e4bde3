"""What waits for a second person: one text on its own page, or many at once."""

import re

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.text import _, _n
from webapp.translations import queries as engine
from webapp.translations.desk import marking, queries, wording
from webapp.translations.desk.asking import read_wanted
from webapp.translations.desk.sheet import sheet_of
from webapp.translations.desk.views.blueprint import LANGUAGE, desk
from webapp.translations.desk.views.editing import shown
from webapp.translations.desk.views.sending import line
from webapp.translations.errors import OwnWork, ReasonNeeded, WordsRefused
from webapp.translations.permissions import REVIEW, VIEW
from webapp.translations.services.reviewing import approve, approve_many, reject
from webapp.ui.access import requires
from webapp.ui.fields import version_of
from webapp.ui.rendering import redirect_to, render

REVIEWERS = tuple(REVIEW.values())
KEY = re.compile(r"[0-9a-z]{20}")


@desk.get(f"{LANGUAGE}/review")
@requires(VIEW)
def review(language: str) -> str:
    """Show what is proposed in a language, the oldest first, each as a change of what pages show."""
    return _queue(language, ())


@desk.post(f"{LANGUAGE}/review")
@requires(*REVIEWERS)
def approve_picked(language: str) -> ResponseReturnValue:
    """Approve the picked ones; those that cannot be are named with the reason."""
    picks = [_pick(one) for one in request.form.getlist("pick")[: queries.SIZE]]
    if not picks:
        return _queue(language, [("", _("Ən azı bir variant seçin."))]), 422
    done = approve_many(actor=current_actor(), language=language, picks=picks)
    if done.refused:
        texts = engine.texts_by_keys([key for key, _why in done.refused])
        return _queue(language, [("", f"{texts[key].msgid[:60]}: {why}") for key, why in done.refused if key in texts])
    notice = _n("%(num)s variant təsdiqləndi.", "%(num)s variant təsdiqləndi.", done.done)
    return redirect_to(".review", language=language, notice=notice)


@desk.post(f"{LANGUAGE}/<key>/decide/<int:n>")
@requires(*REVIEWERS)
def decide(language: str, key: str, n: int) -> ResponseReturnValue:
    """Approve a proposed version, or send it back with a reason."""
    actor, wanted = current_actor(), read_wanted(request.args)
    try:
        if line("do") == "approve":
            approve(actor=actor, key=key, language=language, number=n)
            return _back(language, key, _("Variant təsdiqləndi: növbəti dərclə sayta çıxacaq."))
        reject(actor=actor, key=key, language=language, number=n, reason=line("reason"))
    except (ReasonNeeded, OwnWork, WordsRefused) as error:
        return shown(sheet_of(language, key, wanted, actor), refused=[("why", str(error))]), error.status
    return _back(language, key, _("Variant səbəbi ilə geri qaytarıldı."))


def _pick(typed: str) -> tuple[str, int]:
    """Return the text and version that a box names; "" for what no page of ours puts there."""
    key, _colon, number = typed.partition(":")
    return key if KEY.fullmatch(key) else "", version_of(number)


def _queue(language: str, refused: object) -> str:
    actor = current_actor()
    page = queries.proposed(language, after=request.args.get("after"), before=request.args.get("before"))
    return render(
        "translations_desk/review.html",
        of=language,
        page=page,
        refused=refused,
        two_persons=engine.two_persons(language),
        me=actor.account_id,
        may_review=actor.has(REVIEW[language].code),
        diffed=marking.diffed,
        wording=wording,
    )


def _back(language: str, key: str, notice: str) -> Response:
    return redirect_to(".edit", language=language, key=key, notice=notice, **read_wanted(request.args).arguments())
