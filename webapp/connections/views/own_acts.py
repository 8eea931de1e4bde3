"""Single steps that a participant takes: letters, withdrawal of a service, answers to proposals."""

from typing import Final

from webapp.connections.forms.office import ReasonForm, StepForm
from webapp.connections.services.breaching import receive_breach, report_cure
from webapp.connections.services.tickets import answer_ticket
from webapp.connections.services.withdrawing import ask_withdrawal
from webapp.connections.views.acting import Act
from webapp.core.text import _l

BREACH_ACTS: Final = {
    "receive": Act(
        _l("Sorğunu qəbul etmək"),
        _l("“Qəbul edildi” düyməsini basdığınız gündən pozuntunun aradan qaldırılması üçün bir aylıq müddət başlayır."),
        StepForm,
        lambda subject, _form, actor: receive_breach(subject, actor=actor),
        _l("Sorğunun qəbulu qeyd edildi. Müddət bu gündən başlayır."),
    ),
    "cure": Act(
        _l("Pozuntunun aradan qaldırılması barədə məlumat"),
        _l("Hansı tədbirləri gördüyünüzü yazın. Qərarı operator verir."),
        ReasonForm,
        lambda subject, form, actor: report_cure(subject, text=form.text.data, actor=actor),
        _l("Məlumatınız operatora göndərildi."),
    ),
}
SERVICE_ACTS: Final = {
    "withdraw": Act(
        _l("Xidmətin ayrılması üçün xəbərdarlıq məktubu"),
        _l("Səbəbi yazın. Operator istifadəçilərə ən azı bir ay əvvəl xəbər verir, xidmət o vaxta qədər işləyir."),
        ReasonForm,
        lambda subject, form, actor: ask_withdrawal(subject, reason=form.text.data, actor=actor),
        _l("Xəbərdarlıq məktubu operatora göndərildi."),
        "danger",
    ),
}
TICKET_ACTS: Final = {
    "answer": Act(
        _l("Cavab"),
        _l("Nə edildiyini yazın. İcranı operator təsdiq edir."),
        ReasonForm,
        lambda subject, form, actor: answer_ticket(subject, text=form.text.data, actor=actor),
        _l("Cavabınız operatora göndərildi."),
    ),
}
