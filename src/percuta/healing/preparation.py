"""Preparation by day, before each session."""

from collections.abc import Iterator
from dataclasses import replace

from percuta.evidence.parameter import Status
from percuta.evidence.sources.labels import LMX4_UK, SKINPEN_ELLE, SKINPEN_NUANCE
from percuta.evidence.sources.practice import BHSKIN, EMPIRE, KICHI, OSEI22, RAMCO
from percuta.evidence.sources.reviews import UCSD_AC
from percuta.healing.advice import Advice, Does
from percuta.healing.hours import (
    DAY_BEFORE,
    HAIR_BEFORE,
    RETINOID_BEFORE,
    RETINOID_BEFORE_DARKER,
    START,
    TAN_BEFORE,
    TANNER_BEFORE,
)
from percuta.person import Sex
from percuta.planning.request import Request
from percuta.screening.rules.skincare import PRIMING

MEDICINES = Advice(
    key="prepare.medicines",
    topic="your medicines",
    does=Does.DO,
    patient="Keep taking every medicine a doctor told you to take. Tell us about new ones.",
    clinician="No prescribed medicine is stopped for needling, anticoagulants least of all.",
    sources=(UCSD_AC,),
)
TANNER = Advice(
    key="prepare.self_tanner",
    topic="self-tanner",
    does=Does.AVOID,
    from_hour=TANNER_BEFORE,
    to_hour=START,
    patient="No self-tanner and no spray tan for two days before.",
    clinician="No self-tanner or spray tan within 48 hours.",
    sources=(SKINPEN_ELLE,),
)
HAIR = Advice(
    key="prepare.hair",
    topic="hair removal",
    does=Does.AVOID,
    from_hour=HAIR_BEFORE,
    to_hour=START,
    patient="Do not wax, thread or pluck the skin for three days before.",
    clinician="No waxing or other hair removal in the area within 72 hours.",
    sources=(EMPIRE,),
)
CLEAN = Advice(
    key="prepare.clean",
    topic="clean skin",
    does=Does.DO,
    from_hour=START,
    to_hour=START,
    patient="Come with clean skin: no make-up, cream or scent where we treat.",
    clinician="Bare skin; make-up and cream are taken off, the skin is cleansed and disinfected.",
    sources=(SKINPEN_NUANCE,),
)
UNWELL = Advice(
    key="prepare.unwell",
    topic="call us first",
    does=Does.ASK,
    patient=(
        "Call us before you come if you are ill or have a rash or a sunburn. Call us too if you "
        "feel a cold sore or could be pregnant."
    ),
    clinician="Outbreak, rash, sunburn, illness or possible pregnancy: screen again first.",
    sources=(SKINPEN_ELLE, SKINPEN_NUANCE),
)
CREAM = Advice(
    key="prepare.cream",
    topic="numbing cream at home",
    does=Does.ASK,
    from_hour=DAY_BEFORE,
    to_hour=START,
    patient="Do not put on numbing cream at home. If you did, tell us how much and where.",
    clinician=(
        "Cream used at home counts into the label's area: the label's is for one application, "
        "that 24 hours share it is our stricter rule."
    ),
    status=Status.ASSUMED,
    sources=(LMX4_UK,),
)

SUN_LONG = {
    True: "No unprotected sun or tan: 14 days in phototype III to VI or not known.",
    False: "No unprotected sun or tan: 14 days where dark spots or melasma are treated or dark "
    "marks came before, whatever the phototype (our choice).",
}


UNWELL_MALE = replace(
    UNWELL,
    patient=(
        "Call us before you come if you are ill or have a rash or a sunburn. Call us too if you "
        "feel a cold sore."
    ),
    clinician="Outbreak, rash, sunburn or illness: screen again first.",
)


def preparation(request: Request) -> tuple[Advice, ...]:
    """What to do and to leave before each session, for this person."""
    cream = () if request.numbing is False else (CREAM,)
    call = UNWELL_MALE if request.person.sex is Sex.MALE else UNWELL
    return (MEDICINES, *_sun(request), *_actives(request), HAIR, TANNER, *cream, CLEAN, call)


def _sun(request: Request) -> Iterator[Advice]:
    tans = request.person.may_tan()
    long = tans or request.situation.pigment_at_risk
    yield Advice(
        key="prepare.sun",
        topic="sun and sunbed",
        does=Does.AVOID,
        from_hour=TAN_BEFORE if long else DAY_BEFORE,
        to_hour=START,
        patient="No strong sun and no sunbed for two weeks before. Come without a tan."
        if long
        else "No strong sun and no sunbed for at least a day before.",
        clinician=SUN_LONG[tans]
        if long
        else "No unprotected sun for 24 hours in phototype I and II; a fresh tan or burn waits.",
        status=Status.ASSUMED if long else Status.MEASURED,
        sources=(SKINPEN_NUANCE, OSEI22, BHSKIN, RAMCO),
    )


def _actives(request: Request) -> Iterator[Advice]:
    darker = request.person.may_be_darker()
    days = "seven days" if darker else "three days"
    yield Advice(
        key="prepare.actives",
        topic="retinol, acids, scrubs",
        does=Does.AVOID,
        from_hour=RETINOID_BEFORE_DARKER if darker else RETINOID_BEFORE,
        to_hour=START,
        patient=(
            f"Leave out creams with retinol, vitamin A or acids, and scrubs, for {days} before. "
            "If a doctor prescribed yours, ask us first."
        ),
        clinician=f"Topical retinoid, AHA, BHA, exfoliant: {days} without; prescribers are asked.",
        status=Status.ASSUMED,
        sources=(SKINPEN_NUANCE, BHSKIN, KICHI),
        disagreement=PRIMING,
    )
