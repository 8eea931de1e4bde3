"""Forms of acts that count goods line by line: a part put into storage on the way, and taken up again."""

from decimal import Decimal
from typing import Any

from wtforms import TextAreaField
from wtforms.validators import Optional

from webapp.core.text import _l
from webapp.waybills.content import WaybillContent
from webapp.waybills.forms.fields import WeightField, at_most
from webapp.waybills.forms.road import RoadForm, StoreForm

Said = dict[str, Any]
NAME = "stored-{}"


class RetrievePartForm(RoadForm):
    """What is taken up again, in which condition."""

    condition = TextAreaField(_l("Yükün vəziyyəti"), [at_most(1000)])

    def said(self, content: WaybillContent) -> Said:
        """Return the amounts and the condition."""
        return {"stored": _amounts(self, content), "condition": self.condition.data or ""}


class StorePartForm(StoreForm):
    """Where a part is put, and how much of each line."""

    def said(self, content: WaybillContent) -> Said:
        """Return place and amounts."""
        return {**super().said(content), "stored": _amounts(self, content)}


def store_part_form(content: WaybillContent) -> type[StorePartForm]:
    """Return the form of a part that is left in storage."""
    made: type[StorePartForm] = type("StorePartForm", (StorePartForm,), _fields(content))
    return made


def retrieve_part_form(content: WaybillContent) -> type[RetrievePartForm]:
    """Return the form of a part that is taken up again."""
    made: type[RetrievePartForm] = type("RetrievePartForm", (RetrievePartForm,), _fields(content))
    return made


def _fields(content: WaybillContent) -> dict[str, Any]:
    return {
        NAME.format(place): WeightField(
            _l("%(goods)s: miqdar (%(unit)s)", goods=row.nature, unit=_l("yer") if row.packages else _l("kq")),
            [Optional()],
        )
        for place, row in enumerate(content.goods)
    }


def _amounts(form: RoadForm, content: WaybillContent) -> list[str]:
    amounts = [form[NAME.format(place)].data or Decimal(0) for place in range(len(content.goods))]
    return [format(one, "f") for one in amounts]
