"""Who may what in which language, whether a second person reviews, and the record of everything done."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from webapp.audit.api import record
from webapp.auth import api as auth
from webapp.core.actor import current_actor
from webapp.core.csv_text import csv_text
from webapp.core.permissions import Permission
from webapp.core.text import LANGUAGES, _
from webapp.core.transaction import afterwards
from webapp.translations import queries as engine
from webapp.translations.desk import diary, discussing, marking, wording
from webapp.translations.desk.asking import read_wanted
from webapp.translations.desk.views.blueprint import desk
from webapp.translations.desk.views.sending import line
from webapp.translations.permissions import ADMINISTER, GLOSSARY, PUBLISH, REVIEW, TRANSLATE, VIEW
from webapp.translations.services.deciding import set_two_persons
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@desk.get("/people")
@requires(VIEW)
def people() -> str:
    """Show who writes and reviews in each language, who publishes, and the rule of two persons."""
    return render(
        "translations_desk/people.html",
        languages={
            one: {
                "two_persons": engine.two_persons(one),
                "writers": _holders(TRANSLATE[one]),
                "reviewers": _holders(REVIEW[one]),
            }
            for one in LANGUAGES
        },
        everywhere=[(right.title, _holders(right)) for right in (PUBLISH, GLOSSARY, ADMINISTER)],
        may_decide=current_actor().has(ADMINISTER.code),
        wording=wording,
    )


@desk.post("/people/rule")
@requires(ADMINISTER)
def rule() -> ResponseReturnValue:
    """Decide whether a second person reviews what is written in a language."""
    set_two_persons(actor=current_actor(), language=line("of"), wanted=line("two") == "1")
    return redirect_to(".people", notice=_("Qayda saxlanıldı: bundan sonra yazılanlara aiddir."))


@desk.get("/log")
@requires(VIEW)
def log() -> str:
    """Show what was done to texts: who, when, what stood before and after, who decided."""
    wanted, language = read_wanted(request.args), _language()
    page = diary.entries(language, wanted, after=request.args.get("after"), before=request.args.get("before"))
    return render(
        "translations_desk/log.html",
        page=page,
        wanted=wanted,
        of=language,
        here={**wanted.arguments(), **({"of": language} if language else {})},
        diffed=marking.diffed,
        wording=wording,
    )


@desk.get("/log.csv")
@requires(VIEW)
def download_log() -> Response:
    """Send the same, with publications, as CSV."""
    actor, language, wanted = current_actor(), _language(), read_wanted(request.args)
    detail = wanted.arguments()
    afterwards(
        lambda: record("translations.exported", actor=actor, object_type="texts", object_key="log", detail=detail)
    )
    table = csv_text(diary.csv_rows(language, wanted), delimiter=";")
    headers = {"Content-Disposition": 'attachment; filename="texts-log.csv"'}
    return Response(table, mimetype="text/csv", headers=headers)


def _language() -> str:
    asked = request.args.get("of", "")
    return asked if asked in LANGUAGES else ""


def _holders(right: Permission) -> list[str]:
    found = (auth.account(one) for one in auth.staff_with(discussing.holding(right)))
    return sorted(one.full_name for one in found if one is not None)
