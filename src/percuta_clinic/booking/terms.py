"""Who books a service without the clinic's help, after what, and who does it."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.change import Changed, shown
from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import Service, WhoBooks
from percuta_clinic.people.models import Account
from percuta_clinic.roster.queries import mark_of

NAMES = ("who_books", "after_id", "is_consultation")


def terms_mark(service: Service) -> str:
    """A short mark of these terms as they stand."""
    people = sorted(str(key) for key in service.done_by.values_list("pk", flat=True))
    return mark_of([shown(service, NAMES), *people])


@transaction.atomic
def terms_set(
    *,
    by: Actor,
    service: Service,
    who_books: WhoBooks,
    after: Service | None,
    is_consultation: bool,
    done_by: Sequence[Account],
    as_shown: str = "",
) -> Service:
    """Changes the terms, unless somebody changed them since they were ``as_shown``."""
    now = Service.objects.select_for_update().get(pk=service.pk)
    if as_shown and as_shown != terms_mark(now):
        raise Changed(now)
    after = after if who_books == WhoBooks.AFTER else None
    _refuse_odd(now, who_books, after, is_consultation=is_consultation)
    now.who_books, now.after, now.is_consultation = who_books, after, is_consultation
    now.save(update_fields=["who_books", "after", "is_consultation"])
    now.done_by.set(done_by)
    fields = ("who_books", "after", "is_consultation", "done_by")
    record(by=by, action="service.changed", subject=now, fields=fields)
    return now


def _refuse_odd(
    service: Service, who_books: WhoBooks, after: Service | None, *, is_consultation: bool
) -> None:
    if is_consultation and service.is_needling:
        raise ValidationError(
            {"is_consultation": "Skin is needled in it, so it is no first consultation."}
        )
    if is_consultation and who_books == WhoBooks.SEEN:
        raise ValidationError(
            {"who_books": "Nobody could ever book it: it is the consultation itself."}
        )
    if who_books == WhoBooks.AFTER and after is None:
        raise ValidationError({"after": "Choose the service that comes first."})
    if after is not None and after.pk == service.pk:
        raise ValidationError({"after": "Choose another service: this one is itself."})
