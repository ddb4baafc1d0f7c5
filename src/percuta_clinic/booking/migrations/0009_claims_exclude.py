"""Visits to come claim what they take, and the database itself refuses to give it away twice."""

from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

from percuta_clinic.booking.guard import add

HOLDS = ("booked", "confirmed", "arrived", "in room", "treating")


def claim(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One segment for the whole visit; what overlaps already stands beside."""
    visit, segment, claims = (
        apps.get_model("booking", name) for name in ("Visit", "Segment", "Claim")
    )
    since = timezone.now() - timedelta(days=1)
    rows = visit.objects.filter(state__in=HOLDS, ends_at__gt=since).select_related("service")
    for one in rows.order_by("starts_at"):
        when = {"starts_at": one.starts_at, "ends_at": one.ends_at}
        part = "needle" if one.service.is_needling else "talk"
        segment.objects.create(
            visit=one, number=1, part=part, person_id=one.specialist_id, place="chair", **when
        )
        for kind, key in (
            ("patient", one.patient_id),
            ("person", one.specialist_id),
            ("place", one.room_id),
        ):
            overlaps = claims.objects.filter(
                resource=key, starts_at__lt=one.ends_at, ends_at__gt=one.starts_at
            )
            beside = overlaps.exists()
            claims.objects.create(visit=one, kind=kind, resource=key, beside=beside, **when)


class Migration(migrations.Migration):
    dependencies = [("booking", "0008_segments")]
    operations = [
        migrations.RunPython(claim, migrations.RunPython.noop),
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
