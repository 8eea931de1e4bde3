"""Texts in the formats of translators' programs: PO, XLIFF 1.2 and 2.0, XLSX, CSV, JSON: rows to bytes and back.

What is read comes from strangers: sizes are bounded, nothing is fetched, a file that cannot be read says why, and a
row that cannot be taken does not spoil the others.
"""

from webapp.translations.exchange.reading import MOST_BYTES, MOST_ROWS, parse
from webapp.translations.exchange.rows import KINDS, MEDIA, Parsed, Row, Unreadable
from webapp.translations.exchange.writing import write

__all__ = ["KINDS", "MEDIA", "MOST_BYTES", "MOST_ROWS", "Parsed", "Row", "Unreadable", "parse", "write"]
