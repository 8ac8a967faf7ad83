"""A certificate authority of a centre of its own, and certificates for servers of this machine."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


class Authority:
    """A centre's own certificate authority."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        made = (
            self._begin(self._name, self._key, 3650)
            .add_extension(x509.BasicConstraints(True, 0), critical=True)
            .add_extension(usage, critical=True)
            .sign(self._key, hashes.SHA256())
        )
        self.path = folder / f"{name}.pem"
        self.path.write_bytes(made.public_bytes(serialization.Encoding.PEM))

    def _begin(self, name: x509.Name, key: ec.EllipticCurvePrivateKey, days: int) -> x509.CertificateBuilder:
        now = datetime.datetime.now(datetime.UTC)
        identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return (
            x509.CertificateBuilder(self._name, name, key.public_key(), x509.random_serial_number(),
                                    now - datetime.timedelta(days=400), now + datetime.timedelta(days=days))
            .add_extension(identifier, critical=False)
            .add_extension(issuer, critical=False)
        )  # fmt: skip

    def server(self, days: int = 30, address: str = "127.0.0.1") -> ssl.SSLContext:
        """A server's context with a certificate of ours."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.server_file(days, address))
        return context

    def server_file(self, days: int = 30, address: str = "127.0.0.1") -> Path:
        """A server's key and certificate in one PEM file."""
        host = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        return self._file("server.pem", address, host, ExtendedKeyUsageOID.SERVER_AUTH, days)

    def station_file(self, name: str, days: int = 30) -> Path:
        """A station's key and certificate in one PEM file, for its owner only."""
        path = self._file(
            f"{name}.pem",
            name,
            x509.SubjectAlternativeName([x509.DNSName(name)]),
            ExtendedKeyUsageOID.CLIENT_AUTH,
            days,
        )
        path.chmod(0o600)
        return path

    def _file(
        self, file: str, name: str, known: x509.SubjectAlternativeName, use: x509.ObjectIdentifier, days: int
    ) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        made = (
            self._begin(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), key, days)
            .add_extension(known, critical=False)
            .add_extension(x509.BasicConstraints(False, None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([use]), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        path = self._folder / file
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + made.public_bytes(serialization.Encoding.PEM)
        )
        return path
