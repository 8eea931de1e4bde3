"""What we offer to others over the exchange (act 000, annex 2, clauses 2.4 and 4.2; decision 615/2017, annex 3, 4.1).

A room describes a service once, as a `ProvidedService` in its manifest: two dataclasses (what is asked, what is
answered) and a handler. From these come the XML schema, the WSDL, the JSON schema and the OpenAPI description, and one
handler answers SOAP and REST alike. Begin at `service.py` and `model.py`; `xsd`, `wsdl`, `openapi`, `values` are made
from the model alone and are pure; `application.py` is the program (the adaptation server): a plain information system
on loopback, to which only the security server speaks, with the token of `token.py`.

The security server forwards: SOAP to `POST /`; REST to `/<serviceCode>[/path]?…` with the X-Road headers of the request;
the metaservices listMethods, allowedMethods, getWsdl and getOpenAPI in the same two ways. It says which services
`listMethods` and `allowedMethods` may name in the header `X-Ehis-Methods: carrierStatus/v1,permitCardByPlate/v1`.
`X-Ehis-Version` names the version of a REST service, `X-Ehis-Environment: test` a client that gets test data only.
`GET /wsdl` and `GET /openapi` list the codes, `/wsdl/<code>` and `/openapi/<code>` describe one.
"""
