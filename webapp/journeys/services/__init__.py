"""What is done with forms, one file a use case."""
