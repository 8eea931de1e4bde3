"""The only modules of this room that talk to the provider."""
