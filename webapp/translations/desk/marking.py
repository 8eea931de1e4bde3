"""Texts as pages show them: placeholders and tags set apart, changes as <del> and <ins>. Pure; values are escaped."""

from typing import Final

from markupsafe import Markup, escape

from webapp.translations.desk.word_diff import tokens, word_diff

TOKEN: Final = Markup('<code class="text-token" translate="no">{}</code>')
CHANGED: Final = {
    "same": Markup("{}"),
    "removed": Markup("<del>{}</del>"),
    "added": Markup("<ins>{}</ins>"),
}


def is_token(piece: str) -> bool:
    """Whether a piece of a text is kept as it is in every language: a placeholder, a doubled percent sign, a tag."""
    return len(piece) > 1 and piece[0] in "%{<"


def marked(text: str) -> Markup:
    """Return a text with its placeholders and tags set apart."""
    return Markup().join(TOKEN.format(piece) if is_token(piece) else escape(piece) for piece in tokens(text))


def diffed(old: str, new: str) -> Markup:
    """Return the way from an old wording to a new one."""
    return Markup().join(CHANGED[piece.kind].format(piece.text) for piece in word_diff(old, new))


def kept_tokens(forms: list[str]) -> list[str]:
    """Return the placeholders and tags of an original, each once, in their order: they are put in by a tap."""
    return list(dict.fromkeys(piece for form in forms for piece in tokens(form) if is_token(piece)))
