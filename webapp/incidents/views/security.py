"""Security pages: the four layers, the data map, the test of the system by itself, settings, whom to tell, the owner's control."""

from datetime import timedelta
from typing import Any, Final

from flask import url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from webapp.audit.api import doings_since
from webapp.audit.api import wording as wording_of
from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.core.errors import NotFound
from webapp.core.text import _
from webapp.core.transaction import transaction
from webapp.incidents import datamap, selftest, wording
from webapp.incidents.forms.office import AddresseeForm
from webapp.incidents.forms.upkeep import SettingForm
from webapp.incidents.layers import layers, sealed_tables
from webapp.incidents.permissions import CONFIGURE, CONTROL, SEE_SECURITY
from webapp.incidents.queries import addressees, counts, registered_since
from webapp.incidents.rules import shown_count
from webapp.incidents.services import upkeep
from webapp.incidents.upkeep_reads import schedule, settings
from webapp.incidents.views.blueprint import security
from webapp.incidents.views.presenting import ask, taken
from webapp.ui.access import no_transaction, requires
from webapp.ui.forms import Form
from webapp.ui.rendering import redirect_to, render

MONTH: Final = timedelta(days=30)
MOST_DOINGS: Final = 40


@security.get("")
@requires(SEE_SECURITY)
def index() -> str:
    """Show the four layers, each with its live state."""
    return render("incidents/security.html", layers=layers(), tables=sealed_tables(), **_tabs())


@security.get("/data-map")
@requires(SEE_SECURITY)
def data_map() -> str:
    """Show which personal data are processed, for what, on which basis, for how long."""
    return render("incidents/data_map.html", own=datamap.OWN, asked=datamap.from_registers(), **_tabs())


@security.get("/self-test")
@no_transaction
@requires(SEE_SECURITY)
def self_test() -> str:
    """Test functions, rights, exchange and protection now, and show how each stands."""
    results = selftest.run()
    with transaction(read_only=True):
        return render("incidents/self_test.html", results=results, areas=selftest.AREAS, **_tabs())


@security.get("/control")
@requires(CONTROL)
def control() -> str:
    """Show the owner backups, incidents, inspections and the statistics of access; small numbers are hidden."""
    since = now() - MONTH
    doings = [(wording_of(action), wording_of(kind), shown_count(count)) for action, kind, count in doings_since(since)]
    figures = {"doings": doings[:MOST_DOINGS], "kinds": dict(registered_since(since)), "counts": counts()}
    return render(
        "incidents/control.html", settings=settings(), plans=schedule(), wording=wording, **figures, **_tabs()
    )


@security.get("/settings")
@requires(CONFIGURE)
def settings_page() -> str:
    """Show the settings of protection and whom to tell."""
    context = {"settings": settings(), "addressees": addressees(), "wording": wording}
    return render("incidents/settings.html", **context, **_tabs())


@security.get("/settings/<code>")
@requires(CONFIGURE)
def setting(code: str) -> str:
    """Ask for the new value of one setting."""
    row = settings().get(code)
    if row is None:
        raise NotFound
    return _setting_page(code, SettingForm(formdata=None, data={"value": row.value}))


@security.post("/settings/<code>")
@requires(CONFIGURE)
def set_setting(code: str) -> ResponseReturnValue:
    """Change it."""
    if code not in settings():
        raise NotFound
    form = SettingForm()
    return taken(form, lambda: _set(code, form), lambda shown: _setting_page(code, shown))


@security.get("/addressees/new")
@requires(CONFIGURE)
def new_addressee() -> str:
    """Ask how a body is told."""
    return _addressee_page(AddresseeForm(formdata=None))


@security.post("/addressees/new")
@requires(CONFIGURE)
def set_addressee() -> ResponseReturnValue:
    """Keep it from today on; the row that stood is ended and kept."""
    form = AddresseeForm()
    return taken(form, lambda: _addressed(form), _addressee_page)


def _tabs() -> dict[str, Any]:
    actor = current_actor()
    return {"may_control": actor.has(CONTROL.code), "may_configure": actor.has(CONFIGURE.code)}


def _setting_page(code: str, form: Form) -> str:
    return ask(form, title=wording.SETTINGS.get(code, code), back=url_for(".settings_page"))


def _addressee_page(form: Form) -> str:
    lead = _("Köhnə sətir bu gün bitir və saxlanılır.")
    return ask(form, title=_("Məlumat verilən orqan"), lead=lead, back=url_for(".settings_page"))


def _set(code: str, form: Any) -> AnyResponse:
    upkeep.set_value(code, form.value.data or "", actor=current_actor())
    return redirect_to(".settings_page", notice=_("Saxlanıldı."))


def _addressed(form: Any) -> AnyResponse:
    values = {name: form[name].data or "" for name in ("name", "email", "phone")}
    topics, at_once = form.topics.data, form.at_once.data
    upkeep.set_addressee(form.body.data, **values, topics=topics, at_once=at_once, actor=current_actor())
    return redirect_to(".settings_page", notice=_("Saxlanıldı."))
