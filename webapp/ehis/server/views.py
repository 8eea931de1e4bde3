"""The first pages: the four components, the server's name and its central servers, its administrator."""

from typing import Any, Final

from flask import make_response, request
from werkzeug.wrappers import Response as AnyResponse

from webapp.core.actor import current_actor
from webapp.core.errors import AppError, NotFound
from webapp.core.text import _
from webapp.core.transaction import transaction
from webapp.ehis.monitoring.wording import COMPONENT_NAMES
from webapp.ehis.permissions import SEE_SERVER, STEER_SERVER
from webapp.ehis.server import presenting, status
from webapp.ehis.server.addresses import central_addresses, server_id
from webapp.ehis.server.administrator import Appointment, administrator, administrators, appoint
from webapp.ehis.server.blueprint import server_pages
from webapp.ehis.server.errors import AdministratorMissing, BadAddress, CentralServerFailed
from webapp.ehis.server.filing import follow, greet_central, register, registration
from webapp.ehis.server.forms import AdministratorForm, ServerForm
from webapp.ehis.server.versions import CENTRAL_SERVERS, SERVER_ID, central_servers, change, current, history
from webapp.ui.access import no_transaction, requires
from webapp.ui.rendering import redirect_to, render

UNPROCESSABLE: Final = 422
Said = tuple[str, str]
"""The tone and the words of a banner."""


@server_pages.get("")
@no_transaction
@requires(SEE_SERVER)
def index() -> str:
    """Show the four components of clause 2.1, each just looked at, and our two certificates."""
    return _status()


@server_pages.post("/test/<code>")
@no_transaction
@requires(SEE_SERVER)
def look(code: str) -> str:
    """Look at one component and say what was seen."""
    if code not in status.PARTS:
        raise NotFound
    with transaction(read_only=True):
        address = status.adapter_now()
    seen = status.look_at(code, address)
    name = COMPONENT_NAMES[code]
    if seen.answered:
        said = _("%(name)s cavab verdi: %(ms)s ms.", name=name, ms=seen.milliseconds)
        return _status(("success", said))
    return _status(("danger", _("%(name)s cavab vermir: %(why)s.", name=name, why=seen.why or _("əlaqə yoxdur"))))


@server_pages.get("/identity")
@requires(SEE_SERVER)
def identity() -> str:
    """Show the server's name, the central servers, the registration, and how they were changed."""
    return _identity(_filled())


@server_pages.post("/identity")
@requires(STEER_SERVER, step_up=True)
def save_identity() -> AnyResponse:
    """Save the server's name and the addresses of the central servers."""
    form = ServerForm()
    if not form.validate():
        return make_response(_identity(form), UNPROCESSABLE)
    try:
        named, addresses = server_id(form.code.data or ""), central_addresses(form.central.data or "")
        changed = [change(SERVER_ID, named, actor=current_actor())]
        changed.append(change(CENTRAL_SERVERS, "\n".join(addresses), actor=current_actor()))
    except (BadAddress, AdministratorMissing) as error:
        field = form.code if "code" in error.fields else form.central
        field.errors = [str(error.fields.get("code", error.message))]
        return make_response(_identity(form), UNPROCESSABLE)
    return redirect_to(".identity", notice=_("Yadda saxlanıldı.") if any(changed) else _("Heç nə dəyişmədi."))


@server_pages.post("/identity/test")
@no_transaction
@requires(SEE_SERVER)
def test_connection() -> str:
    """Test the connection to one of the central servers, and say how it went."""
    address = request.form.get("address", "")
    try:
        name = greet_central(address)
    except CentralServerFailed as failed:
        return _identity_with(("danger", _("Əlaqə alınmadı. %(why)s", why=str(failed))))
    return _identity_with(("success", _("%(address)s cavab verdi: %(name)s", address=address, name=name)))


@server_pages.post("/registration")
@no_transaction
@requires(STEER_SERVER, step_up=True)
def ask_registration() -> str | AnyResponse:
    """Ask the central server to register ours."""
    try:
        register(actor=current_actor())
    except AppError as refused:
        return make_response(_identity_with(("danger", str(refused))), refused.status)
    return redirect_to(".identity", notice=_("Qeydiyyat sorğusu göndərildi."))


@server_pages.post("/registration/follow")
@no_transaction
@requires(STEER_SERVER)
def follow_registration() -> str | AnyResponse:
    """Ask what became of it."""
    with transaction(read_only=True):
        asked = registration()
    if asked is None:
        raise NotFound
    try:
        follow(asked.public_id, actor=current_actor())
    except CentralServerFailed as failed:
        return make_response(_identity_with(("danger", str(failed))), failed.status)
    return redirect_to(".identity")


@server_pages.get("/administrator")
@requires(SEE_SERVER)
def administrator_page() -> str:
    """Show who is the server administrator, and who was."""
    return _administrator(AdministratorForm())


@server_pages.post("/administrator")
@requires(STEER_SERVER, step_up=True)
def save_administrator() -> AnyResponse:
    """Appoint one."""
    form = AdministratorForm()
    if not form.validate():
        return make_response(_administrator(form), UNPROCESSABLE)
    texts = {name: form[name].data or "" for name in ("name", "fin", "post", "phone", "document")}
    appoint(Appointment(**texts), actor=current_actor())
    return redirect_to(".administrator_page", notice=_("Server inzibatçısı təyin edildi."))


def _status(said: Said | None = None) -> str:
    parts = status.components()
    with transaction(read_only=True):
        own = status.own_certificates()
        return render(
            "ehis_server/status.html",
            tabs=presenting.tabs(),
            parts=presenting.part_cards(parts),
            own=presenting.own_rows(own),
            warnings=presenting.ending_sentences(status.ending(own)),
            administrator=administrator(),
            said=said,
        )


def _filled() -> ServerForm:
    """Return the form as the settings stand."""
    code = (current(SERVER_ID) or "").rpartition("/")[2]
    return ServerForm(formdata=None, data={"code": code, "central": "\n".join(central_servers())})


def _identity_with(said: Said) -> str:
    with transaction(read_only=True):
        return _identity(_filled(), said)


def _identity(form: ServerForm, said: Said | None = None) -> str:
    asked = registration()
    context: dict[str, Any] = {"asked": asked, "said": said}
    if asked is not None:
        context |= {
            "asked_state": presenting.state_tag(presenting.REQUEST_STATES[asked.state]),
            "asked_facts": presenting.request_facts(asked),
        }
    return render(
        "ehis_server/identity.html",
        tabs=presenting.tabs(),
        form=form,
        named=current(SERVER_ID),
        central=central_servers(),
        versions=presenting.version_items(history(SERVER_ID, CENTRAL_SERVERS)),
        can_steer=presenting.can_steer(),
        appointed=administrator() is not None,
        **context,
    )


def _administrator(form: AdministratorForm) -> str:
    return render(
        "ehis_server/administrator.html",
        tabs=presenting.tabs(),
        form=form,
        one=administrator(),
        rows=presenting.administrator_rows(administrators()),
        can_steer=presenting.can_steer(),
    )
