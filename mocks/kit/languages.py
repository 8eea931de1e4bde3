"""Texts of the counterparties' pages: Azerbaijani, English, Russian, chosen by `?lang=`."""

from collections.abc import Mapping
from typing import Final

from flask import request

DEFAULT: Final = "az"


def chosen_language(offered: Mapping[str, object]) -> str:
    """Return the language of this request among those `offered`: `?lang=`, else Accept-Language, else Azerbaijani."""
    wanted = request.values.get("lang", "")
    if wanted in offered:
        return wanted
    return request.accept_languages.best_match(list(offered), DEFAULT) or DEFAULT
