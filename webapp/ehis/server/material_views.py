"""Pages of certificates that are entered, and of our own keys."""

from typing import Any, Final

from flask import Response, make_response
from werkzeug.wrappers import Response as AnyResponse

from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import Text, _, _l
from webapp.core.transaction import transaction
from webapp.ehis.permissions import SEE_SERVER, STEER_SERVER
from webapp.ehis.server import keys, presenting
from webapp.ehis.server.blueprint import server_pages
from webapp.ehis.server.entered import enter, entered, entered_one, remove
from webapp.ehis.server.errors import AdministratorMissing, AlreadyEntered, BadMaterial, NoAuthority, NoServerId
from webapp.ehis.server.filing import follow, hand_in, request_for
from webapp.ehis.server.forms import CertificateForm, EnterForm, KeyForm
from webapp.ehis.server.materials import MOST_BYTES
from webapp.ui.access import no_transaction, requires
from webapp.ui.rendering import redirect_to, render

UNPROCESSABLE: Final = 422
PEM_FILE: Final = "application/pkcs10"
DEEDS: Final[dict[str, tuple[Text, Text, str]]] = {
    "activate": (
        _l("Açarı istifadəyə vermək"),
        _l(
            "Mesajlar bundan sonra bu açarla imzalanır və ya şifrələnir. Əvvəlki açar 7 gün saxlanılır, sonra məhv edilir."
        ),
        "primary",
    ),
    "destroy": (
        _l("Açarı məhv etmək"),
        _l("Gizli hissə birdəfəlik silinir. Bunu geri qaytarmaq mümkün deyil."),
        "danger",
    ),
}


@server_pages.get("/certificates")
@requires(SEE_SERVER)
def certificates() -> str:
    """Show the entered certificates and public keys."""
    return _certificates(EnterForm())


@server_pages.post("/certificates")
@requires(STEER_SERVER, step_up=True)
def enter_certificate() -> AnyResponse:
    """Enter one."""
    form = EnterForm()
    if not form.validate():
        return make_response(_certificates(form), UNPROCESSABLE)
    try:
        enter(form.kind.data or "", form.file.data.read(MOST_BYTES + 1), actor=current_actor())
    except (BadMaterial, AlreadyEntered, AdministratorMissing) as refused:
        form.file.errors = [str(refused)]
        return make_response(_certificates(form), UNPROCESSABLE)
    return redirect_to(".certificates", notice=_("Sertifikat daxil edildi."))


@server_pages.get("/certificates/<public_id>/remove")
@requires(STEER_SERVER)
def confirm_removal(public_id: str) -> str:
    """Ask whether the certificate is to count no more."""
    (card,) = presenting.entered_cards([entered_one(public_id)])
    return render("ehis_server/remove.html", tabs=presenting.tabs(), card=card)


@server_pages.post("/certificates/<public_id>/remove")
@requires(STEER_SERVER, step_up=True)
def remove_certificate(public_id: str) -> AnyResponse:
    """Let it count no more."""
    remove(public_id, actor=current_actor())
    return redirect_to(".certificates", notice=_("Sertifikat siyahıdan çıxarıldı."))


@server_pages.get("/keys")
@requires(SEE_SERVER)
def key_list() -> str:
    """Show our keys."""
    return _keys(KeyForm())


@server_pages.post("/keys")
@requires(STEER_SERVER, step_up=True)
def make_key() -> AnyResponse:
    """Make a key on this server."""
    form = KeyForm()
    if not form.validate():
        return make_response(_keys(form), UNPROCESSABLE)
    try:
        row = keys.generate(form.purpose.data or "", form.algorithm.data or "", actor=current_actor())
    except (AdministratorMissing, NoServerId) as refused:
        form.purpose.errors = [str(refused)]
        return make_response(_keys(form), UNPROCESSABLE)
    return redirect_to(".show_key", public_id=row.public_id, notice=_("Açar yaradıldı."))


@server_pages.get("/keys/<public_id>")
@requires(SEE_SERVER)
def show_key(public_id: str) -> str:
    """Show one key: what it is, where its certificate stands, what may be done."""
    return _key(public_id, CertificateForm())


@server_pages.get("/keys/<public_id>/request.csr")
@requires(SEE_SERVER)
def download_request(public_id: str) -> Response:
    """Send the certificate request (PKCS #10, PEM). The private part has no address."""
    row = keys.key_of(public_id)
    response = Response(row.request, content_type=PEM_FILE)
    response.headers["Content-Disposition"] = f'attachment; filename="{row.purpose}-{public_id}.csr"'
    return response


@server_pages.post("/keys/<public_id>/hand-in")
@no_transaction
@requires(STEER_SERVER, step_up=True)
def hand_in_request(public_id: str) -> str | AnyResponse:
    """Hand the request to the Certificate Centre."""
    try:
        hand_in(public_id, actor=current_actor())
    except AppError as refused:
        return make_response(_key_with(public_id, ("danger", str(refused))), refused.status)
    return redirect_to(".show_key", public_id=public_id, notice=_("Sorğu Sertifikat Mərkəzinə təhvil verildi."))


@server_pages.post("/keys/<public_id>/follow")
@no_transaction
@requires(STEER_SERVER)
def follow_request(public_id: str) -> str | AnyResponse:
    """Ask whether the certificate is there."""
    with transaction(read_only=True):
        asked = request_for(keys.key_of(public_id).public_id)
    try:
        if asked is not None:
            follow(asked.public_id, actor=current_actor())
    except AppError as refused:
        return make_response(_key_with(public_id, ("danger", str(refused))), refused.status)
    return redirect_to(".show_key", public_id=public_id)


@server_pages.post("/keys/<public_id>/certificate")
@requires(STEER_SERVER, step_up=True)
def upload_certificate(public_id: str) -> AnyResponse:
    """Take the certificate that was issued for the key."""
    form = CertificateForm()
    if not form.validate():
        return make_response(_key(public_id, form), UNPROCESSABLE)
    try:
        keys.certify(public_id, form.file.data.read(MOST_BYTES + 1), actor=current_actor())
    except (BadMaterial, NoAuthority) as refused:
        form.file.errors = [str(refused)]
        return make_response(_key(public_id, form), UNPROCESSABLE)
    return redirect_to(".show_key", public_id=public_id, notice=_("Sertifikat açara bağlandı."))


@server_pages.get("/keys/<public_id>/<any(activate, destroy):deed>")
@requires(STEER_SERVER)
def confirm_key(public_id: str, deed: str) -> str:
    """Ask whether the key is to be taken into use, or destroyed."""
    row = keys.key_of(public_id)
    title, hint, kind = DEEDS[deed]
    facts = presenting.key_facts(row)
    about = {"title": title, "hint": hint, "kind": kind, "purpose": presenting.PURPOSES[row.purpose]}
    return render("ehis_server/confirm_key.html", tabs=presenting.tabs(), row=row, deed=deed, facts=facts, **about)


@server_pages.post("/keys/<public_id>/<any(activate, destroy):deed>")
@requires(STEER_SERVER, step_up=True)
def change_key(public_id: str, deed: str) -> AnyResponse:
    """Take it into use, or destroy it."""
    run = {"activate": keys.activate, "destroy": keys.destroy}[deed]
    run(public_id, actor=current_actor())
    notices = {"activate": _("Açar istifadəyə verildi."), "destroy": _("Açar məhv edildi.")}
    return redirect_to(".show_key", public_id=public_id, notice=notices[deed])


def _certificates(form: EnterForm) -> str:
    cards = presenting.entered_cards(entered())
    steer = presenting.can_steer()
    return render("ehis_server/certificates.html", tabs=presenting.tabs(), form=form, cards=cards, can_steer=steer)


def _keys(form: KeyForm) -> str:
    rows = presenting.key_rows(keys.keys())
    return render(
        "ehis_server/keys.html", tabs=presenting.tabs(), form=form, rows=rows, can_steer=presenting.can_steer()
    )


def _key_with(public_id: str, said: tuple[str, str]) -> str:
    with transaction(read_only=True):
        return _key(public_id, CertificateForm(formdata=None), said)


def _key(public_id: str, form: CertificateForm, said: tuple[str, str] | None = None) -> str:
    row = keys.key_of(public_id)
    asked = request_for(public_id)
    context: dict[str, Any] = {"asked": asked, "said": said}
    if asked is not None:
        context |= {
            "asked_state": presenting.state_tag(presenting.REQUEST_STATES[asked.state]),
            "asked_facts": presenting.request_facts(asked),
        }
    return render(
        "ehis_server/key.html",
        tabs=presenting.tabs(),
        form=form,
        row=row,
        title=presenting.PURPOSES[row.purpose],
        state=presenting.state_tag(presenting.KEY_STATES[row.state]),
        facts=presenting.key_facts(row),
        can_steer=presenting.can_steer(),
        **context,
    )
