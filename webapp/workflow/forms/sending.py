"""Steps of the applicant: the confirmations before the signature, a complaint, steps that ask for nothing more."""

from collections.abc import Sequence
from typing import Final

from flask import request
from wtforms import TextAreaField

from webapp.core.text import Text, _, _l
from webapp.ui.fields import VersionField
from webapp.ui.forms import Form

BOX: Final = "confirmed-{}"


class SendForm(Form):
    """The version that was read, and the boxes; `unticked` tells which are missing."""

    version = VersionField()

    def unticked(self, confirmations: Sequence[Text]) -> list[tuple[str, str]]:
        """Return (id of the box, what to do) for each confirmation that was not given."""
        return [
            (BOX.format(n), _("Təsdiq edin: %(what)s", what=text))
            for n, text in enumerate(confirmations)
            if not request.form.get(BOX.format(n))
        ]


class ComplaintForm(Form):
    """What the person is not content with."""

    text = TextAreaField(_l("Nədən narazısınız?"), description=_l("Nə baş verdiyini və nə istədiyinizi yazın."))


class StepForm(Form):
    """A step that asks for nothing but the person's word."""
