"""The demonstration's data: five bodies, İlqar's whole record, colleagues, a hundred and twelve invented servants."""
