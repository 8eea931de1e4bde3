"""The rules of attachments, as tables."""
