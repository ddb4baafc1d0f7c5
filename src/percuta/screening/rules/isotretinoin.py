"""Isotretinoin: labels ask for a long pause, newer reviews see little reason for it."""

from percuta.devices.label import Topic
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import (
    CONSENT_REPO,
    SKINPEN_42WEST,
    SKINPEN_ELITE,
    SKINPEN_NUANCE,
)
from percuta.evidence.sources.practice import KICHI, SISU
from percuta.evidence.sources.reviews import JUHASZ2020, SPRING2017, WALDMAN2017, WINKELMANN
from percuta.finding import Reach, Severity
from percuta.questions import Answer, Kind, Question
from percuta.screening.judges import always, by_label, never_before, since, when
from percuta.screening.rule import Rule, Where

ISOTRETINOIN_NOW = Question(
    key="isotretinoin_now",
    text="Are you taking isotretinoin capsules now (such as Roaccutane or Accutane)?",
)
ISOTRETINOIN_LAST = Question(
    key="isotretinoin_last",
    kind=Kind.LAST_TIME,
    text="When did you last take isotretinoin capsules?",
)

PAUSE = Parameter(
    key="screening.isotretinoin.pause",
    value=184,
    unit="days",
    status=Status.DERIVED,
    low=0,
    high=365,
    source=WINKELMANN,
    where="quotes the drug label: no cosmetic smoothing for six months",
    note="six months, never a day less; texts range from no pause to a year",
)

PAUSES = Disagreement(
    key="isotretinoin",
    topic="Pause after isotretinoin",
    one_side="Labels and clinics ask for six months after the last dose, some for twelve.",
    other_side=(
        "The 2017 reviews found no reason to delay several lesser procedures, and one group "
        "waits two months; the abstracts read do not name microneedling. A scar review holds one "
        "study of needling during it."
    ),
    decision=(
        "No needling while it is taken, then six months. A doctor may shorten the pause with "
        "a written reason, never below the label of the device."
    ),
    sources=(SKINPEN_NUANCE, WINKELMANN, SPRING2017, WALDMAN2017, JUHASZ2020, SISU),
)


def _label_pause(at: Where) -> Parameter | None:
    """Days that the label of the device demands; None where no part of it read names any."""
    entry = at.situation.device.label.on(Topic.ISOTRETINOIN)
    return entry.window if entry is not None else None


RULES = (
    Rule(
        id="isotretinoin.001",
        title="Isotretinoin now",
        reach=Reach.PERSON,
        asks=(ISOTRETINOIN_NOW,),
        judge=by_label(
            ISOTRETINOIN_NOW,
            Topic.ISOTRETINOIN,
            Severity.STOP,
            until="six months after the last dose",
        ),
        topic=Topic.ISOTRETINOIN,
        patient=(
            "While you take isotretinoin your skin may heal badly, so we wait. Please keep "
            "taking it as your doctor told you."
        ),
        clinician=(
            "Oral isotretinoin now: no needling during the course. The rest of the Exceed list "
            "could not be read; held as a stop there too until it is."
        ),
        hint="Finish the course as prescribed; make a date for six months after the last dose.",
        sources=(SKINPEN_ELITE, SKINPEN_42WEST, CONSENT_REPO, WINKELMANN, SPRING2017),
        disagreement=PAUSES,
    ),
    Rule(
        id="isotretinoin.002",
        title="Isotretinoin in the last six months",
        reach=Reach.PERSON,
        asks=(ISOTRETINOIN_NOW, ISOTRETINOIN_LAST),
        parameters=(PAUSE,),
        judge=when(
            ISOTRETINOIN_NOW,
            Answer.NO,
            never_before(since(ISOTRETINOIN_LAST, always(PAUSE)), ISOTRETINOIN_LAST, _label_pause),
        ),
        patient="After isotretinoin your skin needs time. We wait six months from the last dose.",
        patient_decided=(
            "After isotretinoin, skin needs time. As a rule we wait six months from the last dose."
        ),
        clinician="Oral isotretinoin within six months: deferred by default.",
        hint="Wait, or a doctor shortens the pause and writes down why.",
        sources=(
            WINKELMANN,
            SKINPEN_NUANCE,
            SPRING2017,
            WALDMAN2017,
            JUHASZ2020,
            KICHI,
            SISU,
        ),
        disagreement=PAUSES,
    ),
)
