"""The rules of permits, as tables."""
