"""Documents as their readers judge them: poppler's pdfsig with the demonstration's root, and the QR code read from the page."""

import subprocess

import zxingcpp
from PIL import Image

VALID = "Signature Validation: Signature is Valid."
TRUSTED = "Certificate Validation: Certificate is Trusted."


class Judge:
    """A machine that trusts the root of the demonstration's e-signatures, in a database of its own."""

    def __init__(self, folder, root):
        self.folder, self.database = folder, f"sql:{folder}"
        self._run("certutil", "-N", "-d", self.database, "--empty-password")
        self._run("certutil", "-A", "-d", self.database, "-n", "root", "-t", "CT,C,C", "-i", str(root))

    def signers(self, pdf):
        """The common names of the signers, oldest first, after proving that each signature is valid and trusted."""
        said = self._run("pdfsig", "-no-ocsp", "-nssdir", self.database, str(pdf))
        names = [line.partition("Name: ")[2] for line in said.splitlines() if "Signer Certificate Common Name" in line]
        assert said.count(VALID) == said.count(TRUSTED) == len(names), said
        return names

    def address(self, pdf):
        """The address in the QR code of the first page."""
        self._run("pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-singlefile", "-png", str(pdf), str(pdf))
        return zxingcpp.read_barcodes(Image.open(f"{pdf}.png"))[0].text

    def words(self, pdf):
        """The text of the document."""
        return self._run("pdftotext", "-layout", str(pdf), "-")

    def _run(self, *command):
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=self.folder).stdout
