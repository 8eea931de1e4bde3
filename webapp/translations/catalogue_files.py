"""The catalogues of the repository as texts: what is said, where, and how each language says it. Reads files only."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

import polib

from webapp.config import ROOT
from webapp.translations.rules import LANGUAGES, ORIGINAL, key_of

CATALOGUES: Final = ROOT / "translations"


@dataclass(frozen=True, slots=True)
class Words:
    """What a catalogue has for a text: its forms (none when a form is missing), whether it doubts them, the former msgid."""

    forms: tuple[str, ...] = ()
    fuzzy: bool = False
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of the catalogues."""

    key: str
    msgid: str
    plural: str | None
    context: str | None
    locations: tuple[str, ...]
    flags: tuple[str, ...]
    notes: str
    words: dict[str, Words] = field(default_factory=dict)


def path_of(language: str, folder: Path = CATALOGUES) -> Path:
    """Return where the catalogue of a language stands."""
    return folder / language / "LC_MESSAGES" / "messages.po"


def files_digest(folder: Path = CATALOGUES) -> str:
    """Return the digest of all catalogues: the same files are not read twice."""
    return sha256(b"\0".join(path_of(language, folder).read_bytes() for language in LANGUAGES)).hexdigest()


def entries(folder: Path = CATALOGUES) -> list[Entry]:
    """Return the texts of the original's catalogue with the words of every language. Raises OSError for a missing file."""
    files = {language: polib.pofile(str(path_of(language, folder)), wrapwidth=0) for language in LANGUAGES}
    words = {language: {_name(entry): _words(entry) for entry in _standing(file)} for language, file in files.items()}
    return [
        Entry(
            key_of(*_name(entry)),
            entry.msgid,
            entry.msgid_plural or None,
            entry.msgctxt,
            tuple(dict.fromkeys(place for place, _line in entry.occurrences)),
            tuple(sorted(set(entry.flags) - {"fuzzy"})),
            entry.comment,
            {language: known.get(_name(entry), Words()) for language, known in words.items()},
        )
        for entry in _standing(files[ORIGINAL])
    ]


def forms_of(entry: polib.POEntry) -> tuple[str, ...]:
    """Return the forms of an entry in the order of their numbers."""
    if entry.msgid_plural:
        return tuple(entry.msgstr_plural[place] for place in sorted(entry.msgstr_plural))
    return (entry.msgstr,)


def _name(entry: polib.POEntry) -> tuple[str, str | None, str | None]:
    return entry.msgid, entry.msgid_plural or None, entry.msgctxt


def _standing(file: polib.POFile) -> Iterator[polib.POEntry]:
    return (entry for entry in file if not entry.obsolete)


def _words(entry: polib.POEntry) -> Words:
    forms = forms_of(entry)
    return Words(forms if all(forms) else (), entry.fuzzy, entry.previous_msgid or None)
