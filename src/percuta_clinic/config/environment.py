"""What the machine tells the clinic by PERCUTA_ variables: folders, database, addresses, mail."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

PREFIX = "PERCUTA_"
KNOWN = (
    "HOME",
    "KEYS",
    "DATABASE",
    "URL",
    "HOSTS",
    "PROXIES",
    "SMTP",
    "MAIL_FROM",
    "DEMO",
    "THREADS",
)


class BadEnvironment(Exception):
    """A PERCUTA_ setting that cannot be used: names it, the value found and the way out."""


@dataclass(frozen=True, kw_only=True)
class Smtp:
    """Where e-mail is handed over."""

    host: str
    port: int
    user: str
    password: str
    encryption: str  # "", "starttls" or "tls"


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Every setting, with its default; no secret has one."""

    home: Path
    keys: Path
    database: str
    url: str
    hosts: tuple[str, ...]
    proxies: int
    smtp: Smtp | None
    mail_from: str
    demo: bool
    threads: int

    @property
    def files(self) -> Path:
        """The folder of encrypted files."""
        return self.home / "files"

    @property
    def public(self) -> Path:
        """Files anybody may fetch by name, such as the clinic's own certificate authority."""
        return self.home / "public"

    @property
    def is_https(self) -> bool:
        """Whether people reach the clinic over HTTPS."""
        return self.url.startswith("https://")


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """All settings from ``variables``; a misspelt or impossible one is refused by name."""
    given = {
        key.removeprefix(PREFIX): value
        for key, value in variables.items()
        if key.startswith(PREFIX)
    }
    _refuse_unknown(given)
    home = Path(given.get("HOME", "~/.local/share/percuta")).expanduser().absolute()
    url = given.get("URL", "http://localhost:8470").rstrip("/")
    return Environment(
        home=home,
        keys=Path(given["KEYS"]).expanduser().absolute() if "KEYS" in given else home / "keys",
        database=given.get("DATABASE", ""),
        url=_checked_url(url),
        hosts=_hosts(url, given.get("HOSTS", "")),
        proxies=_number("PROXIES", given.get("PROXIES", "0"), 0),
        smtp=_smtp(given["SMTP"]) if given.get("SMTP") else None,
        mail_from=given.get("MAIL_FROM", f"clinic@{urlsplit(url).hostname}"),
        demo=given.get("DEMO", "") == "1",
        threads=_number("THREADS", given.get("THREADS", "16"), 1),
    )


def _refuse_unknown(given: Mapping[str, str]) -> None:
    for key in given:
        if key not in KNOWN and key != "CALLED_AS":
            names = ", ".join(PREFIX + name for name in KNOWN)
            raise BadEnvironment(f"{PREFIX}{key} is not a setting. The settings are: {names}.")


def _checked_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise BadEnvironment(
            f"PERCUTA_URL is {url!r}. Give the address people type, such as "
            "https://clinic.example: http or https, a name, a port if need be, no path."
        )
    return url


def _hosts(url: str, more: str) -> tuple[str, ...]:
    own = urlsplit(url).hostname or "localhost"
    local = ("localhost", "127.0.0.1", "[::1]")
    return tuple(dict.fromkeys((own, *local, *(h.strip() for h in more.split(",") if h.strip()))))


def _number(name: str, value: str, least: int) -> int:
    if not value.isdecimal() or int(value) < least:
        raise BadEnvironment(f"PERCUTA_{name} is {value!r}. Give a whole number, {least} or more.")
    return int(value)


def _smtp(value: str) -> Smtp:
    schemes = {"smtp": ("", 25), "smtp+starttls": ("starttls", 587), "smtps": ("tls", 465)}
    parts = urlsplit(value)
    if parts.scheme not in schemes or not parts.hostname:
        raise BadEnvironment(
            "PERCUTA_SMTP cannot be read. Give smtps://user:password@host, "
            "smtp+starttls://user:password@host:587 or smtp://host:25."
        )
    encryption, port = schemes[parts.scheme]
    return Smtp(
        host=parts.hostname,
        port=parts.port or port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encryption=encryption,
    )
