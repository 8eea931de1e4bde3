"""The rules of translations, as tables."""
