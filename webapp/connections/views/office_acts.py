"""Single steps of the operator: on a case, on a breach, on a service, on a ticket."""

from typing import Any, Final

from flask import current_app

from webapp.connections.forms import office as forms
from webapp.connections.rules import BlockReason
from webapp.connections.services import breaching, checking, connecting, contracting, testing, tickets, withdrawing
from webapp.connections.views.acting import Act
from webapp.core.actor import Actor
from webapp.core.text import _l


def _register_server(subject: str, form: Any, actor: Actor) -> None:
    authority = current_app.settings.ehis_ca.read_bytes()  # type: ignore[attr-defined] # our Flask has settings
    said = {name: form[name].data for name in ("member_code", "subsystem", "certificate")}
    connecting.register_server(subject, **said, authority=authority, actor=actor)


WORK_ACTS: Final = {
    "begin": Act(
        _l("Yoxlamaya başlamaq"),
        _l("Texniki və texnoloji imkanlar müraciət günündən 7 iş günü müddətində yoxlanılır (3.2)."),
        forms.StepForm,
        lambda subject, _form, actor: checking.begin_check(subject, actor=actor),
        _l("Yoxlama başlandı."),
    ),
    "return": Act(
        _l("İradlarla qaytarmaq"),
        _l("Yoxlama siyahısındakı iradlar məktuba öz-özünə düşür. Müraciətçi düzəldib təkrar göndərir (3.4)."),
        forms.NoteForm,
        lambda subject, form, actor: checking.return_application(subject, text=form.text.data or "", actor=actor),
        _l("Müraciət iradlarla qaytarıldı."),
    ),
    "propose": Act(
        _l("İştirakçıya təklif"),
        _l("Sistemdə dəyişiklik təklifi icrasına qədər izlənilir."),
        forms.ProposalForm,
        lambda subject, form, actor: tickets.propose(subject, title=form.title.data, text=form.text.data, actor=actor),
        _l("Təklif göndərildi."),
    ),
}
DECIDE_ACTS: Final = {
    "refusal": Act(
        _l("Qoşulmadan imtina"),
        _l("İmtina işi bağlayır."),
        forms.ReasonForm,
        lambda subject, form, actor: checking.refuse_application(subject, text=form.text.data, actor=actor),
        _l("Qoşulmadan imtina edildi."),
        "danger",
    ),
    "approve": Act(
        _l("Yoxlamanın müsbət nəticəsi"),
        _l("Üç hissənin bütün bəndləri uyğun olmalıdır. Sonra müqavilə bağlanılır (3.2)."),
        forms.StepForm,
        lambda subject, _form, actor: checking.approve_application(subject, actor=actor),
        _l("Yoxlamanın nəticəsi müsbətdir. Müqaviləni hazırlayın."),
    ),
    "offer": Act(
        _l("Müqaviləni imzaya göndərmək"),
        _l("Yeddi məzmundan heç biri boş ola bilməz (3.3)."),
        forms.StepForm,
        lambda subject, _form, actor: contracting.offer_contract(subject, actor=actor),
        _l("Müqavilə iştirakçıya göndərildi."),
    ),
    "correct": Act(
        _l("Müqaviləyə düzəliş"),
        _l("Düzəlişdən sonra müqaviləni hər iki tərəf yenidən imzalayır."),
        forms.StepForm,
        lambda subject, _form, actor: contracting.take_back_contract(subject, actor=actor),
        _l("Müqaviləyə düzəliş edə bilərsiniz."),
    ),
    "server": Act(
        _l("Təhlükəsizlik serverini qeydə almaq"),
        _l("Sertifikatı Portalın Sertifikat Mərkəzi verməlidir və o, bu iştirakçının olmalıdır (4.1.2, 6.3)."),
        forms.ServerForm,
        _register_server,
        _l("Təhlükəsizlik serveri qeydə alındı."),
    ),
    "official": Act(
        _l("Səlahiyyətli şəxs əlavə etmək"),
        _l("Məlumat mübadiləsinin aparılmasına səlahiyyətli vəzifəli şəxs (3.3.1)."),
        forms.OfficialForm,
        lambda subject, form, actor: contracting.add_official(
            subject, fin=form.fin.data, name=form.name.data, post=form.post.data, actor=actor
        ),
        _l("Şəxs siyahıya əlavə edildi."),
    ),
    "connect": Act(
        _l("Mübadiləyə qoşmaq"),
        _l("İmzalanmış müqavilə, etibarlı sertifikat, server inzibatçısı və iki texniki dəstək şəxsi tələb olunur."),
        forms.StepForm,
        lambda subject, _form, actor: connecting.connect(subject, actor=actor),
        _l("İştirakçı qoşuldu."),
    ),
    "block": Act(
        _l("Dərhal bloklamaq"),
        _l("İştirakçının bütün sorğuları dərhal dayandırılır və pozuntu işi öz-özünə açılır (3.7)."),
        forms.BlockForm,
        lambda subject, form, actor: breaching.block(
            subject, reason=BlockReason(form.reason.data), text=form.text.data, actor=actor
        ),
        _l("İştirakçı bloklandı, pozuntu haqqında sorğu göndərildi."),
        "danger",
    ),
    "unblock": Act(
        _l("Bloku götürmək"),
        _l("İştirakçı müqavilədəki hüquqları ilə yenidən sorğu verə biləcək."),
        forms.ReasonForm,
        lambda subject, form, actor: breaching.unblock(subject, text=form.text.data, actor=actor),
        _l("Blok götürüldü."),
    ),
    "breach": Act(
        _l("Pozuntu haqqında sorğu"),
        _l("Pozulan bəndi göstərin. Bir aylıq müddət iştirakçının sorğunu qəbul etdiyi gündən başlayır (3.6)."),
        forms.BreachForm,
        lambda subject, form, actor: breaching.send_breach(
            subject, clause=form.clause.data, text=form.text.data, actor=actor
        ),
        _l("Sorğu iştirakçıya göndərildi."),
        "danger",
    ),
    "liquidation": Act(
        _l("Ləğv edilmiş iştirakçını ayırmaq"),
        _l("Təşkilat ləğv edilib və hüquqi varisi yoxdursa (3.5): aktın nömrəsini və tarixini yazın."),
        forms.ReasonForm,
        lambda subject, form, actor: connecting.liquidate(subject, act=form.text.data, actor=actor),
        _l("İştirakçı ayrıldı, qalan iştirakçılara xəbər verildi."),
        "danger",
    ),
}
BREACH_ACTS: Final = {
    "cured": Act(
        _l("Pozuntu aradan qaldırılıb"),
        _l("Müddət dayandırılır."),
        forms.StepForm,
        lambda subject, _form, actor: breaching.confirm_cure(subject, actor=actor),
        _l("Pozuntu işi bağlandı."),
    ),
    "disconnect": Act(
        _l("Pozuntuya görə ayırmaq"),
        _l("Yalnız bir aylıq müddət bitdikdən sonra mümkündür (3.6)."),
        forms.StepForm,
        lambda subject, _form, actor: breaching.disconnect_for_breach(subject, actor=actor),
        _l("İştirakçı mübadilədən ayrıldı."),
        "danger",
    ),
}
SERVICE_WORK: Final = {
    "test": Act(
        _l("Sınaq mühitinə qoşmaq"),
        _l("Kod, sorğunun strukturu və sınaq məlumatları tələb olunur (3.8.2)."),
        forms.StepForm,
        lambda subject, _form, actor: testing.enter_test(subject, actor=actor),
        _l("Xidmət sınaq mühitinə qoşuldu."),
    ),
}
SERVICE_DECIDE: Final = {
    "live": Act(
        _l("Xidməti qoşmaq"),
        _l("Müsbət sınaqdan sonra 7 iş günü müddətində (3.9)."),
        forms.StepForm,
        lambda subject, _form, actor: testing.go_live(subject, actor=actor),
        _l("Xidmət qoşuldu."),
    ),
    "users": Act(
        _l("İstifadəçilərə xəbər vermək"),
        _l("Xidmət bu xəbərdən ən azı bir ay sonra ayrıla bilər (3.14)."),
        forms.WithdrawalForm,
        lambda subject, form, actor: withdrawing.tell_users(
            subject, last_day=form.last_day.data, grounds=form.text.data, actor=actor
        ),
        _l("Bütün iştirakçılara xəbər verildi."),
    ),
    "disconnect": Act(
        _l("Xidməti ayırmaq"),
        _l("İstifadəçilərə deyilən gündən əvvəl mümkün deyil (3.14)."),
        forms.StepForm,
        lambda subject, _form, actor: withdrawing.disconnect_service(subject, actor=actor),
        _l("Xidmət ayrıldı."),
        "danger",
    ),
    "version": Act(
        _l("Yeni versiya barədə xəbər vermək"),
        _l("Köhnə versiyanın son günü bütün iştirakçılara bildirilir; yalnız bundan sonra təyin oluna bilər (3.12)."),
        forms.LastDayForm,
        lambda subject, form, actor: withdrawing.tell_of_new_version(subject, last_day=form.last_day.data, actor=actor),
        _l("Bütün iştirakçılara xəbər verildi."),
    ),
    "last-day": Act(
        _l("Köhnə versiyanın son gününü təyin etmək"),
        _l("O günə qədər köhnə versiya cavab verir, sonra müddətinin bitdiyini bildirir."),
        forms.LastDayForm,
        lambda subject, form, actor: withdrawing.set_end(subject, last_day=form.last_day.data, actor=actor),
        _l("Son gün təyin edildi."),
    ),
}
TICKET_ACTS: Final = {
    "done": Act(
        _l("İcranı təsdiq etmək"),
        _l("İş bağlanır."),
        forms.NoteForm,
        lambda subject, form, actor: tickets.close_ticket(subject, text=form.text.data or "", actor=actor),
        _l("İcra təsdiq edildi."),
    ),
    "reopen": Act(
        _l("Yenidən açmaq"),
        _l("Cavab kifayət etmirsə, nəyin qaldığını yazın."),
        forms.ReasonForm,
        lambda subject, form, actor: tickets.reopen_ticket(subject, text=form.text.data, actor=actor),
        _l("İş yenidən açıldı."),
    ),
}
