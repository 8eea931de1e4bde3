"""Use cases: `requesting` is what a person does, `progress` what becomes of a request while the service works."""
