"""The pages' forms: what to look up, an act, a reason."""

from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length

from webapp.core.clock import today
from webapp.core.text import _l
from webapp.inspections import wording
from webapp.inspections.papers import LONGEST
from webapp.inspections.queries import violation_rows
from webapp.inspections.rules import LONGEST_LINE, LONGEST_WORDS, Subject
from webapp.ui.fields import CodeField
from webapp.ui.forms import Form

MUST = _l("Bu sahəni doldurun.")


def _choices(words: Any) -> list[Any]:
    return [SelectChoice(str(code), text) for code, text in words.items()]


class LookForm(Form):
    """What was scanned or typed: a code, a number, a plate."""

    q = CodeField(
        _l("QR kod, nömrə və ya qeydiyyat nişanı"),
        [DataRequired(MUST), Length(max=LONGEST)],
        description=_l("Məsələn: 10-XY-101, AZ-2026-0000000001-5 və ya kodun ünvanı"),
    )


class ActForm(Form):
    """An act; what it says is read by `reading.read_act`, as what a device sends."""

    key = HiddenField()
    check = HiddenField()
    verdict = HiddenField()
    latitude = HiddenField()
    longitude = HiddenField()
    begun_at = StringField(_l("Nəzarətin vaxtı"), description=_l("Məsələn: 22.11.2026 14:05"))
    region = SelectField(_l("Rayon"), validate_choice=False)
    place = StringField(
        _l("Yer"), [Length(max=LONGEST_LINE)], description=_l("Yolun nömrəsi və kilometr, küçə və ya post")
    )
    plate = StringField(_l("Nəqliyyat vasitəsinin nişanı"), [Length(max=LONGEST_LINE)])
    paper_kind = SelectField(_l("Sənədin növü"), validate_choice=False)
    paper_number = StringField(_l("Sənədin nömrəsi"), [Length(max=LONGEST_LINE)])
    carrier_name = StringField(_l("Daşıyıcı"), [Length(max=LONGEST_LINE)])
    carrier_number = StringField(_l("Daşıyıcının VÖEN-i"), [Length(max=LONGEST_LINE)])
    driver_name = StringField(_l("Sürücünün adı, atasının adı, soyadı"), [Length(max=LONGEST_LINE)])
    checked = SelectMultipleField(_l("Nə yoxlanıldı"), validate_choice=False)
    outcome = RadioField(_l("Nəticə"), validate_choice=False)
    violations = SelectMultipleField(_l("Pozuntular"), validate_choice=False)
    subject = RadioField(_l("Kim cavabdehdir"), validate_choice=False, default=Subject.DRIVER.value)
    repeated = BooleanField(_l("Bir il ərzində təkrar edilib"))
    words = TextAreaField(_l("Müfəttişin qeydi"), [Length(max=LONGEST_WORDS)])
    driver_words = TextAreaField(_l("Sürücünün qeydi"), [Length(max=LONGEST_WORDS)])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.region.choices = [SelectChoice("", _l("Seçin")), *_choices(wording.REGIONS)]
        self.paper_kind.choices = [SelectChoice("", _l("Sənəd göstərilmədi")), *_choices(wording.PAPERS)]
        self.checked.choices = _choices(wording.CHECKED)
        self.outcome.choices = [SelectChoice(str(code), words) for code, (words, _tone) in wording.OUTCOMES.items()]
        known = {row.code for row in violation_rows(today())}
        self.violations.choices = _choices({code: words for code, words in wording.VIOLATIONS.items() if code in known})
        self.subject.choices = _choices(wording.SUBJECTS)

    def sent(self) -> dict[str, Any]:
        """Return what was typed, as `read_act` takes it."""
        return {field.name: field.data for field in self if field.name != "csrf_token"}


class ReasonForm(Form):
    """Why an act is annulled."""

    reason = TextAreaField(_l("Səbəb"), [DataRequired(MUST), Length(max=LONGEST_WORDS)])
