"""The last page before the signature: the confirmations that the definition asks for, each a box."""

from collections.abc import Sequence

from flask import request

from webapp.core.text import Text, _
from webapp.ui.fields import VersionField
from webapp.ui.forms import Form

BOX = "confirmed-{}"


class SendForm(Form):
    """The version that was read, and the boxes; `unticked` tells which are missing."""

    version = VersionField()

    def unticked(self, confirmations: Sequence[Text]) -> list[tuple[str, str]]:
        """Return (id of the box, what to do) for each confirmation that was not given."""
        return [
            (BOX.format(n), _("Təsdiq edin: %(text)s", text=text))
            for n, text in enumerate(confirmations)
            if not request.form.get(BOX.format(n))
        ]


class StepForm(Form):
    """A step that asks for nothing but the person's word."""
