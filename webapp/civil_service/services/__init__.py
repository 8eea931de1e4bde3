"""What changes the record: `recording` writes facts, `settling` keeps what follows from them, `checking` looks them through."""
