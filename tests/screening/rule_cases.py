"""For every rule someone who triggers it, and someone who just does not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cast import (
    AMARA,
    BEA,
    CHEEKS,
    DANA,
    DAY,
    EMRE,
    FLORA,
    all_clear,
    days_ago,
    situation,
    with_answer,
)
from percuta.devices.device import Device
from percuta.devices.exceed import EXCEED
from percuta.devices.skinpen import SKINPEN
from percuta.finding import Finding, Severity, Until
from percuta.person import Person
from percuta.questions import Answer, Answers, Given, Question
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.screen import Screening, screen
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Zone

YES, NO = Answer.YES, Answer.NO
STOP, DEFER, DOCTOR = Severity.STOP, Severity.DEFER, Severity.DOCTOR
INFORM, CAUTION = Severity.INFORM, Severity.CAUTION


@dataclass(frozen=True, kw_only=True)
class Example:
    """Someone all clear but for the answers given here, in one zone."""

    given: tuple[tuple[Question, Given], ...] = ()
    person: Person = AMARA
    device: Device = SKINPEN
    zone: Zone = CHEEKS[1]
    sessions_done: int = 0
    judged: bool = False

    def but(self, question: Question, value: Given) -> "Example":
        """The same example with one more answer."""
        return replace(self, given=(*self.given, (question, value)))

    def screened_answers(self) -> Answers:
        """All clear in this zone but for the answers given."""
        answers = all_clear([self.zone])
        for question, value in self.given:
            answers = with_answer(answers, question, value)
        return answers

    def screened(self) -> Screening:
        """What screening says of this zone."""
        answers, done = self.screened_answers(), self.sessions_done
        asked = situation(self.person, self.device, answers, sessions_done=done)
        had_one = (self.zone.key,) if self.judged else ()
        return screen(replace(asked, to_judge=had_one), [self.zone])

    def found(self, rule: str) -> tuple[Finding, ...]:
        """The findings of one rule."""
        return tuple(f for f in self.screened().findings if f.rule == rule)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One rule with both examples and the finding that the first of them gets."""

    rule: str
    triggers: Example
    just_not: Example
    severity: Severity
    until: Until | None = None

    def __str__(self) -> str:
        return f"{self.rule} on {self.triggers.device.key}"


def decisive(findings: Iterable[Finding]) -> list[Finding]:
    """Findings that decide something; the rest go with a plan."""
    return [finding for finding in findings if not finding.severity.goes_with_plan]


def told(
    given: Mapping[str, Given], *, person: Person = AMARA, device: Device = SKINPEN
) -> Example:
    """An example by question key, such as ``told({"diabetes": YES})``."""
    answers = tuple((QUESTIONS[key], value) for key, value in given.items())
    return Example(given=answers, person=person, device=device)


def aged(person: Person, *, device: Device = SKINPEN) -> Example:
    """An example that differs in nothing but the person."""
    return Example(person=person, device=device)


def condition(
    rule: str, key: str, severity: Severity, *, until: str = "", device: Device = SKINPEN
) -> Case:
    """A condition that is there, and the same person without it."""
    return Case(
        rule=rule,
        triggers=told({key: YES}, device=device),
        just_not=told({key: NO}, device=device),
        severity=severity,
        until=Until(event=until) if until else None,
    )


def waiting(
    rule: str,
    key: str,
    days: int,
    *,
    severity: Severity = DEFER,
    device: Device = SKINPEN,
    person: Person = AMARA,
) -> Case:
    """The last day of a wait, and the first day on which it is over."""
    return Case(
        rule=rule,
        triggers=told({key: days_ago(days - 1)}, device=device, person=person),
        just_not=told({key: days_ago(days)}, device=device, person=person),
        severity=severity,
        until=Until(on=DAY + timedelta(days=1)),
    )


def at_place(rule: str, zone: str, beside: str) -> Case:
    """A place that is never needled, and the skin beside it."""
    return Case(
        rule=rule,
        triggers=Example(zone=ZONES[zone]),
        just_not=Example(zone=ZONES[beside]),
        severity=STOP,
    )


def between_sessions(rule: str, key: str, severity: Severity, *, until: str = "") -> Case:
    """What a later session is held back by, and the same person without it."""
    case = condition(rule, key, severity, until=until)
    return replace(
        case,
        triggers=replace(case.triggers, sessions_done=1),
        just_not=replace(case.just_not, sessions_done=1),
    )


PLACES_AND_AGES = (
    at_place("place.001", "eyelid_left", "periorbital_left"),
    at_place("place.002", "lips", "upper_lip"),
    at_place("place.002", "nostril_right", "nose"),
    at_place("place.002", "ear_left", "temple_left"),
    Case(
        rule="age.001",
        triggers=aged(DANA),
        just_not=aged(Person(birth_date=date(2008, 9, 1))),
        severity=STOP,
        until=Until(on=date(2026, 9, 2)),
    ),
    Case(
        rule="age.001",
        triggers=aged(Person(age_years=17)),
        just_not=aged(Person(age_years=18)),
        severity=STOP,
        until=Until(event="the 18th birthday"),
    ),
    Case(
        rule="age.002",
        triggers=aged(EMRE),
        just_not=aged(Person(birth_date=date(2004, 9, 1))),
        severity=DOCTOR,
        until=Until(on=date(2028, 2, 28)),
    ),
    Case(
        rule="age.002",
        triggers=aged(Person(age_years=21), device=EXCEED),
        just_not=aged(Person(age_years=22), device=EXCEED),
        severity=DOCTOR,
        until=Until(event="22 years of age"),
    ),
    Case(
        rule="age.002",
        triggers=aged(Person(birth_date=date(2008, 9, 1))),
        just_not=aged(DANA),
        severity=DOCTOR,
        until=Until(on=date(2030, 9, 1)),
    ),
)

# Cold sores in the past: the cheek is near the mouth, the neckline is not.
NEAR_MOUTH = told({"cold_sores_ever": YES})
FAR_OFF = replace(NEAR_MOUTH, zone=ZONES["decollete"])

BODY = (
    condition("pregnancy.001", "pregnant", STOP, until="after delivery"),
    condition("pregnancy.001", "pregnant", STOP, until="after delivery", device=EXCEED),
    condition("pregnancy.002", "nursing", STOP, until="nursing has ended"),
    condition("pregnancy.002", "nursing", DOCTOR, until="nursing has ended", device=EXCEED),
    condition("bleeding.001", "bleeding_disorder", STOP),
    condition("bleeding.002", "anticoagulants", DOCTOR),
    condition("bleeding.002", "anticoagulants", STOP, device=EXCEED),
    condition("keloid.001", "keloid", DOCTOR),
    condition("keloid.001", "keloid", STOP, device=EXCEED),
    Case(
        rule="diabetes.001",
        triggers=told({"diabetes": YES, "diabetes_controlled": NO}),
        just_not=told({"diabetes": YES, "diabetes_controlled": YES}),
        severity=STOP,
        until=Until(event="controlled, and confirmed by the doctor who treats it"),
    ),
    Case(
        rule="diabetes.002",
        triggers=told({"diabetes": YES, "diabetes_controlled": YES}),
        just_not=told({"diabetes": NO, "diabetes_controlled": YES}),
        severity=DOCTOR,
    ),
    Case(
        rule="diabetes.002",
        triggers=told({"diabetes": YES, "diabetes_controlled": YES}, device=EXCEED),
        just_not=told({"diabetes": YES, "diabetes_controlled": NO}, device=EXCEED),
        severity=INFORM,
    ),
    condition("immunity.001", "immunosuppression", DOCTOR),
    condition("immunity.001", "immunosuppression", DOCTOR, device=EXCEED),
    condition("immunity.002", "connective_tissue", DOCTOR),
    condition("immunity.003", "heart_disease", DOCTOR),
    condition("immunity.004", "poor_healing", DOCTOR),
    condition("cancer_therapy.003", "irradiated_skin", DOCTOR),
    condition(
        "cancer_therapy.001",
        "cancer_therapy_now",
        DEFER,
        until="four weeks after the end of therapy",
    ),
    condition(
        "cancer_therapy.001",
        "cancer_therapy_now",
        STOP,
        until="four weeks after the end of therapy",
        device=EXCEED,
    ),
    waiting("cancer_therapy.002", "cancer_therapy_last", 28),
    waiting("cancer_therapy.002", "cancer_therapy_last", 28, severity=STOP, device=EXCEED),
    condition("isotretinoin.001", "isotretinoin_now", STOP, until="six months after the last dose"),
    condition(
        "isotretinoin.001",
        "isotretinoin_now",
        STOP,
        until="six months after the last dose",
        device=EXCEED,
    ),
    waiting("isotretinoin.002", "isotretinoin_last", 184),
    condition("allergy.001", "metal_allergy", STOP),
    condition("allergy.001", "metal_allergy", STOP, device=EXCEED),
    condition("allergy.002", "anaesthetic_allergy", STOP),
    condition("allergy.002", "anaesthetic_allergy", STOP, device=EXCEED),
    condition("numbing.001", "methaemoglobin_risk", DOCTOR),
    condition("numbing.002", "liver_disease", DOCTOR),
    condition("numbing.003", "antiarrhythmics", DOCTOR),
    condition("numbing.004", "ester_allergy", DOCTOR),
    condition("numbing.005", "pseudocholinesterase", DOCTOR),
    condition("medicines.001", "light_sensitive", CAUTION),
    condition("medicines.002", "painkillers", INFORM),
    condition("fainting.001", "fainting", CAUTION),
    condition("fainting.002", "fainting", DOCTOR),
    condition("distress.001", "looks_distress", DOCTOR),
    condition("earlier.001", "no_gain_before", DOCTOR),
    condition("earlier.002", "bad_reaction_before", DOCTOR),
    Case(rule="infection.004", triggers=NEAR_MOUTH, just_not=FAR_OFF, severity=CAUTION),
    Case(rule="infection.005", triggers=FAR_OFF, just_not=NEAR_MOUTH, severity=INFORM),
    condition("pigment.002", "dark_marks_before", CAUTION),
    condition("keloid.002", "raised_scar", DOCTOR),
    condition("keloid.002", "raised_scar", STOP, device=EXCEED),
    waiting("procedures.009", "newest_stretch_mark", 366, severity=DOCTOR),
    waiting("procedures.009", "newest_stretch_mark", 184, severity=STOP, device=EXCEED),
    Case(
        rule="allergy.003",
        triggers=told({"contact_dermatitis": YES}),
        just_not=told({"contact_dermatitis": NO}),
        severity=DOCTOR,
    ),
    condition("allergy.003", "contact_dermatitis", INFORM, device=EXCEED),
)

SKIN = (
    condition(
        "inflammation.001", "psoriasis_active", DEFER, until="quiet, and seen by a dermatologist"
    ),
    Case(
        rule="inflammation.002",
        triggers=told({"psoriasis_ever": YES}),
        just_not=told({"psoriasis_ever": YES, "psoriasis_active": YES}),
        severity=DOCTOR,
    ),
    condition(
        "inflammation.003",
        "vitiligo_active",
        DEFER,
        until="stable for a year, and seen by a dermatologist",
    ),
    Case(
        rule="inflammation.004",
        triggers=told({"vitiligo_ever": YES}),
        just_not=told({"vitiligo_ever": YES, "vitiligo_active": YES}),
        severity=DOCTOR,
    ),
    condition("inflammation.005", "rosacea_active", DEFER, until="the rosacea is quiet"),
    condition(
        "inflammation.005", "rosacea_active", STOP, until="the rosacea is quiet", device=EXCEED
    ),
    Case(
        rule="inflammation.006",
        triggers=told({"rosacea_ever": YES}, device=EXCEED),
        just_not=told({"rosacea_ever": YES, "rosacea_active": YES}, device=EXCEED),
        severity=DOCTOR,
    ),
    condition("infection.001", "infection_in_area", STOP, until="healed and looked at again"),
    condition("infection.002", "cold_sore_now", STOP, until="the cold sore has healed"),
    Case(
        rule="infection.003",
        triggers=told({"blood_borne_infection": YES}, device=EXCEED),
        just_not=told({"blood_borne_infection": NO}, device=EXCEED),
        severity=DOCTOR,
    ),
    condition("infection.003", "blood_borne_infection", INFORM),
    condition("lesions.001", "suspicious_spot", STOP, until="seen and cleared by a dermatologist"),
    condition(
        "lesions.002", "actinic_keratosis", DOCTOR, until="treated and cleared by a dermatologist"
    ),
    condition(
        "lesions.002",
        "actinic_keratosis",
        STOP,
        until="treated and cleared by a dermatologist",
        device=EXCEED,
    ),
    condition("lesions.003", "warts", STOP, until="treated and gone"),
    condition("lesions.004", "moles", STOP),
    condition("barrier.001", "broken_skin", STOP, until="the skin is intact and calm again"),
    condition("barrier.002", "eczema_in_area", DEFER, until="the skin is clear"),
    condition("barrier.002", "eczema_in_area", STOP, until="the skin is clear", device=EXCEED),
    condition("barrier.003", "eczema_elsewhere", DOCTOR),
    condition("barrier.003", "eczema_elsewhere", INFORM, device=EXCEED),
    Case(
        rule="pigment.001",
        triggers=aged(FLORA),
        just_not=aged(BEA),
        severity=INFORM,
    ),
    Case(
        rule="pigment.001",
        triggers=aged(replace(BEA, phototype=None)),
        just_not=aged(BEA),
        severity=Severity.ASK,
    ),
    condition("acne.001", "acne_in_area", DEFER, until="the acne is controlled"),
    condition("acne.001", "acne_in_area", STOP, until="the acne is controlled", device=EXCEED),
)

WORK_DONE = (
    waiting("procedures.001", "filler_last", 184, severity=DOCTOR),
    waiting("procedures.001", "filler_last", 184, severity=STOP, device=EXCEED),
    waiting("procedures.002", "toxin_last", 14),
    waiting("procedures.003", "plastic_surgery_last", 366),
    waiting("procedures.003", "plastic_surgery_last", 366, severity=STOP, device=EXCEED),
    waiting("procedures.004", "newest_scar", 366, severity=DOCTOR),
    waiting("procedures.004", "newest_scar", 184, severity=STOP, device=EXCEED),
    waiting("procedures.005", "deep_resurfacing_last", 92),
    waiting("procedures.006", "medium_peel_last", 30),
    waiting("procedures.007", "light_peel_last", 14),
    waiting("procedures.008", "newest_acne_scar", 366, severity=DOCTOR),
    waiting("procedures.008", "newest_acne_scar", 184, severity=STOP, device=EXCEED),
    waiting("recovery.001", "needled_last", 28, person=FLORA),
    waiting("recovery.001", "needled_last", 42, person=AMARA),
    between_sessions(
        "session.001", "not_calm_yet", DEFER, until="the skin is calm and whole again"
    ),
    between_sessions("session.002", "unexpected_since", DOCTOR),
    between_sessions("session.003", "new_since", DOCTOR),
    Case(rule="session.004", triggers=Example(judged=True), just_not=told({}), severity=DOCTOR),
    condition("tattoo.001", "tattoo", STOP),
    waiting("tattoo.002", "tattoo_last", 92),
    waiting("skincare.001", "retinoid_last", 4, person=FLORA),
    waiting("skincare.001", "retinoid_last", 7, person=AMARA),
    waiting("skincare.002", "self_tanner_last", 3),
    waiting("skincare.003", "hair_removal_last", 4),
    waiting("sun.001", "sun_last", 2, person=BEA),
    waiting("sun.001", "sun_last", 14, person=FLORA),
    condition("sun.002", "fresh_tan", DEFER, until="the tan has faded"),
)

CASES = (*PLACES_AND_AGES, *BODY, *SKIN, *WORK_DONE)
