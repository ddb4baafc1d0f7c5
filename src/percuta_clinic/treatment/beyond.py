"""What passed a limit of its place, its device or a label opens an incident by itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from percuta_clinic.people.models import Account
from percuta_clinic.treatment.completeness import stopped_why
from percuta_clinic.treatment.consequences import News
from percuta_clinic.treatment.folding import Folded
from percuta_clinic.treatment.incidents import incident_open
from percuta_clinic.treatment.models import Kind, Session
from percuta_clinic.treatment.science_dose import differences
from percuta_clinic.treatment.science_numbing import numbing_limits
from percuta_clinic.treatment.stream import folded_of, said

# Walls of what was done; those of who somebody is were weighed before anything went on.
OF_CREAM = frozenset(
    f"numbing.{key}"
    for key in ("area", "grams", "too_long", "kept_free", "needled_under_it", "on_needled_skin")
)


def needled_beyond(news: News) -> None:
    """Opens what was said as done, put right since or not; one still being entered may change."""
    event = news.event
    told = replace(news.found, standing={**news.found.standing, event.slot: (said(event),)})
    for one in differences(told, news.session.pack):
        if one["opens_incident"] and (told.get(one["slot"]) or {}).get("done"):
            _open(news.by, news.session, one)
    if stopped_why(news.found):
        entered_beyond(news.found, news.session, news.by)
    numbed_beyond(news)


def stopped_beyond(news: News) -> None:
    """Opens what had been entered as somebody stopped, whatever was said in the same batch."""
    if news.event.value["why"]:
        found = folded_of(news.session, until=news.event.number)
        entered_beyond(found, news.session, news.by)


def entered_beyond(found: Folded, session: Session, by: Account) -> None:
    """Opens what was entered: a place that was left before it was done had its needles too."""
    for one in differences(found, session.pack):
        if one["opens_incident"]:
            _open(by, session, one)


def numbed_beyond(news: News) -> None:
    """Opens what the labels say of the cream as it stands."""
    now = min(news.event.at, news.event.came_at)  # a clock that is ahead makes no cream stay on
    found = numbing_limits(news.found, news.session.pack, now=now)
    for one in found["notices"]:
        if one["key"] in OF_CREAM:
            where = ",".join(one["zones"])
            _open(news.by, news.session, one | {"cause": f"beyond:{one['key']}:{where}"})


def _open(by: Account, session: Session, what: Mapping[str, Any]) -> None:
    cause, words = what["cause"], what["words"]
    incident_open(by=by, session=session, cause=cause, kind=Kind.BEYOND, words=words)
