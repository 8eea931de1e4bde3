"""What the office types about the message log."""

from typing import Final

from flask import request
from wtforms import IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp
from wtforms.widgets import HiddenInput

from webapp.core.azerbaijani import normal_fin
from webapp.core.pagination import MAX_BIGINT
from webapp.core.text import _, _l
from webapp.ehis.journal.queries import Filters
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

SERVICE: Final = r"[!-~]{1,300}"
MANY_YEARS: Final = 36_500


class FilterForm(Form):
    """Message id or fault UUID, client, service, day. Comes by GET, so it carries no CSRF token."""

    number = StringField(_l("Mesajın və ya xətanın nömrəsi"), validators=[Optional(), Length(max=300)])
    client = StringField(_l("Sorğu edən sistem"), validators=[Optional(), Length(max=300)])
    service = StringField(_l("Servis"), validators=[Optional(), Length(max=300)])
    day = DayField(_l("Gün"), validators=[Optional()])

    @property
    def filters(self) -> Filters:
        """What was asked for."""
        return Filters(self.number.data or "", self.client.data or "", self.service.data or "", self.day.data)


def filter_form() -> FilterForm:
    """Return the form as this request fills it."""
    form = FilterForm(request.args, meta={"csrf": False})
    form.validate()
    return form


class ReasonForm(Form):
    """Why a message is read."""

    reason = TextAreaField(
        _l("Oxumağın səbəbi"),
        description=_l("Mesajın aid olduğu şəxs bu səbəbi öz kabinetində görəcək."),
        validators=[
            DataRequired(_l("Səbəbi yazın.")),
            Length(min=10, max=300, message=_l("Səbəbi 10-300 simvolla yazın.")),
        ],
    )


class _ServiceForm(Form):
    service = StringField(
        _l("Servis"),
        description=_l("Məsələn, `AZ/GOV/DIN/registers/getPerson`"),
        validators=[DataRequired(_l("Servisi yazın.")), Regexp(SERVICE, message=_l("Servisin adı düzgün deyil."))],
    )


class ReaderForm(_ServiceForm):
    """Who may read messages of a service."""

    fin = StringField(_l("FİN"), validators=[DataRequired(_l("Şəxsin FİN-ini yazın.")), Length(max=40)])
    name = StringField(_l("Ad, soyad"), validators=[DataRequired(_l("Şəxsin adını yazın.")), Length(max=200)])

    def validate_fin(self, field: StringField) -> None:
        """Bring the FİN into its one form."""
        plain = normal_fin(field.data or "")
        if plain is None:
            raise ValidationError(_("FİN 7 simvoldan ibarətdir: latın hərfləri və rəqəmlər, I və O hərfləri olmadan."))
        field.data = plain


class EndForm(Form):
    """Who is taken off the list."""

    reader = IntegerField(widget=HiddenInput(), validators=[InputRequired(), NumberRange(1, MAX_BIGINT)])


class RetentionForm(_ServiceForm):
    """How long messages of a service are kept, what they hold, on which ground."""

    keep_days = IntegerField(
        _l("Saxlanma müddəti, gün"),
        validators=[
            InputRequired(_l("Günlərin sayını yazın.")),
            NumberRange(1, MANY_YEARS, _l("1 ilə 36500 arasında gün yazın.")),
        ],
    )
    what = StringField(_l("Nə saxlanılır"), validators=[DataRequired(_l("Nə saxlanıldığını yazın.")), Length(max=500)])
    basis = StringField(_l("Hüquqi əsas"), validators=[DataRequired(_l("Hüquqi əsası yazın.")), Length(max=500)])


class LimitsForm(Form):
    """How often the log is time-stamped, how long it goes on without, how long it is kept where nothing else is said."""

    stamp_seconds = IntegerField(
        _l("Vaxt möhürləri arasında, saniyə"),
        validators=[
            InputRequired(_l("Saniyələrin sayını yazın.")),
            NumberRange(10, 86_400, _l("10 ilə 86400 arasında yazın.")),
        ],
    )
    grace_seconds = IntegerField(
        _l("Möhürsüz davam etmə müddəti, saniyə"),
        description=_l("Bu müddət bitəndə mübadilə dayanır. Adi halda 14400 (4 saat)."),
        validators=[
            InputRequired(_l("Saniyələrin sayını yazın.")),
            NumberRange(60, 604_800, _l("60 ilə 604800 arasında yazın.")),
        ],
    )
    keep_days = IntegerField(
        _l("Adi saxlanma müddəti, gün"),
        validators=[
            InputRequired(_l("Günlərin sayını yazın.")),
            NumberRange(1, MANY_YEARS, _l("1 ilə 36500 arasında gün yazın.")),
        ],
    )
    detail_days = IntegerField(
        _l("Hər mübadilənin göstəricisi ayrıca saxlanılır, gün"),
        description=_l("Daha köhnə göstəricilər saatlar üzrə cəmlənir. Ən azı 366 gün."),
        validators=[
            InputRequired(_l("Günlərin sayını yazın.")),
            NumberRange(366, MANY_YEARS, _l("366 ilə 36500 arasında gün yazın.")),
        ],
    )
