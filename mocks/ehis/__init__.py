"""The security server of the state registers: mutual TLS, SOAP, signed answers, invented people, faults on demand."""
