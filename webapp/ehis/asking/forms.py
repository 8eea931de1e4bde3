"""What the server administrator types about contracts and officials."""

from wtforms import SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length

from webapp.core.azerbaijani import normal_fin
from webapp.core.text import _, _l
from webapp.ehis.policy import Purpose, purpose_name
from webapp.ui.fields import DayField
from webapp.ui.forms import Form

DOCUMENT = Length(max=300, message=_l("Ən çoxu 300 simvol."))


class ContractForm(Form):
    """From which day a contract ends or is in force again, by which document, and why."""

    on_day = DayField(_l("Hansı gündən"), validators=[DataRequired(_l("Günü yazın."))])
    document = StringField(
        _l("Əsas sənəd"),
        description=_l("Məsələn, 14.09.2026 tarixli 3-117 nömrəli məktub"),
        validators=[DataRequired(_l("Əsas sənədi yazın.")), DOCUMENT],
    )
    reason = TextAreaField(
        _l("Səbəb"), validators=[DataRequired(_l("Səbəbi yazın.")), Length(max=500, message=_l("Ən çoxu 500 simvol."))]
    )


class OfficialForm(Form):
    """Who is named for which purpose, and by which document."""

    purpose = SelectField(
        _l("Sorğunun məqsədi"),
        choices=[SelectChoice(one.value, purpose_name(one)) for one in Purpose],
        validators=[DataRequired(_l("Məqsədi seçin."))],
    )
    fin = StringField(_l("FİN"), validators=[DataRequired(_l("Şəxsin FİN-ini yazın.")), Length(max=40)])
    name = StringField(_l("Ad, soyad"), validators=[DataRequired(_l("Şəxsin adını yazın.")), Length(max=200)])
    document = StringField(
        _l("Təyinat sənədi"),
        description=_l("Məsələn, 14.09.2026 tarixli 117 nömrəli əmr"),
        validators=[DataRequired(_l("Təyinat sənədini yazın.")), DOCUMENT],
    )

    def validate_fin(self, field: StringField) -> None:
        """Bring the FİN into its one form."""
        plain = normal_fin(field.data or "")
        if plain is None:
            raise ValidationError(_("FİN 7 simvoldan ibarətdir: latın hərfləri və rəqəmlər, I və O hərfləri olmadan."))
        field.data = plain
