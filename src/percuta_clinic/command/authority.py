"""A certificate authority of the clinic's own, so that tablets in the house can use HTTPS."""

import ipaddress
import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from percuta_clinic.command.addresses import address_of, own_addresses
from percuta_clinic.command.serving import Certificate

AUTHORITY_DAYS = 3650
LEAF_DAYS = 397  # the most that browsers accept
RENEW_DAYS = 30
LOCAL_NAMES = ("localhost", "local", "lan", "internal", "home.arpa")
LOCAL_NETWORKS = (
    "127.0.0.0/8",
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "::1/128",
    "fc00::/7",
    "fe80::/10",
)

Key = ec.EllipticCurvePrivateKey
Name = x509.DNSName | x509.IPAddress


class OutsideItsNames(Exception):
    """The authority may not speak for this name."""


@dataclass(frozen=True, kw_only=True)
class Authority:
    """Who vouches for the server: to be installed once on every tablet."""

    certificate: x509.Certificate
    key: Key

    @property
    def fingerprint(self) -> str:
        """What a tablet shows too, to compare with."""
        digest = self.certificate.fingerprint(hashes.SHA256()).hex().upper()
        return ":".join(digest[n : n + 2] for n in range(0, len(digest), 2))


def authority_in(folder: Path, hosts: Iterable[str]) -> Authority:
    """The authority in ``folder``, made if there is none; it can vouch for local names alone."""
    key_file, file = folder / "authority.key", folder / "authority.crt"
    if not key_file.exists():
        _make_authority(key_file, file, hosts)
    key = serialization.load_pem_private_key(key_file.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{key_file} is not a key this version made.")
    return Authority(certificate=x509.load_pem_x509_certificate(file.read_bytes()), key=key)


def _make_authority(key_file: Path, file: Path, hosts: Iterable[str]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, f"Percuta on {socket.gethostname()}")]
    )
    usage = _usage(signs_others=True)
    built = (
        _certificate(name, name, key.public_key(), days=AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.NameConstraints(_permitted(hosts), None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    file.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    _write_key(key, key_file)


def _permitted(hosts: Iterable[str]) -> list[x509.GeneralName]:
    names = dict.fromkeys((*LOCAL_NAMES, *(host for host in hosts if address_of(host) is None)))
    networks = [ipaddress.ip_network(network) for network in LOCAL_NETWORKS]
    return [*map(x509.DNSName, names), *map(x509.IPAddress, networks)]


def shown_by(authority: Authority, folder: Path, hosts: Iterable[str]) -> Certificate:
    """The server's certificate, made anew when it soon ends or the names changed."""
    wanted = _names(hosts)
    refused = [name for name in wanted if not _may_vouch(authority, name)]
    if refused:
        raise OutsideItsNames(
            f"The authority made for this clinic may not vouch for {refused[0].value}. Remove "
            f"authority.key and authority.crt from {folder}, start again, and install the new "
            "authority on every tablet."
        )
    found = Certificate(certificate=folder / "server.crt", key=folder / "server.key")
    if not _still_good(found, authority, wanted):
        _make_leaf(authority, found, wanted)
    return found


def _names(hosts: Iterable[str]) -> list[Name]:
    networks = [ipaddress.ip_network(network) for network in LOCAL_NETWORKS]
    local = [
        one
        for one in own_addresses()
        if any(ipaddress.ip_address(one) in network for network in networks)
    ]
    named = dict.fromkeys((*(host.strip("[]") for host in hosts), *local))
    addresses = {name: address_of(name) for name in named}
    return [
        x509.DNSName(name) if address is None else x509.IPAddress(address)
        for name, address in addresses.items()
        if not name.startswith(".")
    ]


def _may_vouch(authority: Authority, name: Name) -> bool:
    limits = authority.certificate.extensions.get_extension_for_class(x509.NameConstraints).value
    return any(_covers(permitted.value, name) for permitted in limits.permitted_subtrees or ())


def _covers(permitted: object, name: Name) -> bool:
    if isinstance(name, x509.IPAddress):
        networks = (ipaddress.IPv4Network, ipaddress.IPv6Network)
        return isinstance(permitted, networks) and name.value in permitted
    return isinstance(permitted, str) and f".{name.value}".endswith(f".{permitted}")


def _still_good(found: Certificate, authority: Authority, wanted: list[Name]) -> bool:
    if not (found.certificate.exists() and found.key.exists()):
        return False
    leaf = x509.load_pem_x509_certificate(found.certificate.read_bytes())
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return (
        leaf.issuer == authority.certificate.subject
        and leaf.not_valid_after_utc - datetime.now(UTC) > timedelta(days=RENEW_DAYS)
        and set(names) == set(wanted)
    )


def _make_leaf(authority: Authority, into: Certificate, names: list[Name]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Percuta")])
    issuer = authority.certificate.subject
    by = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    built = (
        _certificate(subject, issuer, key.public_key(), days=LEAF_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_others=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(by, critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    into.certificate.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    _write_key(key, into.key)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, *, days: int
) -> x509.CertificateBuilder:
    begins = datetime.now(UTC) - timedelta(hours=1)  # a tablet's clock may be a little late
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=days))
    )


def _usage(*, signs_others: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_others,
        key_cert_sign=signs_others,
        crl_sign=signs_others,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write_key(key: Key, path: Path) -> None:
    content = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    fresh.replace(path)


def publish(authority: Authority, folder: Path) -> Path:
    """Puts the authority's certificate where /authority.crt shows it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "authority.crt"
    path.write_bytes(authority.certificate.public_bytes(serialization.Encoding.PEM))
    return path
