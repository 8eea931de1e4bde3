"""Single sign-on, sessions, means of proof, restricted accounts, posts of the operator."""
