"""The rules of workflow, as tables."""
