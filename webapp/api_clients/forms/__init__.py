"""Forms of the cabinet's pages."""

import json
from typing import Any, Final

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import InputRequired, Length, ValidationError

from webapp.api_clients.offer import event_kinds, scopes
from webapp.api_clients.rules import MOST_URL, Mode
from webapp.api_clients.services.proving import public_key_of
from webapp.core.text import _l
from webapp.ui.forms import Form

NEEDED: Final = _l("Bu sahəni doldurun.")


class ProgramForm(Form):
    """A new program: its name, what it may do, where it works."""

    name = StringField(
        _l("Proqramın adı"), [InputRequired(NEEDED), Length(max=80, message=_l("Ən çoxu %(max)d simvol yazın."))]
    )
    mode = RadioField(_l("Harada işləyəcək"), default=Mode.SANDBOX.value)
    scopes = SelectMultipleField(_l("Nə edə biləcək"))
    public_key = TextAreaField(
        _l("Açıq açar (JWK), istəyə görə"),
        [Length(max=4000)],
        description=_l("Sirr əvəzinə imza ilə girmək üçün: private_key_jwt, EC, Ed25519 və ya RSA açarı"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mode.choices = [
            SelectChoice(Mode.SANDBOX.value, _l("Sınaq mühiti")),
            SelectChoice(Mode.LIVE.value, _l("Həqiqi sənədlər")),
        ]
        self.scopes.choices = [SelectChoice(code, scope.title) for code, scope in scopes().items()]

    def validate_public_key(self, field: Any) -> None:
        """Refuse what is no public key. Raises ValidationError."""
        if field.data and self.key is None:
            raise ValidationError(_l("Açıq açarı JWK kimi yazın: EC, Ed25519 və ya ən azı 2048 bitlik RSA."))

    @property
    def key(self) -> dict[str, Any] | None:
        """The public half of the key that was typed, None when none was."""
        try:
            typed = json.loads(self.public_key.data or "null")
        except (ValueError, RecursionError):
            return None
        return public_key_of(typed) if isinstance(typed, dict) else None


class HookForm(Form):
    """A new webhook: where to, and of what."""

    url = StringField(
        _l("Ünvan"),
        [InputRequired(NEEDED), Length(max=MOST_URL, message=_l("Ən çoxu %(max)d simvol yazın."))],
        description=_l("Məsələn, https://erp.example.az/kabinet"),
    )
    events = SelectMultipleField(_l("Nə bildirilsin"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.events.choices = [SelectChoice(code, kind.title) for code, kind in event_kinds().items()]


class DeedForm(Form):
    """A button that does something: the token alone."""
