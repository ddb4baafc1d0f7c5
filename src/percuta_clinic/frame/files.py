"""Files as answers: nothing in one may act in the clinic's name."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_SAFE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def file_answer(content: bytes, *, kind: str, name: str, as_attachment: bool) -> HttpResponse:
    """A file to look at or to save, byte for byte."""
    disposition = content_disposition_header(as_attachment, name) or "attachment"
    headers = {**_SAFE, "Content-Disposition": disposition}
    return HttpResponse(content, content_type=kind, headers=headers)


def drawing_answer(svg: str) -> HttpResponse:
    """A drawing of ours that can do nothing but be looked at."""
    return HttpResponse(svg, content_type="image/svg+xml", headers=_SAFE)
