"""Catalogues of texts: `update` collects them from the code, `check` says what is missing, stale or broken.

Azerbaijani is the original: its entries are the msgids themselves and may stay empty.
"""

import re
import sys
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from webapp.config import ROOT

LANGUAGES = ("az", "en", "ru")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
KEYWORDS = {
    "_": None,
    "_l": None,
    "_n": (1, 2),
    "gettext": None,
    "ngettext": (1, 2),
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
}
METHODS = [("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2"), ("**.py", "python")]
HEADER = "# Texts of Kabinet. Azerbaijani is the original.\n"


def path_of(language):
    return ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"


def extracted():
    found = Catalog(project="Kabinet", charset="utf-8")
    rows = extract_from_dir(
        str(ROOT / "webapp"), METHODS, {"**.html": {"silent": "false"}}, KEYWORDS, comment_tags=("Translators:",)
    )
    for name, line, message, comments, context in sorted(rows, key=lambda row: (row[0], row[1])):
        found.add(message, None, [(f"webapp/{name}", line)], auto_comments=comments, context=context)
    return found


def load(language):
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="Kabinet", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update():
    template = extracted()
    for language in LANGUAGES:
        catalogue = load(language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        catalogue.header_comment = HEADER.strip()
        out = BytesIO()
        write_po(out, catalogue, width=0, sort_output=True, include_lineno=False, omit_header=False)
        text = re.sub(
            r'"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By|Language-Team|Report-Msgid-Bugs-To): .*\\n"\n',
            "",
            out.getvalue().decode(),
        )
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        partial = path_of(language).with_suffix(".partial")  # a portal that starts meanwhile reads whole files only
        partial.write_text(text, encoding="utf-8")
        partial.replace(path_of(language))


def faults():
    template = extracted()
    wanted = {message.id for message in template if message.id}
    found = []
    for language in LANGUAGES:
        catalogue = load(language)
        known = {message.id for message in catalogue if message.id}
        found += [f"{language}: not collected: {shown(i)}" for i in sorted(wanted - known, key=str)]
        found += [f"{language}: no longer used: {shown(i)}" for i in sorted(known - wanted, key=str)]
        if language != "az":
            found += [
                f"{language}: {fault}" for message in catalogue if message.id for fault in faults_of(message, catalogue)
            ]
    return found


def faults_of(message, catalogue):
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    originals = message.id if isinstance(message.id, tuple) else (message.id,)
    if message.fuzzy or not all(strings):
        yield f"not translated: {shown(message.id)}"
        return
    if isinstance(message.id, tuple) and len(strings) != catalogue.num_plurals:
        yield f"{len(strings)} plural forms instead of {catalogue.num_plurals}: {shown(message.id)}"
    allowed = {frozenset(PLACEHOLDER.findall(original)) for original in originals}
    for string in strings:
        if frozenset(PLACEHOLDER.findall(string)) not in allowed:
            yield f"other placeholders: {shown(message.id)} -> {string}"
        if re.findall(r"<[^>]+>", string) != re.findall(r"<[^>]+>", originals[0]):
            yield f"other markup: {shown(message.id)} -> {string}"


def shown(msgid):
    return msgid if isinstance(msgid, str) else msgid[0]


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    broken = faults() if sys.argv[1:] == ["check"] else []
    for line in broken[:80]:
        sys.stderr.write(f"{line}\n")
    sys.exit(f"{len(broken)} faults in the catalogues" if broken else 0)
