"""The pages' words in three languages: one file a language, the same keys in each (a test compares them)."""

from typing import Final

from mocks.asan_login.texts import az, en, ru

LANGUAGES: Final = {"az": az.TEXTS, "en": en.TEXTS, "ru": ru.TEXTS}
DEFAULT: Final = "az"


def translate(key: str, language: str, **values: object) -> str:
    """Return the text under `key` with its placeholders filled. Raises KeyError for an unknown key."""
    return LANGUAGES[language][key].format(**values)
