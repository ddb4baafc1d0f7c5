"""Every address of the clinic, with something to put into it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from percuta_clinic.people.rights import Right

# Pages for people who are not signed in, each with its reason.
OPEN = {
    "account_login": "the door itself",
}
OWN = {"home": "leads on", "second_factor": "about oneself alone"}


@dataclass(frozen=True, kw_only=True)
class Address:
    """One address pattern and the view behind it."""

    name: str
    pattern: str
    view: Callable[..., Any]
    takes: tuple[str, ...]

    @property
    def needs(self) -> Right | None:
        """The right its guard asks for."""
        return getattr(self.view, "needs", None)


def addresses() -> list[Address]:
    """All of them, allauth's too."""
    return list(_below(get_resolver(), ""))


def _below(resolver: URLResolver, before: str) -> Iterator[Address]:
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _below(one, path)
        elif isinstance(one, URLPattern):
            yield Address(
                name=one.name or path,
                pattern=path,
                view=one.callback,
                takes=tuple(one.pattern.converters),
            )


NOWHERE = UUID(int=0)
