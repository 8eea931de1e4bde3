"""Groups of information systems, to which a service may be opened at once (3.8.3)."""

from typing import Final

from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import DataRequired, Regexp

from webapp.connections.forms.fields import at_most
from webapp.core.text import _l
from webapp.ui.forms import Form

CODE: Final = r"^[A-Za-z][A-Za-z0-9.\-]{0,59}$"


class GroupForm(Form):
    """A new group, or another title for one."""

    code = StringField(
        _l("Qrupun kodu"),
        [
            DataRequired(message=_l("Qrupun kodunu yazın.")),
            Regexp(CODE, message=_l("Latın hərfi ilə başlayan, hərf, rəqəm, nöqtə və defisdən ibarət kod yazın.")),
        ],
        description=_l("Məsələn, `inspectors`. Xidmətin müştəriləri siyahısında bu kod yazılır."),
    )
    title = StringField(_l("Qrupun adı"), [DataRequired(message=_l("Qrupun adını yazın.")), at_most(200)])


class GroupMemberForm(Form):
    """Which system is put into which group, or taken out."""

    group = SelectField(_l("Qrup"), [DataRequired(message=_l("Qrupu seçin."))])
    client = SelectField(_l("İnformasiya sistemi"), [DataRequired(message=_l("Sistemi seçin."))])


class GroupRightForm(Form):
    """Which group may address which service of the contract."""

    group = SelectField(_l("Qrup"), [DataRequired(message=_l("Qrupu seçin."))])
    service = SelectField(_l("Xidmət"), [DataRequired(message=_l("Xidməti seçin."))])


def right_form(codes: dict[str, str], services: list[str]) -> GroupRightForm:
    """Return the form with the participant's groups (code to title) and the services of its contract."""
    form = GroupRightForm()
    form.group.choices = [SelectChoice(code, title) for code, title in codes.items()]
    form.service.choices = [SelectChoice(code, code) for code in services]
    return form


def member_form(codes: dict[str, str], clients: list[str]) -> GroupMemberForm:
    """Return the form with the groups (code to title) and systems that there are."""
    form = GroupMemberForm()
    form.group.choices = [SelectChoice(code, title) for code, title in codes.items()]
    form.client.choices = [SelectChoice(path, path) for path in clients]
    return form
