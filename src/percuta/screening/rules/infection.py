"""Infection: open channels let germs in, and needles carry them to the next place."""

from percuta.devices.label import Topic
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Status
from percuta.evidence.sources.concerns import CASSIANO2022
from percuta.evidence.sources.labels import (
    CONSENT_REPO,
    DERMAPEN4,
    EXCEED_IFU,
    OSHA,
    SKINPEN_42WEST,
    SKINPEN_NUANCE,
)
from percuta.evidence.sources.reviews import CHU2021, MINUTILLI2024
from percuta.evidence.sources.safety import (
    ALSTERNANNI1999,
    FAMCI1999B,
    GILBERT2000,
    VALAC10_14,
)
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


PROTECTION = Disagreement(
    key="cold_sore_protection",
    topic="Medicine against cold sores before treating near the mouth",
    one_side=(
        "After laser, 9.4 % of 127 people with a history and without protection had an outbreak; "
        "none of 84 and none of 120 under valaciclovir."
    ),
    other_side=(
        "About 10 % of 99 under famciclovir had one all the same, one in three of those with a "
        "history. With needling nobody tried it; one melasma trial counts three outbreaks."
    ),
    decision=(
        "A doctor decides before face or neck is treated and prescribes; Percuta names no dose. "
        "Further away the person is only told."
    ),
    sources=(FAMCI1999B, GILBERT2000, VALAC10_14, ALSTERNANNI1999, CASSIANO2022),
)


def _near_the_mouth(at: Where) -> bool:
    return at.zone is not None and (at.zone.on_face or at.zone.place is Place.NECK)


def _history_near(at: Where) -> Judgement | None:
    return present(COLD_SORES_EVER, Severity.CAUTION)(at) if _near_the_mouth(at) else None


def _history_far(at: Where) -> Judgement | None:
    return None if _near_the_mouth(at) else present(COLD_SORES_EVER, Severity.INFORM)(at)


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
        patient="While you have a cold sore, needling could spread it. Let it heal first.",
        clinician=(
            "Herpes simplex outbreak: no needling until it has healed, far from the mouth too "
            "(our caution there)."
        ),
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
            elsewhere=Severity.INFORM,
        ),
        topic=Topic.SYSTEMIC_INFECTION,
        patient=(
            "A few devices are not allowed with HIV or hepatitis; where yours is one, a doctor "
            "looks at this with you first. We treat you with the same care as everyone."
        ),
        clinician=(
            "HIV or hepatitis: one label lists it as a contraindication. The doctor may still "
            "decide, unlike with other label entries, because the same precautions against blood "
            "protect everyone. Where a label is silent it is not asked and holds nothing back; a "
            "weak immune system is asked for itself."
        ),
        hint="Where the label names it, the doctor decides with the viral status at hand.",
        sources=(EXCEED_IFU,),
        disagreement=LABELS_ON_BLOOD_BORNE,
    ),
    Rule(
        id="infection.004",
        title="Cold sores in the past, face or neck",
        reach=Reach.ZONE,
        asks=(COLD_SORES_EVER,),
        judge=_history_near,
        patient=(
            "Needling can wake cold sores. A doctor decides with you if you need a medicine "
            "against them. Call off your visit if you feel one coming."
        ),
        clinician=(
            "Recurrent herpes: no rate and no trial of protection was read for needling; one "
            "melasma trial counts three outbreaks, one report an eczema herpeticum with PRP. After "
            "LASER 9.4 % of 127 with a history and no protection had one; none of 84 and of 120 "
            "under valaciclovir, about 10 % of 99 under famciclovir."
        ),
        hint="A doctor decides on antiviral protection and prescribes it; never in an outbreak.",
        sources=(
            *(MINUTILLI2024, SKINPEN_NUANCE, WU2022, CASSIANO2022),
            *(FAMCI1999B, GILBERT2000, VALAC10_14, ALSTERNANNI1999),
        ),
        disagreement=PROTECTION,
    ),
    Rule(
        id="infection.005",
        title="Cold sores in the past, far from the mouth",
        reach=Reach.ZONE,
        asks=(COLD_SORES_EVER,),
        judge=_history_far,
        status=Status.ASSUMED,
        patient=(
            "Wash your hands before you touch the treated skin. Call off your visit if you feel a "
            "cold sore coming."
        ),
        clinician=(
            "Recurrent herpes, area away from face and neck: the figures read come from faces, and "
            "no text says what to do elsewhere; to tell the person is our choice."
        ),
        hint="Tell the person; put the session off in an outbreak.",
        sources=(MINUTILLI2024, SKINPEN_NUANCE, WU2022),
        disagreement=PROTECTION,
    ),
)
