"""What pages tell machines about themselves, as schema.org names it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from percuta_clinic.booking.models import Service
from percuta_clinic.inform.queries import Shown
from percuta_clinic.premises.models import Clinic

Data = dict[str, Any]
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class _Json:
    """Data inside a script element: nothing in it can end the element or begin a comment."""

    def __init__(self, data: Sequence[Data]) -> None:
        self.data = data

    def __html__(self) -> str:
        graph = {"@context": "https://schema.org", "@graph": list(self.data)}
        return json.dumps(graph, ensure_ascii=False).translate(_ESCAPES)


def as_script(data: Sequence[Data]) -> SafeString:
    """The element that holds it; browsers run nothing of this type."""
    return format_html('<script type="application/ld+json">{}</script>', _Json(data))


def picture() -> str:
    """Where the picture of these pages lies, as the outside knows it."""
    return f"{settings.ENVIRONMENT.url}{static('clinic/preview.png')}"


def about_clinic(clinic: Clinic, start: str) -> Data:
    """The clinic as a place."""
    given = {
        "address": " ".join(clinic.address.split()),
        "telephone": clinic.phone,
        "email": clinic.email,
    }
    return {
        "@type": "MedicalBusiness",
        "@id": f"{start}#clinic",
        "name": clinic.name,
        "url": start,
        **_known(given),
    }


def about_page(text: Shown, kind: str, here: str) -> Data:
    """One page; of questions and answers each is named."""
    changed = text.changed_at
    found: Data = {
        "@type": kind,
        "@id": here,
        "url": here,
        "name": text.title,
        "description": text.summary,
        "inLanguage": "en-GB",
        **_known({"dateModified": changed.isoformat() if changed else ""}),
    }
    if kind == "FAQPage":
        found["mainEntity"] = [_answer(one) for one in questions(text)]
    if kind == "MedicalWebPage":
        found["about"] = {"@type": "MedicalProcedure", "name": "Microneedling"}
    return found


def about_service(service: Service, start: str) -> Data:
    """A service and its price."""
    return {
        "@type": "Service",
        "name": service.name,
        "provider": {"@id": f"{start}#clinic"},
        "offers": {
            "@type": "Offer",
            "price": str(service.price),
            "priceCurrency": service.currency,
        },
    }


def questions(text: Shown) -> list[tuple[str, str]]:
    """Each heading of a text, and what stands below it."""
    found: list[tuple[str, list[str]]] = []
    for block in text.blocks:
        said = ["".join(span.text for span in row) for row in (block.spans, *block.items) if row]
        if block.kind == "heading":
            found.append((" ".join(said), []))
        elif found:
            found[-1][1].extend(said)
    return [(asked, " ".join(said)) for asked, said in found if said]


def _answer(one: tuple[str, str]) -> Data:
    return {
        "@type": "Question",
        "name": one[0],
        "acceptedAnswer": {"@type": "Answer", "text": one[1]},
    }


def _known(given: Mapping[str, str]) -> Data:
    return {name: value for name, value in given.items() if value}
