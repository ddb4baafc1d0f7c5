"""Who may enter a page. A page without a guard is shut to everybody (LoginRequiredMiddleware)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast

from django.http import HttpRequest, HttpResponseBase

from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.access import require
from percuta_clinic.people.rights import Right


class Page(Protocol):
    """A view that knows what right it needs."""

    needs: Right

    def __call__(self, request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


def needs(right: Right) -> Callable[[Callable[..., HttpResponseBase]], Page]:
    """Lets in whoever has ``right``; everybody else learns nothing, not even that the page is."""

    def guarded(view: Callable[..., HttpResponseBase]) -> Page:
        @wraps(view)
        def page(request: ClinicRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request.user, right)
            return view(request, *args, **kwargs)

        found = cast(Page, page)
        found.needs = right
        return found

    return guarded
