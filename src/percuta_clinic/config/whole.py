"""Refuses what arrives cut short: a field that a dropped line took away is no answer."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, UnreadablePostError

CUT = (
    "Not everything you sent arrived, so nothing was saved. Please check your connection, go back "
    "and send it again."
)


class Whole:
    """Counts what comes against what was announced, before anything looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        length = int(announced) if announced.isdecimal() else 0
        if length and _arrived(request) < length:
            return HttpResponse(CUT, status=HTTPStatus.BAD_REQUEST, content_type="text/plain")
        return self.get_response(request)


def _arrived(request: HttpRequest) -> int:
    """How many bytes came; files go where Django puts them, everything else into memory."""
    sizes: list[int] = []
    read = request.read

    def counted(*args: Any, **kwargs: Any) -> bytes:
        found = read(*args, **kwargs)
        sizes.append(len(found))
        return found

    cast("Any", request).read = counted
    with suppress(UnreadablePostError):
        if request.method == "POST" and request.content_type == "multipart/form-data":
            request.POST.keys()
        else:
            len(request.body)
    return sum(sizes)
