"""Means (b): credentials issued by the operator, a password and then a code by SMS. Decision 118, clause 6.5.2."""

from flask import Blueprint, Response, request, url_for

from mocks.asan_login.interactions import Interaction
from mocks.asan_login.means.fin import read_fin
from mocks.asan_login.means.levels import Means
from mocks.asan_login.means.one_time_code import OneTimeCode, Verdict
from mocks.asan_login.outgoing import SendingFailedError
from mocks.asan_login.pages.authorize import complete
from mocks.asan_login.pages.frame import in_interaction, render, same_origin_only, see_other, text, trouble
from mocks.asan_login.provider import current_provider
from mocks.asan_login.secret_values import digest
from mocks.people import person_by_fin

blueprint = Blueprint("credentials", __name__, url_prefix="/sign-in/<interaction_id>")
same_origin_only(blueprint)


@blueprint.get("/password")
@in_interaction(Means.CREDENTIALS)
def password(interaction: Interaction) -> Response:
    """Ask for FİN and password."""
    return render("password.html", interaction=interaction, fin="", error=None)


@blueprint.post("/password")
@in_interaction(Means.CREDENTIALS)
def check_password(interaction: Interaction) -> Response:
    """Check both; whatever is wrong, the answer is the same."""
    provider, typed = current_provider(), request.form.get("fin", "")
    fin = read_fin(typed)
    account, address = digest(fin or typed), request.remote_addr or ""
    if provider.address_failures.reached(address) or not provider.password_failures.hit(account):
        return render("password.html", 429, interaction=interaction, fin="", error=text("password.too_many"))
    person = provider.accounts.check_password(fin, request.form.get("password", ""))
    if person is None:
        provider.address_failures.hit(address)
        shown = fin or typed[:16].replace("\0", "")
        return render("password.html", 422, interaction=interaction, fin=shown, error=text("password.wrong"))
    provider.password_failures.clear(account)
    if interaction.fin_by_password != person.fin:
        # a code that went to somebody else's phone must not open this account
        interaction.one_time_code = OneTimeCode()
        interaction.fin_by_password, interaction.code_passed = person.fin, False
    return _send_code(interaction)


@blueprint.get("/code")
@in_interaction(Means.CREDENTIALS)
def code(interaction: Interaction) -> Response:
    """Ask for the code."""
    if interaction.fin_by_password is None:
        return see_other(url_for(".password", interaction_id=interaction.id))
    return _code_page(interaction)


@blueprint.post("/code/resend")
@in_interaction(Means.CREDENTIALS)
def resend(interaction: Interaction) -> Response:
    """Send another code, after half a minute and at most three times; one that never left costs nothing."""
    if interaction.fin_by_password is None:
        return see_other(url_for(".password", interaction_id=interaction.id))
    return _send_code(interaction)


@blueprint.post("/code")
@in_interaction(Means.CREDENTIALS)
def check_code(interaction: Interaction) -> Response:
    """Check the code. The fifth wrong one ends the sign-in; wrong ones also count for the account as a whole."""
    provider, fin = current_provider(), interaction.fin_by_password
    if fin is None:
        return see_other(url_for(".password", interaction_id=interaction.id))
    if not provider.code_failures.hit(fin):
        return _code_page(interaction, text("code.too_many"), 429)
    verdict = interaction.one_time_code.check("".join(request.form.get("code", "")[:32].split()))
    if verdict is Verdict.RIGHT:
        provider.code_failures.clear(fin)
        provider.codes_sent.clear(fin)  # codes that were asked for and used are no flood
        interaction.code_passed = True
        return _after_code(interaction, fin)
    if verdict is Verdict.EXPIRED:
        return _code_page(interaction, text("code.expired"), 422)
    if verdict is Verdict.EXHAUSTED:
        interaction.ended = True
        return trouble("ended", 410, interaction=interaction)
    return _code_page(interaction, text("code.wrong"), 422)


@blueprint.get("/new-password")
@in_interaction(Means.CREDENTIALS)
def new_password(interaction: Interaction) -> Response:
    """Ask for a password of one's own in place of the temporary one."""
    if not interaction.code_passed:
        return see_other(url_for(".password", interaction_id=interaction.id))
    return render("new_password.html", interaction=interaction, error=None)


@blueprint.post("/new-password")
@in_interaction(Means.CREDENTIALS)
def change_password(interaction: Interaction) -> Response:
    """Change the temporary password and finish the sign-in."""
    accounts, fin = current_provider().accounts, interaction.fin_by_password
    if not interaction.code_passed or fin is None:
        return see_other(url_for(".password", interaction_id=interaction.id))
    wanted, repeated = request.form.get("password", ""), request.form.get("repeated", "")
    if wanted != repeated:
        return render("new_password.html", 422, interaction=interaction, error=text("new_password.different"))
    if not accounts.acceptable(fin, wanted):
        return render("new_password.html", 422, interaction=interaction, error=text("new_password.weak"))
    accounts.change_password(fin, wanted)
    return complete(interaction, fin, Means.CREDENTIALS)


def _after_code(interaction: Interaction, fin: str) -> Response:
    if current_provider().accounts.must_change(fin):
        return see_other(url_for(".new_password", interaction_id=interaction.id))
    return complete(interaction, fin, Means.CREDENTIALS)


def _send_code(interaction: Interaction) -> Response:
    """Draw and send a code when that is allowed now, then show the page that asks for it."""
    provider, one_time = current_provider(), interaction.one_time_code
    person = person_by_fin(interaction.fin_by_password or "")
    if person is None:
        return trouble("over", 410)
    if not one_time.may_resend() or not provider.codes_sent.hit(person.fin):
        return _code_page(interaction, text("code.no_resend"), 429)
    if wait := one_time.seconds_to_resend():
        return _code_page(interaction, text("code.wait", seconds=wait), 429)
    drawn = one_time.draw()
    try:
        provider.messaging.send_sms(person.phone, text("code.sms", code=drawn, client=interaction.client.name))
    except SendingFailedError:
        one_time.hashed = None
        return _code_page(interaction, text("code.not_sent"), 503)
    one_time.sent()
    return see_other(url_for(".code", interaction_id=interaction.id))


def _code_page(interaction: Interaction, error: str | None = None, status: int = 200) -> Response:
    person = person_by_fin(interaction.fin_by_password or "")
    return render(
        "code.html",
        status,
        interaction=interaction,
        phone_end=person.phone[-2:] if person else "",
        wait=interaction.one_time_code.seconds_to_resend(),
        may_resend=interaction.one_time_code.may_resend(),
        error=error,
    )
