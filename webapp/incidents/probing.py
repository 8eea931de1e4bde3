"""Which words of a request are an attempt to break in, told by their form alone. Pure.

Only forms that no applicant, officer or name of a street writes: what is found is registered as an attempt at
interference (charter 004, 6.1.7), so a false find costs somebody's morning.
"""

import re
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 4_000
MOST: Final = 80
FORMS: Final[dict[str, tuple[str, ...]]] = {
    "sql": (
        r"\bunion\s+(all\s+)?select\b",
        r"'\s*(or|and)\s+('[^']{0,20}'\s*=\s*'|\d{1,9}\s*=\s*\d)",
        r";\s*(drop|truncate|alter)\s+table\b",
        r"\bpg_sleep\s*\(",
        r"\bwaitfor\s+delay\b",
        r"\binformation_schema\.",
    ),
    "script": (r"<\s*script\b", r"<[^>]{1,80}\son(error|load)\s*=", r"\bjavascript:\s*\w{1,30}\("),
    "path": (r"(\.\.[/\\]){2}", r"/etc/(passwd|shadow)\b"),
    "command": (r"\$\{jndi:", r"[;|`]\s*(cat|wget|curl|nc|bash|sh)\s+[-/\w]"),
    "template": (r"\{\{\s*\d{1,9}\s*\*\s*\d{1,9}\s*\}\}", r"\$\{\s*\d{1,9}\s*\*\s*\d{1,9}\s*\}"),
}
_FORMS: Final = re.compile(
    "|".join(f"(?P<{kind}>{'|'.join(f'(?:{form})' for form in forms)})" for kind, forms in FORMS.items()), re.IGNORECASE
)
KINDS: Final = frozenset(FORMS)
# Every form but the name of a schema has a sign or a space that is none of these: most of what is sent is known for
# harmless by one look (numbers, days, plates, tokens of forms).
PLAIN: Final = re.compile(r"[\w.+-]*+")
SCHEMA: Final = "information_schema"


def probe_in(texts: Iterable[str]) -> str | None:
    """Return the kind of the first attempt in `texts` (`sql`, `script`, `path`, `command`, `template`), or None."""
    for number, text in enumerate(texts):
        if number >= MOST:
            return None
        if PLAIN.fullmatch(text) and SCHEMA not in text.lower():
            continue
        found = _FORMS.search(text[:LONGEST])
        if found is not None:
            return next(kind for kind in FORMS if found[kind] is not None)
    return None
