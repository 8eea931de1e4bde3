"""Forms of the office: the decision, the draft regulation, the discussion."""

from collections.abc import Sequence
from typing import Final

from wtforms import BooleanField, Field, SelectField, SelectMultipleField, StringField, TextAreaField, URLField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Length, ValidationError

from webapp.catalogue.content import is_address
from webapp.catalogue.listing import areas
from webapp.catalogue.models import Application, DraftRegulation
from webapp.catalogue.points import FIXED, WRITTEN
from webapp.catalogue.queries import listed
from webapp.core.text import _, _l
from webapp.ui.fields import DayField, VersionField
from webapp.ui.forms import Form

LONG: Final = Length(max=8000, message=_l("Ən çoxu %(max)d simvol yazın."))
LINE: Final = Length(max=300, message=_l("Ən çoxu %(max)d simvol yazın."))
NOTE: Final = Length(max=4000, message=_l("Ən çoxu %(max)d simvol yazın."))


class AcceptForm(Form):
    """Acceptance; a registration puts the service into areas."""


class RegisterForm(AcceptForm):
    """Registration: the areas of clause 3.1, and whether clause 1.4 keeps the service out of the open catalogue."""

    areas = SelectMultipleField(_l("Sahələr (Qaydaların 3.1-ci bəndi)"), coerce=int, validate_choice=False)
    protected = BooleanField(_l("Qanunla mühafizə olunan informasiya (1.4): açıq kataloqda göstərilmir"))


class RefuseForm(Form):
    """A refusal must say why."""

    reason = TextAreaField(
        _l("İmtinanın əsaslandırılması"), [DataRequired(message=_l("İmtinanın səbəbini yazın.")), NOTE]
    )


class StartDraftForm(Form):
    """Which service the draft regulation is for."""

    code = StringField(
        _l("Xidmətin nömrəsi və ya kodu"),
        [DataRequired(message=_l("Xidmətin nömrəsini yazın.")), Length(max=40)],
        description=_l("Reyestr nömrəsi, siyahıdakı nömrə və ya bu portalın xidmətinin kodu."),
    )


class PublishForm(Form):
    """The last day of the discussion."""

    closes_on = DayField(_l("Müzakirənin son günü"), [DataRequired(message=_l("Son günü yazın."))])


class AnswerForm(Form):
    """The body's answer to a comment."""

    answer = TextAreaField(_l("Cavab"), [DataRequired(message=_l("Cavabı yazın.")), NOTE])


class ConsentForm(Form):
    """The consent of another body (9.2): whose, by which person, when, by which paper."""

    body = SelectField(_l("Orqan"), validate_choice=False)
    person = StringField(
        _l("Razılıq verən şəxs"),
        [DataRequired(message=_l("Razılıq verən şəxsin soyadını, adını və vəzifəsini yazın.")), Length(max=200)],
        description=_l("Soyadı, adı, vəzifəsi"),
    )
    day = DayField(_l("Razılığın günü"), [DataRequired(message=_l("Razılığın gününü yazın."))])
    paper = StringField(
        _l("Məktubun nömrəsi"), [DataRequired(message=_l("Məktubun nömrəsini yazın.")), Length(max=100)]
    )


def _whole_address(_form: Form, field: Field) -> None:
    if field.data and not is_address(field.data):
        raise ValidationError(_("Veb ünvanı https:// ilə başlayan bütöv ünvan kimi yazın."))


def _mail(_form: Form, field: Field) -> None:
    name, _at, host = (field.data or "").partition("@")
    if field.data and not (name and "." in host and " " not in field.data):
        raise ValidationError(_("Elektron poçtu ad@orqan.az kimi yazın."))


class CardForm(Form):
    """What a body says of itself (11.5.2); what it does not give stays open."""

    address = StringField(_l("Ünvan"), [LINE])
    phone = StringField(_l("Telefon"), [LINE])
    email = StringField(_l("Elektron poçt"), [LINE, _mail])
    site = URLField(_l("Rəsmi sayt"), [LINE, _whole_address])

    @property
    def said(self) -> dict[str, str]:
        """What was typed, without spaces around it."""
        return {name: (self[name].data or "").strip() for name in ("address", "phone", "email", "site")}


class SummaryForm(Form):
    """The closing summary of a discussion."""

    summary = TextAreaField(_l("Müzakirənin yekunu"), [DataRequired(message=_l("Yekunu yazın.")), LONG])


class DropForm(Form):
    """Why a draft is taken back."""

    reason = TextAreaField(_l("Səbəb"), [DataRequired(message=_l("Səbəbi yazın.")), NOTE])


class CommentForm(Form):
    """What somebody says of a draft: of one point, or of the whole."""

    point = SelectField(_l("Hansı bəndə dair"), validate_choice=False)
    text = TextAreaField(_l("Rəyiniz"), [DataRequired(message=_l("Rəyinizi yazın.")), NOTE])


def accept_form(application: Application) -> AcceptForm:
    """Return the form of acceptance; the areas of the act's own row are chosen already."""
    if application.request != "register":
        return AcceptForm()
    kind = listed(application.content["list_no"]) if application.content["list_no"] else None
    form = RegisterForm(data={"areas": kind.areas if kind else []})
    form.areas.choices = [SelectChoice(area.no, f"{area.clause}. {area.name}") for area in areas()]
    return form


def consent_form(bodies: Sequence[str]) -> ConsentForm:
    """Return the form of a consent with the bodies that have not given theirs."""
    form = ConsentForm()
    form.body.choices = [SelectChoice(body, body) for body in bodies]
    return form


def comment_form() -> CommentForm:
    """Return the form of a comment with the points to choose from."""
    form = CommentForm()
    points = [SelectChoice(point.no, f"{point.no}. {point.label}"[:90]) for point in WRITTEN]
    form.point.choices = [SelectChoice("", _l("Bütövlükdə layihəyə")), *points]
    return form


class PointsForm(Form):
    """A draft regulation is this and a field for each point: see `points_form`."""

    version = VersionField()

    @property
    def points(self) -> dict[str, str]:
        """The texts by the number of their point."""
        return {point.no: self[field_of(point.no)].data or "" for point in WRITTEN if point.no not in FIXED}


def field_of(no: str) -> str:
    """Return the name of the field of a point."""
    return f"p{no.replace('.', '_')}"


def points_form(found: DraftRegulation) -> PointsForm:
    """Return the form of a draft, with what stands in it."""
    fields: dict[str, Field] = {
        field_of(point.no): TextAreaField(f"{point.no}. {point.label}", [LONG])
        for point in WRITTEN
        if point.no not in FIXED
    }
    known = {field_of(no): text for no, text in found.points.items()}
    made: PointsForm = type("DraftForm", (PointsForm,), fields)(data={**known, "version": found.version})
    return made
