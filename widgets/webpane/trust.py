"""The centre's own certificate authority: a chain that no public authority signed is checked against it, wholly."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError


class TrustError(Exception):
    """The authority's file can't be used; the message is for the person who wrote its path."""


class Trust:
    """``authority``: the centre's certificates; none: only public authorities count."""

    def __init__(self, authority: Sequence[x509.Certificate] = ()) -> None:
        self._authority = tuple(authority)

    def mistrust(self, chain: Sequence[bytes], host: str) -> str:
        """Why a chain of DER certificates (the server's own first) can't be believed; empty if it can."""
        if not self._authority:
            return "the authority that signed it is not known"
        if not chain:
            return "there is no certificate"
        try:
            own, *between = (x509.load_der_x509_certificate(each) for each in chain)
            verifier = PolicyBuilder().store(Store(self._authority)).build_server_verifier(_subject(host))
            verifier.verify(own, between)
        except (VerificationError, ValueError, x509.UnsupportedGeneralNameType) as error:
            return f"not signed for this by the centre's authority ({error})"
        return ""


def load_trust(path: Path | None) -> Trust:
    """Of a PEM file. Raises ``TrustError``."""
    if path is None:
        return Trust()
    try:
        return Trust(x509.load_pem_x509_certificates(path.read_bytes()))
    except OSError as error:
        raise TrustError(f"authority {path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise TrustError(f"authority {path} holds no certificate") from error


def _subject(host: str) -> x509.DNSName | x509.IPAddress:
    try:
        return x509.IPAddress(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return x509.DNSName(host)
