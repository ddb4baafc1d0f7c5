"""HTTPS with the clinic's own authority: a browser that trusts it alone is content."""

import http.client
import ssl
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from clinic.operations.homes import Home, free_port
from percuta_clinic.command import authority

HOSTS = ("clinic.local", "localhost", "127.0.0.1")


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def served(home: Home, port: int) -> Iterator[Home]:
    settings = {"PERCUTA_URL": f"https://localhost:{port}"}
    with home.serving("serve", "--https", "--bind", f"127.0.0.1:{port}", port=port, **settings):
        yield home


def fetch(
    port: int, path: str, trusted: Path | None = None
) -> tuple[http.client.HTTPMessage, bytes]:
    """What a browser gets that trusts this authority alone, or those of the world."""
    context = ssl.create_default_context(cafile=str(trusted) if trusted else None)
    connection = http.client.HTTPSConnection("localhost", port, context=context, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200
        return answer.headers, body
    finally:
        connection.close()


def test_a_browser_that_trusts_only_the_authority_gets_in(served: Home, port: int) -> None:
    headers, _ = fetch(port, "/accounts/login/", served.folder / "keys/authority.crt")
    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    cookies = headers.get_all("Set-Cookie") or []
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)


@pytest.mark.usefixtures("served")
def test_a_browser_without_the_authority_stays_out(port: int) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        fetch(port, "/accounts/login/")


def test_tablets_can_fetch_the_authority(served: Home, port: int) -> None:
    authority_file = served.folder / "keys/authority.crt"
    headers, body = fetch(port, "/authority.crt", authority_file)
    assert headers["Content-Type"] == "application/x-x509-ca-cert"
    assert body == authority_file.read_bytes()


def test_private_keys_are_for_their_owner_alone(served: Home) -> None:
    for name in ("authority.key", "server.key", "percuta.keys"):
        mode = (served.folder / "keys" / name).stat().st_mode
        assert stat.S_IMODE(mode) == 0o600, name


def test_the_authority_cannot_vouch_for_the_world(tmp_path: Path) -> None:
    ours = authority.authority_in(tmp_path, HOSTS)
    with pytest.raises(authority.OutsideItsNames, match=r"bank\.example"):
        authority.shown_by(ours, tmp_path, (*HOSTS, "bank.example"))


def test_a_certificate_is_kept_until_names_change(tmp_path: Path) -> None:
    ours = authority.authority_in(tmp_path, HOSTS)
    first = authority.shown_by(ours, tmp_path, HOSTS).certificate.read_bytes()
    assert authority.shown_by(ours, tmp_path, HOSTS).certificate.read_bytes() == first
    other = authority.shown_by(ours, tmp_path, (*HOSTS, "desk.local")).certificate.read_bytes()
    assert other != first
    names = x509.load_pem_x509_certificate(other).extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    assert "desk.local" in names.value.get_values_for_type(x509.DNSName)


def test_a_certificate_lasts_no_longer_than_browsers_accept(tmp_path: Path) -> None:
    ours = authority.authority_in(tmp_path, HOSTS)
    shown = authority.shown_by(ours, tmp_path, HOSTS)
    leaf = x509.load_pem_x509_certificate(shown.certificate.read_bytes())
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc <= timedelta(days=397)
    assert leaf.not_valid_after_utc > datetime.now(UTC) + timedelta(days=390)
