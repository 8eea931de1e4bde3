"""Forms of single steps: of the office and of the participant."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, Field, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Regexp

from webapp.connections import wording
from webapp.connections.checklist import Item
from webapp.connections.forms.fields import at_most
from webapp.connections.labels import CONTRACT
from webapp.core.text import _l
from webapp.ui.fields import DayField, VersionField
from webapp.ui.forms import Form

TEXT = at_most(4000)
PART = r"^[A-Za-z0-9.\-]{1,60}$"
MEMBER = r"^AZ/[A-Z]{2,10}/[A-Za-z0-9.\-]{1,60}$"
MET, UNMET = "met", "unmet"


class StepForm(Form):
    """A step without words."""


class NoteForm(Form):
    """A step with words, if there are any."""

    text = TextAreaField(_l("Qeyd"), [TEXT])


class ReasonForm(Form):
    """A step that must say why."""

    text = TextAreaField(_l("Əsaslandırma"), [DataRequired(message=_l("Əsaslandırmanı yazın.")), TEXT])


class BlockForm(Form):
    """Block at once: one of the two reasons of 3.7, what happened, and the confirmation."""

    reason = RadioField(
        _l("Səbəb"),
        [DataRequired(message=_l("Səbəbi seçin."))],
        choices=[SelectChoice(code, text) for code, text in wording.BLOCK_REASONS.items()],
    )
    text = TextAreaField(_l("Nə baş verib"), [DataRequired(message=_l("Nə baş verdiyini yazın.")), TEXT])
    confirmed = BooleanField(
        _l("İştirakçının bütün sorğularının dərhal dayandırılacağını təsdiq edirəm"),
        [DataRequired(message=_l("Bloklamanı təsdiq edin."))],
    )


class BreachForm(Form):
    """The letter of 3.6: the clause that was broken, and how."""

    clause = StringField(
        _l("Pozulan bənd"),
        [DataRequired(message=_l("Pozulan bəndi göstərin.")), at_most(200)],
        description=_l("Texniki Tələblərin və ya müqavilənin bəndi, məsələn 6.3."),
    )
    text = TextAreaField(_l("Pozuntunun təsviri"), [DataRequired(message=_l("Pozuntunu təsvir edin.")), TEXT])


class LastDayForm(Form):
    """The last day of a service or of a version."""

    last_day = DayField(_l("Son gün"), [DataRequired(message=_l("Son günü yazın."))])


class WithdrawalForm(LastDayForm):
    """The notice to the users, with grounds."""

    text = TextAreaField(_l("Əsaslandırma"), [DataRequired(message=_l("Əsaslandırmanı yazın.")), TEXT])


class ServerForm(Form):
    """The participant's security server."""

    member_code = StringField(
        _l("Üzvün kodu"),
        [DataRequired(message=_l("Üzvün kodunu yazın.")), Regexp(MEMBER, message=_l("Üzvün kodunu yazın."))],
        description=_l("Məsələn, `AZ/GOV/POLICE`"),
    )
    subsystem = StringField(
        _l("Alt sistemin kodu"),
        [
            DataRequired(message=_l("Alt sistemin kodunu yazın.")),
            Regexp(PART, message=_l("Alt sistemin kodunu yazın.")),
        ],
        description=_l("Məsələn, `checks`"),
    )
    certificate = TextAreaField(
        _l("Sertifikat (PEM)"),
        [DataRequired(message=_l("Sertifikatı yapışdırın.")), at_most(20_000)],
        description=_l("Portalın Sertifikat Mərkəzinin verdiyi sertifikat."),
    )


class OfficialForm(Form):
    """An official entitled to exchange."""

    fin = StringField(_l("FİN"), [DataRequired(message=_l("FİN-i yazın.")), at_most(20)])
    name = StringField(_l("Soyadı, adı, atasının adı"), [DataRequired(message=_l("Adı yazın.")), at_most(200)])
    post = StringField(_l("Vəzifəsi"), [DataRequired(message=_l("Vəzifəni yazın.")), at_most(200)])


class ProposalForm(Form):
    """A proposal to a participant."""

    title = StringField(_l("Təklif"), [DataRequired(message=_l("Təklifi yazın.")), at_most(200)])
    text = TextAreaField(_l("Təklifin izahı"), [DataRequired(message=_l("Təklifi izah edin.")), TEXT])


class ContractForm(Form):
    """The contents of the contract that are texts; the officials are a list of their own."""

    version = VersionField()
    services = TextAreaField(
        CONTRACT["services"],
        [TEXT],
        description=_l("Hər sətirdə bir xidmət: kodu və adı. Xidmət yoxdursa, bunu yazın."),
    )
    used = TextAreaField(
        CONTRACT["used"], [TEXT], description=_l("Hər sətirdə bir sorğu: kodu və adı. Məlumat yoxdursa, bunu yazın.")
    )
    administrator_name = StringField(CONTRACT["administrator_name"], [at_most(200)])
    administrator_phone = StringField(CONTRACT["administrator_phone"], [at_most(30)])
    structure = TextAreaField(
        CONTRACT["structure"], [at_most(60_000)], description=_l("Hər sorğu üçün XSD və ya JSON sxemi.")
    )
    restricted = TextAreaField(CONTRACT["restricted"], [TEXT])
    additional = TextAreaField(CONTRACT["additional"], [TEXT])

    @property
    def content(self) -> dict[str, str]:
        """What was typed, as it is kept."""
        return {name: self[name].data or "" for name in CONTRACT}


class ReportForm(Form):
    """A check list is this and, for each item, met or unmet and a remark: see `checklist_form`."""

    text = TextAreaField(_l("Ümumi qeyd"), [TEXT])

    def answers(self, items: Sequence[Item]) -> dict[str, tuple[bool, str]]:
        """Return the items that were answered."""
        said = {item.code: (self[f"met_{item.code}"].data, self[f"remark_{item.code}"].data or "") for item in items}
        return {code: (answer == MET, remark) for code, (answer, remark) in said.items() if answer in {MET, UNMET}}


def checklist_form(items: Sequence[Item], known: dict[str, Any]) -> ReportForm:
    """Return the form of a check list, with what was answered before."""
    fields: dict[str, Field] = {}
    data: dict[str, str] = {}
    for item in items:
        choices = [SelectChoice(MET, _l("Uyğundur")), SelectChoice(UNMET, _l("Uyğun deyil"))]
        label = f"{item.clause}. {item.text}"
        fields[f"met_{item.code}"] = RadioField(label, choices=choices, validate_choice=False)
        fields[f"remark_{item.code}"] = StringField(_l("İrad"), [at_most(1000)])
        if item.code in known:
            data[f"met_{item.code}"] = MET if known[item.code].met else UNMET
            data[f"remark_{item.code}"] = known[item.code].remark
    made: ReportForm = type("ChecklistForm", (ReportForm,), fields)(data=data)
    return made
