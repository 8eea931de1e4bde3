"""Waybills for programs: the same waybills, rights and checks as in the cabinet, and a sandbox beside them."""
