"""The register of what was sent: a page, one notice, one person, the file; each look and each file is kept."""

from typing import Any, Final

from flask import Response, request
from flask.typing import ResponseReturnValue

from webapp.audit.api import record, record_view
from webapp.auth import api as auth
from webapp.auth.api import Account
from webapp.cabinets import api as cabinets
from webapp.core.actor import current_actor
from webapp.core.text import _l
from webapp.core.transaction import afterwards
from webapp.notifications import register as queries
from webapp.notifications.forms import PersonForm, RegisterForm, register_form
from webapp.notifications.permissions import REGISTER
from webapp.notifications.presenting import CHANNELS, STATES, kinds, outcome, words_of
from webapp.notifications.register import CABINET, Filters
from webapp.notifications.views.blueprint import office
from webapp.ui.access import requires
from webapp.ui.rendering import render

PURPOSE: Final = _l("Göndərilən bildirişlərin reyestrinə baxış")
WAYS: Final = {CABINET: _l("Kabinetdə"), "out": _l("Kabinetdən kənar"), **CHANNELS}
READ: Final = {"read": (_l("Oxunub"), "success"), "unread": (_l("Oxunmayıb"), "neutral")}
SHOWN: Final = {"ways": WAYS, "states": {**STATES, **READ}, "outcome": outcome, "words_of": words_of}


@office.get("")
@requires(REGISTER)
def index() -> str:
    """Show the register, newest first."""
    form, filters = _filters()
    found = queries.lines(filters, after=request.args.get("after"), before=request.args.get("before"))
    asked = {name: value for name in ("kind", "state", "since", "until") if (value := request.args.get(name))}
    context = {"form": form, "filters": filters, "asked": asked, "titles": kinds(), "counts": queries.counts(), **SHOWN}
    return render("notifications/register.html", found=found, **context)


@office.get("/register.csv")
@requires(REGISTER)
def export() -> Response:
    """Give the found entries as a file; the export is itself an entry of the journal."""
    _form, filters = _filters()
    found = queries.exported(filters)
    detail = {"rows": len(found), "channel": filters.channel}
    record("notifications.exported", actor=current_actor(), object_type="notice", object_key="", detail=detail)
    headers = {"Content-Disposition": 'attachment; filename="notices.csv"'}
    return Response(queries.as_csv(found), mimetype="text/csv", headers=headers)


@office.get("/entries/<public_id>")
@requires(REGISTER)
def entry(public_id: str) -> str:
    """Show one notice: its words, whom it went to, when each had it. The people see that it was looked at."""
    notice, sent, read = queries.entry(public_id)
    people = {
        one.id: one for one in (*(account for _row, account in sent), *(account for _row, account in read)) if one
    }
    addressee = auth.account(notice.account_id) if notice.account_id else None
    if addressee:
        people[addressee.id] = addressee
    for account in people.values():
        _seen(account, public_id)
    if not people:
        afterwards(
            lambda: record("notifications.looked", actor=current_actor(), object_type="notice", object_key=public_id)
        )
    party = cabinets.party(notice.party_id) if notice.party_id else None
    context = {"sent": sent, "read": read, "addressee": addressee, "party": party, "titles": kinds(), **SHOWN}
    return render("notifications/entry.html", notice=notice, **context)


@office.get("/person")
@requires(REGISTER)
def person() -> str:
    """Ask whose notices."""
    return render("notifications/person.html", form=PersonForm(formdata=None), **SHOWN)


@office.post("/person")
@requires(REGISTER)
def find_person() -> ResponseReturnValue:
    """Show a person's notices; the number stands in no address, and the look is kept with its purpose."""
    form = PersonForm()
    if not form.validate():
        return render("notifications/person.html", form=form, **SHOWN), 422
    account = auth.account_by_fin(form.fin.data or "")
    found: list[Any] = []
    if account is not None:
        record_view(
            actor=current_actor(),
            subject_fin=account.fin,
            subject_name=account.full_name,
            object_type="notice",
            object_key=account.public_id,
            purpose=f"{PURPOSE}: {form.why.data}",
        )
        found = queries.of_person(account, form.since.data, form.until.data)
    context = {"account": account, "lines": found, "titles": kinds(), "asked": True, **SHOWN}
    return render("notifications/person.html", form=form, **context)


def _seen(account: Account, public_id: str) -> None:
    record_view(
        actor=current_actor(),
        subject_fin=account.fin,
        subject_name=account.full_name,
        object_type="notice",
        object_key=public_id,
        purpose=PURPOSE,
    )


def _filters() -> tuple[RegisterForm, Filters]:
    """Return the filters of the address; what is none narrows nothing."""
    form = register_form()
    way = request.args.get("way", CABINET)
    kind = form.kind.data if form.kind.data in kinds() else ""
    since, until = (None if field.errors else field.data for field in (form.since, form.until))
    return form, Filters(way if way in WAYS else CABINET, kind, form.state.data or "", since, until)
