"""What a form of the desk sent beside the words of texts themselves: cleaned as every field of ours is."""

from webapp.ui.forms import clean_line, clean_text, sent_form


def line(name: str, longest: int = 500) -> str:
    """Return what was typed into a field of one line."""
    return str(clean_line(sent_form().get(name, "")))[:longest]


def lines(name: str, longest: int = 2_000) -> str:
    """Return what was typed into a field of several lines."""
    return str(clean_text(sent_form().get(name, "")))[:longest]
