"""The e-signature tree: a root, an issuing authority, a signing certificate for each person, seal and time stamps.

Subjects follow the national profile as far as it is public: the personal number (FİN) is the subject's
serialNumber, the seal of an organisation carries the organisation's name instead of a person's.
"""

from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from mocks.people import PEOPLE, Person
from mocks.pki.issuing import Leaf, Pointers, issue, make_authority, name_of, new_rsa_key
from mocks.pki.pairs import Pair, save_certificates, save_pair

SIGNING_SERVICE: Final = "http://127.0.0.1:8105"
ISSUING_POINTERS: Final = Pointers(
    f"{SIGNING_SERVICE}/crl/esign.crl", f"{SIGNING_SERVICE}/ocsp", f"{SIGNING_SERVICE}/ca/esign-issuing.cer"
)
ROOT_POINTERS: Final = Pointers(
    f"{SIGNING_SERVICE}/crl/esign-root.crl", f"{SIGNING_SERVICE}/ocsp", f"{SIGNING_SERVICE}/ca/esign-root.cer"
)
# RFC 9336 names the purpose; older verifiers of documents (NSS) look for the one of mail.
DOCUMENTS: Final = (x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"), ExtendedKeyUsageOID.EMAIL_PROTECTION)
DOCUMENTS_AND_SIGN_IN: Final = (*DOCUMENTS, ExtendedKeyUsageOID.CLIENT_AUTH)


def make_citizens(directory: Path) -> None:
    """Write the e-signature authorities and everything they have certified, the broken certificates too."""
    root = make_authority("Kabinet demo e-signature root")
    issuing = make_authority("Kabinet demo e-signature authority", parent=root, pointers=ROOT_POINTERS)
    save_pair(directory, "esign-root", root)
    save_pair(directory, "esign-issuing", issuing)
    save_certificates(directory / "esign-chain.pem", [issuing.certificate, root.certificate])
    save_pair(directory, "tsa", _time_stamps(root))
    save_pair(directory, "seal", _seal(issuing))
    # The same distinguished name as the true authority: only the key tells them apart.
    pretender = make_authority("Kabinet demo e-signature authority")
    for person in PEOPLE:
        save_pair(directory, f"people/{person.fin}", issue(issuing, _person(person)))
        save_pair(directory, f"people/{person.fin}-revoked", issue(issuing, _person(person)))
        save_pair(directory, f"people/{person.fin}-expired", issue(issuing, _person(person, expired=True)))
        save_pair(directory, f"people/untrusted-{person.fin}", issue(pretender, _person(person)))


def _person(person: Person, *, expired: bool = False) -> Leaf:
    subject = name_of(
        person.full_name, given_name=person.given_name, surname=person.family_name, serial_number=person.fin
    )
    address = x509.RFC822Name(f"{person.fin.lower()}@shexs.example")
    return Leaf(subject, (address,), DOCUMENTS_AND_SIGN_IN, pointers=ISSUING_POINTERS, expired=expired)


def _seal(issuing: Pair) -> Pair:
    subject = name_of("AYNA elektron möhürü", organization_name="AYNA")
    return issue(issuing, Leaf(subject, (x509.RFC822Name("mohur@ayna.example"),), DOCUMENTS, pointers=ISSUING_POINTERS))


def _time_stamps(root: Pair) -> Pair:
    # RFC 3161 2.3: one extended key usage, time stamping, and that critical.
    leaf = Leaf(
        name_of("Kabinet demo time stamps", organization_name="Kabinet demo"),
        (x509.UniformResourceIdentifier(f"{SIGNING_SERVICE}/tsa"),),
        purposes=(ExtendedKeyUsageOID.TIME_STAMPING,),
        purposes_critical=True,
        pointers=ROOT_POINTERS,
        key=new_rsa_key(),
    )
    return issue(root, leaf)
