"""What other rooms and the processes of the house ask of texts."""

from webapp.translations.following import follow_publications

__all__ = ["follow_publications"]
