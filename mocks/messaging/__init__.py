"""The messaging operator: takes SMS, mail and push messages and, instead of delivering them, shows them.

`python -m mocks.messaging --port 8106 --data-dir .data`; the page is `/`, programs use `/api/messages`.
Faults (`POST /admin/faults`, token `demo-admin`): `slow`, `500`, `503`, `reset`, and `reject`, `for` one recipient or all.
"""
