"""Forms of the steps: a reason, the loading, the receipt."""

from collections.abc import Sequence
from decimal import Decimal

from wtforms import FieldList, TextAreaField
from wtforms.validators import DataRequired

from webapp.core.clock import now
from webapp.core.text import _l
from webapp.ui.fields import VersionField
from webapp.ui.forms import Form
from webapp.waybills.forms.fields import LinesField, MomentField, WeightField, at_most, few_lines
from webapp.waybills.quantities import Line
from webapp.waybills.services.accepting import Loading
from webapp.waybills.services.receiving import Receipt


class StepForm(Form):
    """A step without words of its own: only the version that the person saw."""

    version = VersionField()

    @property
    def seen(self) -> int:
        """The version on the page; 0, which is never right, when it is missing or made up."""
        return self.version.seen


class ReasonForm(StepForm):
    """Why an offer is taken or sent back, or cancelled."""

    reason = TextAreaField(_l("Səbəb"), [DataRequired(message=_l("Səbəbi yazın.")), at_most(500)])


class LoadingForm(StepForm):
    """What is said at loading."""

    loaded_at = MomentField(_l("Faktiki yükləmə vaxtı"), [DataRequired(message=_l("Yükləmə vaxtını göstərin."))])
    seals = LinesField(_l("Plomblar"), [at_most(1000), few_lines])
    reservations = TextAreaField(_l("Yük haqqında qeydləriniz"), [at_most(1000)])

    def loading(self) -> Loading:
        """Return what was typed."""
        assert self.loaded_at.data is not None  # validated
        return Loading(loaded_at=self.loaded_at.data, seals=self.seals.lines, reservations=self.reservations.data or "")


class ReceiptForm(StepForm):
    """What was delivered, line by line."""

    delivered = FieldList(WeightField(_l("Təhvil alınan miqdar")))
    refused = FieldList(WeightField(_l("İmtina edilən miqdar")))
    difference = TextAreaField(_l("Az gəlibsə, nə çatmır və niyə"), [at_most(1000)])
    reservations = TextAreaField(_l("Yükün vəziyyəti haqqında qeydləriniz"), [at_most(1000)])

    def receipt(self) -> Receipt:
        """Return what was typed; a quantity left empty is nought."""
        return Receipt(
            delivered=_amounts(self.delivered),
            refused=_amounts(self.refused),
            difference=self.difference.data or "",
            reservations=self.reservations.data or "",
        )


def loading_form(version: int, seals: Sequence[str]) -> LoadingForm:
    """Return the form as it is first shown: now, with the seals of the draft."""
    return LoadingForm(data={"version": version, "loaded_at": now(), "seals": "\n".join(seals)})


def receipt_form(version: int, lines: Sequence[Line]) -> ReceiptForm:
    """Return the form as it is first shown: everything that is aboard is delivered."""
    nought = [Decimal(0)] * len(lines)
    return ReceiptForm(data={"version": version, "delivered": [line.aboard for line in lines], "refused": nought})


def _amounts(fields: "FieldList[WeightField]") -> tuple[Decimal, ...]:
    return tuple(field.data if field.data is not None else Decimal(0) for field in fields)
