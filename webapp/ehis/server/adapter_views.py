"""The adaptation server's address and protocol (4.2.1, 4.2.2), and how answers of the registers are adapted to ours."""

from typing import Any, Final
from urllib.parse import urlsplit

from flask import make_response, request
from werkzeug.wrappers import Response as AnyResponse

from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.ehis.permissions import SEE_SERVER, STEER_SERVER
from webapp.ehis.policy import POLICIES
from webapp.ehis.server import mapping, presenting
from webapp.ehis.server.addresses import adapter_address
from webapp.ehis.server.blueprint import server_pages
from webapp.ehis.server.errors import AdministratorMissing, BadMapping
from webapp.ehis.server.forms import AdapterForm, SampleForm
from webapp.ehis.server.placement import PREFIX
from webapp.ehis.server.status import adapter_now
from webapp.ehis.server.versions import ADAPTER, change, history
from webapp.ehis.sources import source_name
from webapp.ui.access import requires
from webapp.ui.filters import identifier
from webapp.ui.rendering import redirect_to, render

UNPROCESSABLE: Final = 422
PATH_CAP: Final = 200
SURE: Final = "sure"


@server_pages.get("/adapter")
@requires(SEE_SERVER)
def adapter() -> str:
    """Show where the adaptation server is, and how that was changed."""
    where = urlsplit(adapter_now())
    data = {"protocol": where.scheme, "ip": where.hostname, "port": where.port}
    return _adapter(AdapterForm(formdata=None, data=data))


@server_pages.post("/adapter")
@requires(STEER_SERVER, step_up=True)
def save_adapter() -> AnyResponse:
    """Show what would change; when that is confirmed, save it. The next call of our security server uses it."""
    form = AdapterForm()
    if not form.validate():
        return make_response(_adapter(form), UNPROCESSABLE)
    try:
        address = adapter_address(form.protocol.data or "", form.ip.data or "", form.port.data or 0)
        if SURE not in request.form:
            page = render(
                "ehis_server/confirm_adapter.html", tabs=presenting.tabs(), form=form, to=address, now=adapter_now()
            )
            return make_response(page)
        change(ADAPTER, address, actor=current_actor())
    except AppError as refused:
        form.ip.errors = [str(refused.fields.get("ip", refused.message))]
        return make_response(_adapter(form), UNPROCESSABLE)
    return redirect_to(".adapter", notice=_("Uyğunlaşdırma serverinin ünvanı dəyişdirildi."))


@server_pages.get("/mapping")
@requires(SEE_SERVER)
def mappings() -> str:
    """Show every asked service, with the number of fields that it gives."""
    rows = [
        {
            "code": {"text": identifier(row.code), "href": f"{request.path}/{row.code}"},
            "register": source_name(str(row.service.member)),
            "fields": len(row.fields),
        }
        for row in POLICIES.values()
    ]
    return render("ehis_server/mappings.html", tabs=presenting.tabs(), rows=rows)


@server_pages.get("/mapping/<code>")
@requires(SEE_SERVER)
def show_mapping(code: str) -> str:
    """Show which element of the register's answer becomes which field of ours."""
    policy = mapping.policy_named(code)
    return _mapping(code, SampleForm(), mapping.mapping_of(policy))


@server_pages.post("/mapping/<code>/try")
@requires(SEE_SERVER)
def try_mapping(code: str) -> AnyResponse:
    """Read a sample as the form says, and show the values or the field at fault."""
    policy, form = mapping.policy_named(code), SampleForm()
    typed = _typed(code)
    if not form.validate():
        return make_response(_mapping(code, form, typed), UNPROCESSABLE)
    tried = mapping.try_sample(policy, form.sample.data or "", typed)
    return make_response(_mapping(code, form, typed, tried), UNPROCESSABLE if tried.fault else 200)


@server_pages.post("/mapping/<code>")
@requires(STEER_SERVER, step_up=True)
def save_mapping(code: str) -> AnyResponse:
    """Read the service's answers so from now on; a sample must prove it."""
    policy, form = mapping.policy_named(code), SampleForm()
    typed = _typed(code)
    if not form.validate():
        return make_response(_mapping(code, form, typed), UNPROCESSABLE)
    try:
        changed = mapping.change_mapping(code, form.sample.data or "", typed, actor=current_actor())
    except (BadMapping, AdministratorMissing) as refused:
        form.sample.errors = [str(refused)]
        tried = mapping.try_sample(policy, form.sample.data or "", typed)
        return make_response(_mapping(code, form, typed, tried), UNPROCESSABLE)
    notice = _("Uyğunlaşdırma yadda saxlanıldı.") if changed else _("Heç nə dəyişmədi.")
    return redirect_to(".show_mapping", code=code, notice=notice)


def _typed(code: str) -> dict[str, str]:
    """Return the paths as the form says; a field that it leaves out stays where it is."""
    now = mapping.mapping_of(mapping.policy_named(code))
    return {name: request.form.get(f"path-{name}", path).strip()[:PATH_CAP] or path for name, path in now.items()}


def _adapter(form: AdapterForm) -> str:
    return render(
        "ehis_server/adapter.html",
        tabs=presenting.tabs(),
        form=form,
        now=adapter_now(),
        versions=presenting.version_items(history(ADAPTER)),
        can_steer=presenting.can_steer(),
    )


def _mapping(code: str, form: SampleForm, paths: dict[str, str], tried: mapping.Tried | None = None) -> str:
    policy = mapping.policy_named(code)
    context: dict[str, Any] = {"fixed": mapping.fixed_fields(policy), "tried": tried}
    return render(
        "ehis_server/mapping.html",
        tabs=presenting.tabs(),
        code=code,
        register=source_name(str(policy.service.member)),
        form=form,
        paths=paths,
        can_steer=presenting.can_steer(),
        versions=presenting.version_items(history(f"{PREFIX}{code}")),
        **context,
    )
