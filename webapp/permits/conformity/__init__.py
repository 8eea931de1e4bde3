"""The nightly check: what cards do not meet any more, what ends soon. Start with `finding`, then `keeping`."""
