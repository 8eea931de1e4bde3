"""Fields and validators that the forms of this room share."""

from wtforms import TextAreaField
from wtforms.validators import Length

from webapp.core.text import _l
from webapp.ui.forms import Form


def at_most(length: int) -> Length:
    """Return the validator of a text's length."""
    return Length(max=length, message=_l("Ən çoxu %(max)d simvol yazın."))


class LinesField(TextAreaField):
    """Several short texts, one a line."""

    @property
    def lines(self) -> list[str]:
        """The texts without empty lines."""
        return [line.strip() for line in (self.data or "").splitlines() if line.strip()]


class Row(Form):
    """A line of a form; the outer form carries the token."""

    class Meta(Form.Meta):
        """No token of its own."""

        csrf = False
