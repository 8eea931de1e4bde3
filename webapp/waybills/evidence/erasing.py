def erase_due() -> int:
    return 0
