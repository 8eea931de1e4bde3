"""One function for each question to a state register; other rooms take them from `webapp.ehis.api`.

Files follow the owners: `persons`, `organisations`, `road`, `borders`, `contracts` (insurance, notaries), `estate`,
`preparation`, `civil_service`. What they share, the check of the right to ask, is `asking`.
"""
