"""Places that are never needled: eyelids, lips, nostrils, ears, nipples and genital skin."""

from percuta.devices.label import Topic
from percuta.evidence.parameter import Status
from percuta.evidence.sources.labels import CONSENT_REPO, PLIAGLIS, SKINPEN_ELITE, SKINPEN_STUDY
from percuta.evidence.sources.studies import MENG2022
from percuta.finding import Reach, Severity
from percuta.screening.rule import Judge, Judgement, Rule, Where
from percuta.zones.skin_map import NEVER_NEEDLED
from percuta.zones.zone import Place

EYELIDS = frozenset({Place.EYELID})
OPENINGS = NEVER_NEEDLED - EYELIDS


def _never(places: frozenset[Place]) -> Judge:
    def judge(at: Where) -> Judgement | None:
        if at.zone is None or at.zone.place not in places:
            return None
        return Judgement(severity=Severity.STOP)

    return judge


RULES = (
    Rule(
        id="place.001",
        title="Eyelid, inside the bony rim of the eye",
        reach=Reach.ZONE,
        judge=_never(EYELIDS),
        topic=Topic.EYELID,
        patient="The skin of the eyelid is too thin and too near to your eye. We leave it out.",
        clinician="Eyelid within the orbital rim: never needled; its skin is well below 1 mm.",
        hint="Treat outside the bony rim of the eye.",
        sources=(SKINPEN_STUDY, CONSENT_REPO, SKINPEN_ELITE, MENG2022),
    ),
    Rule(
        id="place.002",
        title="Lip, nostril, ear, nipple or genital skin",
        reach=Reach.ZONE,
        judge=_never(OPENINGS),
        status=Status.ASSUMED,
        patient="The skin here is too delicate for needles. We leave it out.",
        clinician=(
            "Vermilion, mucosa, nostril, ear, areola or genital skin: kept out although no device "
            "text read names them; a cream label keeps off lips and eyes."
        ),
        hint="Treat the skin around it.",
        sources=(PLIAGLIS,),
    ),
)
