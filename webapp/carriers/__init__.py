"""Carriers' vehicles and drivers as the state registers know them, and the registers of carriers and operators.

Charter 4.0.1, 4.0.3, 5.1.1, 5.1.10, 5.1.11 and 5.2; decision 615/2017, annex 2 (which register is the source of what). The
registers are asked in a job (`asking`, `keeping`); one that does not answer leaves the old rows with their date. What changes
from day to day (crossings, debts, training) is checked by a button, shown and not kept: `checking`. The Agency's own
registers are kept by officers: `registering`, `suspending`, `operating`. Start with `rules`, then `vehicle_tables`.

Vocabulary: vehicle (nəqliyyat vasitəsi), trailer (qoşqu), driver (sürücü), licence (sürücülük vəsiqəsi), technical
inspection (texniki baxış), compulsory insurance (icbari sığorta).
"""
