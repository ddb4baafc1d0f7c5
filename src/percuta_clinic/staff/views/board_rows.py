"""The words of each visit on the board, ready to print: a full day has to open at once."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from percuta_clinic.booking.models import INSIDE, State, Visit
from percuta_clinic.booking.worklists import WorkList
from percuta_clinic.people.models import Account
from percuta_clinic.staff.templatetags.visits import age, sign, tone
from percuta_clinic.staff.views.segments_shown import in_spite, staged, where
from percuta_clinic.staff.views.treating import treating_shown
from percuta_clinic.staff.views.visit_steps import why_not_begun
from percuta_clinic.treatment.going import goings

_WAITING = (State.ARRIVED, *INSIDE)
_NO_KEY = UUID(int=0)


def lists_shown(
    lists: tuple[WorkList, ...], *, account: Account, can_move: bool, ready: Mapping[UUID, Any]
) -> list[dict[str, Any]]:
    """The work lists with a row for each visit; ``ready`` holds the strips of needling visits."""
    visits = reverse("visit", args=[_NO_KEY]).removesuffix(f"{_NO_KEY}/")
    every = [visit for one in lists for visit in one.visits]
    treating = treating_shown(account, every)
    going = goings(every, now=timezone.now())
    return [
        {
            "key": one.key,
            "title": one.title,
            "empty": one.empty,
            "way_out": one.way_out,
            "is_live": one.is_live,
            "rows": [
                _row(visit, visits, can_move=can_move)
                | _begins(visit, account, ready.get(visit.pk))
                | {"treating": treating.get(visit.pk), "going": going.get(visit.pk)}
                for visit in one.visits
            ],
        }
        for one in lists
    ]


def _begins(visit: Visit, account: Account, strip: Mapping[str, Any] | None) -> dict[str, Any]:
    """The strip, and why no treatment begins on this row although it would be the next step."""
    waits = visit.next_state == State.TREATING
    held = why_not_begun(account, strip) if waits else ""
    return {"ready": strip, "held": held, "begins": waits}


def _row(visit: Visit, visits: str, *, can_move: bool) -> dict[str, Any]:
    state, since = State(visit.state), localtime(visit.state_since)
    return {
        "url": f"{visits}{visit.pk}/",
        "at": f"{localtime(visit.starts_at):%H:%M}",
        "since": f"{since:%H:%M}" if state in _WAITING else "",
        "since_as_data": since.isoformat(),
        "patient_id": visit.patient_id,
        "name": str(visit.patient),
        "born": visit.patient.birth_date,
        "age": age(visit),
        "service": visit.service.name,
        "where": f"{where(visit)} · {visit.specialist.name}",
        "segments": staged(visit),
        "spite": in_spite(visit),
        "word": visit.state_words[:1].upper() + visit.state_words[1:],
        "tone": tone(visit),
        "icon": sign(visit),
        "next": visit.next_state if can_move else None,
        "next_words": visit.next_words,
        "version": visit.version,
    }
