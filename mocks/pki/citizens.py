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

SIGNING_SERVICE: Final = "http://127.0.0.1:8105"  # by default; it answers for revocation and stamps time
# RFC 9336 names the purpose; older verifiers of documents (NSS) look for the one of mail.
DOCUMENTS: Final = (x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"), ExtendedKeyUsageOID.EMAIL_PROTECTION)
DOCUMENTS_AND_SIGN_IN: Final = (*DOCUMENTS, ExtendedKeyUsageOID.CLIENT_AUTH)


def make_citizens(directory: Path, service: str = SIGNING_SERVICE) -> None:
    """Write the e-signature authorities and everything they have certified, the broken certificates too.

    The certificates lead those who verify them to the signing service at the address `service`.
    """
    above, below = _pointers(service, "esign-root"), _pointers(service, "esign-issuing", "esign")
    root = make_authority("Kabinet demo e-signature root")
    issuing = make_authority("Kabinet demo e-signature authority", parent=root, pointers=above)
    save_pair(directory, "esign-root", root)
    save_pair(directory, "esign-issuing", issuing)
    save_certificates(directory / "esign-chain.pem", [issuing.certificate, root.certificate])
    save_pair(directory, "tsa", _time_stamps(root, above, service))
    save_pair(directory, "seal", _seal(issuing, below))
    # The same distinguished name as the true authority: only the key tells them apart.
    pretender = make_authority("Kabinet demo e-signature authority")
    for person in PEOPLE:
        save_pair(directory, f"people/{person.fin}", issue(issuing, _person(person, below)))
        save_pair(directory, f"people/{person.fin}-revoked", issue(issuing, _person(person, below)))
        save_pair(directory, f"people/{person.fin}-expired", issue(issuing, _person(person, below, expired=True)))
        save_pair(directory, f"people/untrusted-{person.fin}", issue(pretender, _person(person, below)))


def _pointers(service: str, authority: str, revocation_list: str | None = None) -> Pointers:
    listed = f"{service}/crl/{revocation_list or authority}.crl"
    return Pointers(listed, f"{service}/ocsp", f"{service}/ca/{authority}.cer")


def _person(person: Person, pointers: Pointers, *, expired: bool = False) -> Leaf:
    subject = name_of(
        person.full_name, given_name=person.given_name, surname=person.family_name, serial_number=person.fin
    )
    address = x509.RFC822Name(f"{person.fin.lower()}@shexs.example")
    return Leaf(subject, (address,), DOCUMENTS_AND_SIGN_IN, pointers=pointers, expired=expired)


def _seal(issuing: Pair, pointers: Pointers) -> Pair:
    subject = name_of("AYNA elektron möhürü", organization_name="AYNA")
    return issue(issuing, Leaf(subject, (x509.RFC822Name("mohur@ayna.example"),), DOCUMENTS, pointers=pointers))


def _time_stamps(root: Pair, pointers: Pointers, service: str) -> Pair:
    # RFC 3161 2.3: one extended key usage, time stamping, and that critical.
    leaf = Leaf(
        name_of("Kabinet demo time stamps", organization_name="Kabinet demo"),
        (x509.UniformResourceIdentifier(f"{service}/tsa"),),
        purposes=(ExtendedKeyUsageOID.TIME_STAMPING,),
        purposes_critical=True,
        pointers=pointers,
        key=new_rsa_key(),
    )
    return issue(root, leaf)
