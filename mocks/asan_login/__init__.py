"""ASAN Login as a program of its own: an OpenID provider with the four means of decision 118, clause 6.5.

`protocol` speaks OpenID Connect (Authlib's server side), `means` holds the rules of the four ways to prove who one
is, `pages` the HTML of both the browser and the demo phone. Nothing here is shared with the portal: the two meet
only over HTTP. Start at `app.create_app`.

For whoever tries things out, `/phone` lists the people's phones (SMS, mobile certificate, QR scanner), and the
operator's switches stand under `/admin` (header `Authorization: Bearer demo-admin`, JSON):

- `GET`, `POST`, `DELETE /admin/faults`: list, switch `{"wrong_nonce": true}`, reset (see `faults.CATALOGUE`);
- `GET`, `POST /admin/means`: which of the four are offered, `{"qr": false}`;
- `POST /admin/keys/rotate`; `POST /admin/end-sessions {"fin": …}`, announced over the back channel;
- `POST /admin/credentials {"fin": …}`: a temporary password, to be changed at first use;
- `POST /admin/limits/reset`: forget counted attempts.
"""
