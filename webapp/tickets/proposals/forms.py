"""What is typed of a rule: its own values, from which day on, by which clause."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from webapp.core.text import _, _l
from webapp.tickets.changing.forms import BANDS, DELAY
from webapp.tickets.changing.tiers import Band
from webapp.tickets.proposals.wording import POLICIES
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

PART: Final = r"^\d{1,3}([.,]\d{1,2})?$"
AMOUNT: Final = r"^\d{1,7}([.,]\d{1,2})?$"
WHOLE: Final = 10_000  # hundredths of a percent
MINUTES: Final = _l("Dəqiqələrin sayını yazın.")


class RuleForm(Form):
    """The clause and the first day; each kind of rule adds its own fields before them."""

    basis = StringField(
        _l("Hüquqi əsas"),
        [DataRequired(message=_l("Aktın bəndini yazın.")), Length(max=500)],
        description=_l("Aktın adı, nömrəsi və bəndi."),
    )
    valid_from = DayField(_l("Qüvvəyə minir"), [InputRequired(message=_l("Günü yazın."))])

    def __init__(self, known: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(**options)
        subject = self._fields.get("subject")
        if isinstance(subject, SelectField) and not subject.choices:
            subject.choices = [SelectChoice(code, words) for code, words in known]

    @property
    def about(self) -> str:
        """What the rule is about; empty for one that is for all."""
        field = self._fields.get("subject")
        return str(field.data or "") if field else ""

    @property
    def content(self) -> dict[str, Any]:
        """Return the values of a form that was found valid."""
        return {}

    @property
    def own(self) -> list[Any]:
        """Return the fields before clause and day, as they are shown."""
        rest = {"basis", "valid_from", "csrf_token"}
        return [field for name, field in self._fields.items() if name not in rest]


class TermsForm(RuleForm):
    """What a route asks of its passengers."""

    subject = SelectField(_l("Marşrut"), choices=[])
    policy = SelectField(
        _l("Sərnişindən nə soruşulur"), choices=[SelectChoice(code, words) for code, words in POLICIES.items()]
    )
    transferable = BooleanField(_l("Bilet başqa şəxsə verilə bilər"))
    entry_permit = BooleanField(_l("Giriş icazəsi tələb olunur"))

    def validate(self, extra_validators: Any = None) -> bool:
        """A permit to enter is a person's own: the ticket too."""
        valid: bool = super().validate(extra_validators)
        if valid and self.entry_permit.data and (self.policy.data != "document" or self.transferable.data):
            self.policy.errors = [_l("Giriş icazəsi olan marşrutda ad və sənəd soruşulur, bilet başqasına verilmir.")]
            return False
        return valid

    @property
    def content(self) -> dict[str, Any]:
        """Return the terms."""
        flags = {"transferable": bool(self.transferable.data), "entry_permit": bool(self.entry_permit.data)}
        return {"policy": self.policy.data} | flags


class ClosingForm(RuleForm):
    """How long before the departure the sale of a station ends."""

    subject = SelectField(_l("Stansiya"), choices=[])
    minutes = IntegerField(
        _l("Satış yola düşmədən neçə dəqiqə əvvəl bağlanır"),
        [InputRequired(message=MINUTES), NumberRange(0, 1440, message=_l("0 ilə 1440 arasında yazın."))],
    )

    @property
    def content(self) -> dict[str, Any]:
        """Return the minutes."""
        return {"minutes": self.minutes.data}


class PartForm(RuleForm):
    """A part of a price, in percent."""

    part = StringField(
        _l("Pay, faizlə"),
        [DataRequired(message=_l("Faizi yazın.")), Regexp(PART, message=_l("Faizi yazın, məsələn 5 və ya 7,5."))],
    )

    def validate_part(self, field: StringField) -> None:
        """Refuse more than the whole."""
        if _hundredths(field.data) > WHOLE:
            raise ValidationError(_("Pay 100 faizdən çox ola bilməz."))


class CommissionForm(PartForm):
    """The part of a price that is for selling in advance."""

    @property
    def content(self) -> dict[str, Any]:
        """Return the part in hundredths of a percent."""
        return {"hundredths": _hundredths(self.part.data)}


class BenefitForm(PartForm):
    """A group that pays less."""

    subject = StringField(
        _l("Qrupun kodu"),
        [
            DataRequired(message=_l("Kodu yazın.")),
            Regexp(r"^[a-z_]{2,30}$", message=_l("Kiçik latın hərfləri ilə yazın.")),
        ],
        description=_l("Reyestrin qrupu tanıdığı kod; məsələn, veteran."),
    )
    title = StringField(_l("Qrupun adı"), [DataRequired(message=_l("Adı yazın.")), Length(max=120)])
    valid_to = DayField(_l("Son gün"), [Optional()])

    def validate_valid_to(self, field: DayField) -> None:
        """Refuse an end before the beginning."""
        if field.data and self.valid_from.data and field.data < self.valid_from.data:
            raise ValidationError(_("Son gün ilk gündən əvvəl ola bilməz."))

    @property
    def content(self) -> dict[str, Any]:
        """Return the group: its part is what it pays less."""
        until = self.valid_to.data.isoformat() if self.valid_to.data else None
        return {"title": self.title.data, "hundredths": _hundredths(self.part.data), "valid_to": until}


class TierForm(RuleForm):
    """What a refund keeps and an exchange costs, until so many minutes before the departure."""

    subject = SelectField(_l("Hal"), choices=[SelectChoice(band.value, words) for band, words in BANDS.items()])
    minutes = IntegerField(
        _l("Hədd, dəqiqə"),
        [Optional(), NumberRange(-43200, 43200, message=MINUTES)],
        description=_l("Yola düşmədən əvvəl; sonra üçün mənfi. Daşıyıcının təqsirində boş."),
    )
    keeps = StringField(
        _l("Tutulan pay, faizlə"),
        [
            DataRequired(message=_l("Faizi yazın.")),
            Regexp(r"^\d{1,3}([.,]\d)?$", message=_l("Faizi yazın, məsələn 15 və ya 12,5.")),
        ],
    )
    commission = BooleanField(_l("İlkin satış komissiyası da tutulur"))
    adds = StringField(
        _l("Dəyişdirmədə əlavə, faizlə"),
        [
            DataRequired(message=_l("Faizi yazın.")),
            Regexp(r"^\d{1,3}([.,]\d)?$", message=_l("Faizi yazın, məsələn 15 və ya 12,5.")),
        ],
    )
    delay = IntegerField(
        _l("Neçə dəqiqədən çox gecikmə daşıyıcının təqsiridir"),
        [Optional(), NumberRange(1, 1440, message=MINUTES)],
        description=_l("Yalnız daşıyıcının təqsirində; boş olsa, 120."),
    )

    def validate_keeps(self, field: StringField) -> None:
        """Refuse more than the whole."""
        if _hundredths(field.data) > WHOLE:
            raise ValidationError(_("Pay 100 faizdən çox ola bilməz."))

    validate_adds = validate_keeps

    def validate(self, extra_validators: Any = None) -> bool:
        """Minutes belong to every case but the carrier's fault."""
        valid: bool = super().validate(extra_validators)
        if valid and (self.subject.data == Band.CARRIER.value) != (self.minutes.data is None):
            self.minutes.errors = [_l("Dəqiqələrin sayını yazın; daşıyıcının təqsirində boş saxlayın.")]
            return False
        return valid

    @property
    def content(self) -> dict[str, Any]:
        """Return the row; its shares are thousandths."""
        fault = self.subject.data == Band.CARRIER.value
        return {
            "minutes": self.minutes.data,
            "keeps": _hundredths(self.keeps.data) // 10,
            "commission": bool(self.commission.data),
            "adds": _hundredths(self.adds.data) // 10,
            "delay": (self.delay.data or DELAY) if fault else None,
        }


class LimitForm(RuleForm):
    """From which amount on a refund takes a second person."""

    amount = StringField(
        _l("Məbləğ, ₼"),
        [
            DataRequired(message=_l("Məbləği yazın.")),
            Regexp(AMOUNT, message=_l("Məbləği manatla yazın, məsələn 500 və ya 12,50.")),
        ],
    )

    def validate_amount(self, field: StringField) -> None:
        """Refuse nothing."""
        if not _hundredths(field.data):
            raise ValidationError(_("Məbləğ sıfırdan çox olmalıdır."))

    @property
    def content(self) -> dict[str, Any]:
        """Return the amount."""
        return {"qepik": _hundredths(self.amount.data)}


class DecideForm(Form):
    """Why a proposal is refused, or what is to be noted with the yes."""

    answer = TextAreaField(_l("Cavab"), [Length(max=1000)])


def _hundredths(typed: str | None) -> int:
    """Return a number as it was typed, times a hundred; 0 for what the field has refused already."""
    plain = (typed or "").replace(",", ".")
    return int(Decimal(plain) * 100) if re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,2})?", plain) else 0
