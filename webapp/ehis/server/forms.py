"""What the server administrator types."""

from typing import Final

from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from webapp.core.azerbaijani import normal_fin
from webapp.core.text import _, _l
from webapp.ehis.server.keymaking import ENCRYPTION, P256, RSA, SIGNATURE
from webapp.ui.forms import Form

PORTS: Final = NumberRange(1, 65_535, _l("1 ilə 65535 arasında port yazın."))
SAMPLE_CAP: Final = 65_536


class ServerForm(Form):
    """How the server is called, and which central servers it belongs to."""

    code = StringField(
        _l("Serverin kodu"),
        description=_l("Latın hərfi, rəqəm və defis. Məsələn, `kabinet-1`"),
        validators=[DataRequired(_l("Serverin kodunu yazın.")), Length(max=64, message=_l("Ən çoxu 64 simvol."))],
    )
    central = TextAreaField(
        _l("Mərkəzi serverlərin ünvanları"),
        description=_l("Hər sətirdə bir ünvan. Məsələn, `https://central.example.az:4001`"),
        validators=[
            DataRequired(_l("Ən azı bir mərkəzi serverin ünvanını yazın.")),
            Length(max=2_000, message=_l("Ən çoxu 2000 simvol.")),
        ],
    )


class AdministratorForm(Form):
    """Who is appointed, and by which document."""

    name = StringField(_l("Ad, soyad"), validators=[DataRequired(_l("Şəxsin adını yazın.")), Length(max=200)])
    fin = StringField(_l("FİN"), validators=[DataRequired(_l("Şəxsin FİN-ini yazın.")), Length(max=40)])
    post = StringField(_l("Vəzifə"), validators=[DataRequired(_l("Vəzifəni yazın.")), Length(max=200)])
    phone = StringField(_l("Telefon"), validators=[DataRequired(_l("Telefon nömrəsini yazın.")), Length(max=40)])
    document = StringField(
        _l("Təyinat sənədi"),
        description=_l("Məsələn, 14.09.2026 tarixli 117 nömrəli əmr"),
        validators=[DataRequired(_l("Təyinat sənədini yazın.")), Length(max=300)],
    )

    def validate_fin(self, field: StringField) -> None:
        """Bring the FİN into its one form."""
        plain = normal_fin(field.data or "")
        if plain is None:
            raise ValidationError(_("FİN 7 simvoldan ibarətdir: latın hərfləri və rəqəmlər, I və O hərfləri olmadan."))
        field.data = plain


class EnterForm(Form):
    """A certificate, and whose it is."""

    kind = RadioField(
        _l("Kimin sertifikatıdır"),
        choices=[
            SelectChoice("central", _l("Mərkəzi serverin sertifikatı və ya açıq açarı")),
            SelectChoice("authority", _l("Sertifikat Mərkəzinin sertifikatı")),
        ],
        validators=[InputRequired(_l("Sertifikatın kimə aid olduğunu seçin."))],
    )
    file = FileField(_l("Sertifikat faylı"), validators=[FileRequired(_l("Sertifikat faylını seçin."))])


class KeyForm(Form):
    """What kind of key is made."""

    purpose = RadioField(
        _l("Açarın təyinatı"),
        choices=[
            SelectChoice(ENCRYPTION, _l("Şifrələmə açarı")),
            SelectChoice(SIGNATURE, _l("Elektron imza açarı")),
        ],
        validators=[InputRequired(_l("Açarın təyinatını seçin."))],
    )
    algorithm = RadioField(
        _l("Alqoritm"),
        choices=[SelectChoice(P256, _l("P-256 (adi halda)")), SelectChoice(RSA, "RSA-3072")],
        default=P256,
        validators=[InputRequired(_l("Alqoritmi seçin."))],
    )


class CertificateForm(Form):
    """The certificate that was issued for a key."""

    file = FileField(_l("Verilmiş sertifikat"), validators=[FileRequired(_l("Sertifikat faylını seçin."))])


class AdapterForm(Form):
    """Where the adaptation server is (clauses 4.2.1, 4.2.2)."""

    protocol = RadioField(
        _l("Protokol"),
        choices=[SelectChoice("http", "HTTP"), SelectChoice("https", "HTTPS")],
        validators=[InputRequired(_l("Protokolu seçin."))],
    )
    ip = StringField(
        _l("IP ünvanı"),
        description=_l("Daxili şəbəkədəki ünvan. Məsələn, 10.0.0.5"),
        validators=[DataRequired(_l("IP ünvanını yazın, məsələn, 10.0.0.5.")), Length(max=45)],
    )
    port = IntegerField(_l("Port"), validators=[InputRequired(_l("1 ilə 65535 arasında port yazın.")), PORTS])


class SampleForm(Form):
    """A sample of a register's answer."""

    sample = TextAreaField(
        _l("Nümunə cavab (XML)"),
        validators=[
            DataRequired(_l("Nümunə cavabı yapışdırın.")),
            Length(max=SAMPLE_CAP, message=_l("Nümunə 64 kilobaytdan böyük ola bilməz.")),
        ],
    )
