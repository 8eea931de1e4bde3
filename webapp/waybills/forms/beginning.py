"""The forms that begin a draft: each view of a page has a key of its own, so that sending it twice begins one draft."""

from typing import Final

from wtforms import HiddenField, RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import AnyOf

from webapp.core.ids import new_public_id
from webapp.core.text import _l
from webapp.ui.forms import Form
from webapp.waybills.rules import Role

PARTS: Final = {
    "consignor": frozenset({Role.CONSIGNOR}),
    "carrier": frozenset({Role.CARRIER}),
    "both": frozenset({Role.CONSIGNOR, Role.CARRIER}),
}


class StartForm(Form):
    """What begins a draft without asking anything."""

    start_key = HiddenField(default=new_public_id)

    @property
    def view(self) -> str:
        """The key of the view of the page that was sent, empty when it is missing."""
        return str(self.start_key.data or "")


class BeginForm(StartForm):
    """In which part one draws up the waybill."""

    part = RadioField(
        _l("Bu daşımada siz kimsiniz?"),
        validators=[AnyOf(list(PARTS), message=_l("Bu daşımada kim olduğunuzu seçin."))],
        choices=[
            SelectChoice("consignor", _l("Yükgöndərən: yükü başqası daşıyacaq")),
            SelectChoice("carrier", _l("Daşıyıcı: başqasının yükünü daşıyırıq")),
            SelectChoice("both", _l("Hər ikisi: öz yükümüzü özümüz daşıyırıq")),
        ],
        validate_choice=False,
    )

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of the part that was chosen."""
        return PARTS[self.part.data]
