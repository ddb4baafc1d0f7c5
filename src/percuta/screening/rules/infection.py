"""Infection: open channels let germs in, and needles carry them to the next place."""

from percuta.devices.label import Topic
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.sources.labels import (
    CONSENT_REPO,
    DERMAPEN4,
    EXCEED_IFU,
    OSHA,
    SKINPEN_42WEST,
    SKINPEN_NUANCE,
)
from percuta.evidence.sources.reviews import CHU2021, MINUTILLI2024
from percuta.evidence.sources.safety import FAMCI1999B, GILBERT2000, VALAC10_14
from percuta.evidence.sources.studies import WU2022
from percuta.finding import Reach, Severity
from percuta.questions import Question, Scope
from percuta.screening.judges import present, where_label_speaks
from percuta.screening.rule import Judgement, Rule, Where
from percuta.zones.zone import Place

INFECTION_IN_AREA = Question(
    key="infection_in_area",
    scope=Scope.ZONE,
    text="Is there an infection of the skin here now, such as pus, impetigo, ringworm or yeast?",
)
COLD_SORE_NOW = Question(
    key="cold_sore_now", text="Do you have a cold sore now, or feel one coming?"
)
COLD_SORES_EVER = Question(
    key="cold_sores_ever",
    text="Have you ever had cold sores (small blisters on or near the lips)?",
)
BLOOD_BORNE_INFECTION = Question(key="blood_borne_infection", text="Do you have HIV or hepatitis?")

LABELS_ON_BLOOD_BORNE = Disagreement(
    key="blood_borne_infection",
    topic="Blood-borne infection in the patient",
    one_side="The Exceed manual lists hepatitis and HIV among its contraindications.",
    other_side="Universal precautions treat every patient's blood the same way.",
    decision="The label is shown and the doctor decides; local law against discrimination counts.",
    sources=(EXCEED_IFU, OSHA),
)


def _history(at: Where) -> Judgement | None:
    """A caution for the face and what lies next to the mouth; further away it only informs."""
    near = at.zone is not None and (at.zone.on_face or at.zone.place is Place.NECK)
    return present(COLD_SORES_EVER, Severity.CAUTION if near else Severity.INFORM)(at)


RULES = (
    Rule(
        id="infection.001",
        title="Active infection in the area",
        reach=Reach.ZONE,
        asks=(INFECTION_IN_AREA,),
        judge=present(INFECTION_IN_AREA, Severity.STOP, until="healed and looked at again"),
        topic=Topic.ACTIVE_INFECTION,
        patient="Skin with an infection must heal before it can be needled.",
        clinician="Active bacterial, viral or fungal infection in the area: do not needle.",
        hint="Have it treated; look at it again once it has healed.",
        sources=(EXCEED_IFU, CONSENT_REPO, SKINPEN_42WEST, CHU2021, MINUTILLI2024, DERMAPEN4),
    ),
    Rule(
        id="infection.002",
        title="Cold sore now",
        reach=Reach.PERSON,
        asks=(COLD_SORE_NOW,),
        judge=present(COLD_SORE_NOW, Severity.STOP, until="the cold sore has healed"),
        topic=Topic.ACTIVE_INFECTION,
        patient="While you have a cold sore, needling could spread it over your face.",
        clinician="Herpes simplex outbreak: no needling of the face until it has healed.",
        hint="Wait until it has healed; ask the doctor about protection for the next session.",
        sources=(EXCEED_IFU, CONSENT_REPO, SKINPEN_42WEST, MINUTILLI2024),
    ),
    Rule(
        id="infection.003",
        title="Blood-borne infection",
        reach=Reach.PERSON,
        asks=(BLOOD_BORNE_INFECTION,),
        judge=where_label_speaks(
            BLOOD_BORNE_INFECTION,
            Topic.SYSTEMIC_INFECTION,
            Severity.DOCTOR,
            elsewhere=Severity.DOCTOR,
        ),
        topic=Topic.SYSTEMIC_INFECTION,
        patient=(
            "Some devices are not allowed with HIV or hepatitis. The doctor looks at this with you "
            "first. We treat you with the same care as everyone."
        ),
        clinician=(
            "HIV or hepatitis: one label lists it as a contraindication. The doctor may still "
            "decide, unlike with other label entries, because the same precautions against blood "
            "protect everyone; mind the immune system."
        ),
        hint="The doctor decides with the label and the viral status at hand.",
        sources=(EXCEED_IFU,),
        disagreement=LABELS_ON_BLOOD_BORNE,
    ),
    Rule(
        id="infection.004",
        title="Cold sores in the past",
        reach=Reach.ZONE,
        asks=(COLD_SORES_EVER,),
        judge=_history,
        patient=(
            "Needling can wake cold sores. A doctor decides with you if you need a medicine "
            "against them. Call off your visit if you feel one coming."
        ),
        clinician=(
            "Recurrent herpes: no trial of protection was made with needling. After laser, 9.4 % "
            "of 127 people with a history and no protection had an outbreak, none of 84 and of 120 "
            "under valaciclovir. One eczema herpeticum after needling with PRP is reported."
        ),
        hint="A doctor decides on antiviral protection and prescribes it; never in an outbreak.",
        sources=(MINUTILLI2024, SKINPEN_NUANCE, WU2022, FAMCI1999B, GILBERT2000, VALAC10_14),
    ),
)
