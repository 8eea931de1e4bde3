"""Keys that live in people's phones: made there, never out of it, bound to who proved who they are, thirty days long."""
