"""The sender takes the letter back, calls the answer into question, says how content, puts the thread away."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.correspondence.clock import term_of
from webapp.correspondence.errors import StepNotPossible
from webapp.correspondence.forms import RateForm, ReasonForm
from webapp.correspondence.permissions import SEND, WRITE
from webapp.correspondence.queries import own_letter
from webapp.correspondence.services import ending
from webapp.correspondence.services.stepping import ensure_possible
from webapp.correspondence.views.blueprint import letters
from webapp.correspondence.views.reading import thread_page
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@letters.get("/<public_id>/withdraw")
@requires(SEND)
def withdrawing(public_id: str) -> str:
    """Ask whether the letter is to be taken back."""
    letter = own_letter(public_id, current_actor())
    ensure_possible(letter, "withdraw")
    return render("correspondence/withdraw.html", letter=letter, form=ReasonForm(formdata=None))


@letters.post("/<public_id>/withdraw")
@requires(SEND)
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take it back."""
    letter, form = own_letter(public_id, current_actor()), ReasonForm()
    if not form.validate():
        return render("correspondence/withdraw.html", letter=letter, form=form), 422
    ending.withdraw(public_id, form.reason.data or "", actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Məktub geri götürüldü."))


@letters.get("/<public_id>/reopen")
@requires(SEND)
def reopening(public_id: str) -> str:
    """Ask why the answer is not enough."""
    letter = own_letter(public_id, current_actor())
    if not ending.may_reopen(letter):
        raise StepNotPossible
    return render("correspondence/reopen.html", letter=letter, term=term_of(letter), form=ReasonForm(formdata=None))


@letters.post("/<public_id>/reopen")
@requires(SEND)
def reopen(public_id: str) -> ResponseReturnValue:
    """Open it again."""
    letter, form = own_letter(public_id, current_actor()), ReasonForm()
    if not form.validate():
        return render("correspondence/reopen.html", letter=letter, term=term_of(letter), form=form), 422
    ending.reopen(public_id, form.reason.data or "", actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Məktub yenidən açıldı, müddət əvvəldən başlayır."))


@letters.post("/<public_id>/rate")
@requires(SEND)
def rate(public_id: str) -> ResponseReturnValue:
    """Keep how content the sender is."""
    letter, form = own_letter(public_id, current_actor()), RateForm()
    if not form.validate():
        return thread_page(letter, form), 422
    ending.rate(public_id, int(form.rating.data), form.text.data or "", actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Təşəkkür edirik, qiymətiniz qəbul edildi."))


@letters.post("/<public_id>/archive")
@requires(WRITE)
def archive(public_id: str) -> ResponseReturnValue:
    """Put an ended thread away, or back."""
    away = not own_letter(public_id, current_actor()).archived
    ending.archive(public_id, away=away, actor=current_actor())
    notice = _("Məktub arxivə qoyuldu.") if away else _("Məktub arxivdən çıxarıldı.")
    return redirect_to(".show", public_id=public_id, notice=notice)
