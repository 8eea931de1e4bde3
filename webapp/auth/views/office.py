"""The operator looks at accounts and closes or opens access to them (charter 003, cl. 9.6)."""

from typing import Final

from werkzeug.wrappers import Response

from webapp.audit.api import record_view
from webapp.auth import queries
from webapp.auth.errors import AccountNotFound
from webapp.auth.forms import ReasonForm, SearchForm
from webapp.auth.permissions import RESTRICT_ACCOUNTS, SEE_ACCOUNTS
from webapp.auth.queries import AccountRow
from webapp.auth.restriction import restore, restrict
from webapp.auth.views.blueprint import auth
from webapp.auth.words import MEANS, OUTCOMES
from webapp.core.actor import current_actor
from webapp.core.text import _, _l
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

PURPOSE: Final = _l("Hesabın və giriş tarixçəsinin yoxlanması")


@auth.get("/office/accounts")
@requires(SEE_ACCOUNTS, RESTRICT_ACCOUNTS)
def accounts() -> str:
    """Ask whom the officer looks for."""
    return render("auth/accounts.html", form=SearchForm(), found=None)


@auth.post("/office/accounts")
@requires(SEE_ACCOUNTS, RESTRICT_ACCOUNTS)
def find_accounts() -> tuple[str, int]:
    """Show who was found by FİN or name."""
    form = SearchForm()
    if not form.validate():
        return render("auth/accounts.html", form=form, found=None), 422
    found = queries.found_accounts(form.wanted.data or "")
    return render("auth/accounts.html", form=form, found=found, most=queries.MOST_FOUND), 200


@auth.get("/office/accounts/<public_id>")
@requires(SEE_ACCOUNTS, RESTRICT_ACCOUNTS)
def account(public_id: str) -> str:
    """Show a person's account and sign-in history; the look is kept for the person to see."""
    found = _found(public_id)
    record_view(
        actor=current_actor(),
        subject_fin=found.fin,
        subject_name=found.full_name,
        object_type="account",
        object_key=found.public_id,
        purpose=PURPOSE,
    )
    return _page(found, ReasonForm())


@auth.post("/office/accounts/<public_id>/restrict")
@requires(RESTRICT_ACCOUNTS, step_up=True)
def restrict_account(public_id: str) -> Response | tuple[str, int]:
    """Close the person's access with a reason."""
    form, found = ReasonForm(), _found(public_id)
    if not form.validate():
        return _page(found, form), 422
    restrict(found.id, reason=form.reason.data or "", actor=current_actor())
    return redirect_to(
        "auth.account", public_id=public_id, notice=_("Hesaba giriş məhdudlaşdırıldı, açıq seanslar bitirildi.")
    )


@auth.post("/office/accounts/<public_id>/restore")
@requires(RESTRICT_ACCOUNTS, step_up=True)
def restore_account(public_id: str) -> Response | tuple[str, int]:
    """Open the person's access again with a reason."""
    form, found = ReasonForm(), _found(public_id)
    if not form.validate():
        return _page(found, form), 422
    restore(found.id, reason=form.reason.data or "", actor=current_actor())
    return redirect_to("auth.account", public_id=public_id, notice=_("Hesaba giriş bərpa olundu."))


def _found(public_id: str) -> AccountRow:
    found = queries.account_by_public_id(public_id)
    if found is None:
        raise AccountNotFound
    return found


def _page(found: AccountRow, form: ReasonForm) -> str:
    return render(
        "auth/account.html",
        account=found,
        form=form,
        history=queries.sign_ins(found.id),
        may_restrict=current_actor().has(RESTRICT_ACCOUNTS.code),
        means=MEANS,
        outcomes=OUTCOMES,
    )
