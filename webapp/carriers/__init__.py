"""Carriers' vehicles and drivers, as the state registers know them. Nothing here is typed in by the carrier.

Charter 5.1.1 and 5.2; decision 615/2017, annex 2 (which register is the source of what). The registers are asked in a
job; a register that does not answer leaves the old rows with their date. What changes from day to day (crossings,
insurances, debts, training) is checked by a button, shown and not kept: `checking`. Start with `rules`, then `refreshing`.

Vocabulary: vehicle (nəqliyyat vasitəsi), trailer (qoşqu), driver (sürücü), licence (sürücülük vəsiqəsi), technical
inspection (texniki baxış), compulsory insurance (icbari sığorta).
"""
