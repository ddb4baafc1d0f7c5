"""Earlier procedures in the area: fresh work must settle before needles go through it."""

from percuta.devices.exceed import FILLER_WINDOW, SURGERY_WINDOW, YOUNG_SCAR_WINDOW
from percuta.devices.label import Stance, Topic
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.evidence.sources.concerns import MALI2017
from percuta.evidence.sources.labels import CONSENT_REPO, EXCEED_IFU
from percuta.evidence.sources.practice import BALANCE, EMPIRE, ESTHETIK, OSEI22, SISU
from percuta.evidence.sources.reviews import COMBO2016, FLANAGAN2024
from percuta.finding import Reach, Severity
from percuta.questions import Kind, Question, Scope
from percuta.screening.judges import always, first_of, since, since_by_label
from percuta.screening.rule import Judge, Judgement, Rule, Where
from percuta.zones.zone import FACE


def _last(key: str, text: str) -> Question:
    return Question(key=key, text=text, kind=Kind.LAST_TIME, scope=Scope.ZONE)


FILLER_LAST = _last("filler_last", "When did you last have a filler injected here?")
TOXIN_LAST = _last(
    "toxin_last", "When did you last have botulinum toxin (such as Botox) injected here?"
)
PLASTIC_SURGERY_LAST = _last("plastic_surgery_last", "When did you last have plastic surgery here?")
NEWEST_SCAR = _last(
    "newest_scar", "When did you get the newest scar here, from an injury or an operation?"
)
NEWEST_ACNE_SCAR = _last("newest_acne_scar", "When did the newest acne scar here appear?")
NEWEST_STRETCH_MARK = _last("newest_stretch_mark", "When did the newest stretch mark here appear?")
DEEP_RESURFACING_LAST = _last(
    "deep_resurfacing_last",
    "When did you last have a laser that takes skin off, a deep peel or dermabrasion here?",
)
MEDIUM_PEEL_LAST = _last(
    "medium_peel_last", "When did you last have a medium chemical peel (such as TCA) here?"
)
LIGHT_PEEL_LAST = _last(
    "light_peel_last", "When did you last have a light peel or microdermabrasion here?"
)


def _days(
    what: str,
    value: int,
    *,
    source: Source,
    where: str,
    note: str = "",
    status: Status = Status.MEASURED,
) -> Parameter:
    return Parameter(
        key=f"screening.procedures.{what}",
        value=value,
        unit="days",
        status=status,
        source=source,
        where=where,
        note=note,
    )


# Windows that one label sets serve every device; that label alone makes them a stop.
DIFFER = "clinic practice; clinics differ widely, and no label or guideline was read"

FILLER_SHORT = _days("filler_short", 14, source=FLANAGAN2024, where="two weeks apart")
TOXIN = _days("toxin", 14, source=FLANAGAN2024, where="two weeks apart")
DEEP_RESURFACING = _days(
    "deep_resurfacing",
    92,
    source=ESTHETIK,
    where="list",
    note=f"three months, never a day less; {DIFFER}",
    status=Status.DERIVED,
)
MEDIUM_PEEL = _days("medium_peel", 30, source=ESTHETIK, where="list", note=DIFFER)
LIGHT_PEEL = _days("light_peel", 14, source=ESTHETIK, where="list", note=DIFFER)

AFTER_FILLER = Disagreement(
    key="filler_interval",
    topic="Time between filler and needling",
    one_side="Up to six months: the Exceed manual.",
    other_side="One to two weeks: an expert and a consensus on combined treatments.",
    decision="Six months on Exceed; elsewhere two weeks, and a doctor decides until six months.",
    sources=(EXCEED_IFU, FLANAGAN2024, COMBO2016),
)
AFTER_TOXIN = Disagreement(
    key="toxin_interval",
    topic="Time between botulinum toxin and needling",
    one_side="Two weeks: an expert and some clinics.",
    other_side="Three to six months: other clinics.",
    decision="Two weeks.",
    sources=(FLANAGAN2024, SISU, BALANCE, ESTHETIK),
)


def _scar_not_evaluated(question: Question) -> Judge:
    """A doctor decides for as long as the label calls scars of this age not evaluated."""

    def judge(at: Where) -> Judgement | None:
        entry = at.situation.device.label.on(Topic.YOUNG_SCAR)
        if entry is None or entry.window is None or entry.stance is not Stance.NOT_EVALUATED:
            return None
        return since(question, always(entry.window), Severity.DOCTOR)(at)

    return judge


def _young_marks(at: Where) -> Judgement | None:
    """Stretch marks are held to what the label says of scars: a stop there, else a doctor.

    On the face there are none, so it is asked there only if somebody wishes them treated.
    """
    if at.zone is not None and at.zone.place in FACE and at.zone.key not in at.situation.marked:
        return None
    entry = at.situation.device.label.on(Topic.YOUNG_SCAR)
    forbids = entry is not None and entry.stance is Stance.FORBIDS
    window = entry.window if entry is not None and entry.window is not None else YOUNG_SCAR_WINDOW
    severity = Severity.STOP if forbids else Severity.DOCTOR
    return since(NEWEST_STRETCH_MARK, always(window), severity)(at)


RULES = (
    Rule(
        id="procedures.001",
        title="Filler in the area",
        reach=Reach.ZONE,
        asks=(FILLER_LAST,),
        parameters=(FILLER_SHORT, FILLER_WINDOW),
        judge=first_of(
            since_by_label(FILLER_LAST, Topic.FILLER, FILLER_SHORT),
            since(FILLER_LAST, always(FILLER_WINDOW), Severity.DOCTOR),
        ),
        topic=Topic.FILLER,
        patient="The filler here has to settle. We wait, or a doctor says when we can start.",
        patient_decided="The filler here has to settle, so as a rule we wait.",
        clinician=(
            "Dermal filler in the area: two weeks at the least, six months by one label; between "
            "the two a doctor decides where the label of this device names no window."
        ),
        hint="Wait until the day named, or treat areas without filler.",
        patient_stopped="The filler here has to settle first. We wait until the day we give you.",
        hint_stopped="Wait until the day named, or treat areas without filler.",
        sources=(EXCEED_IFU, FLANAGAN2024, COMBO2016, SISU, OSEI22),
        disagreement=AFTER_FILLER,
    ),
    Rule(
        id="procedures.002",
        title="Botulinum toxin in the area",
        reach=Reach.ZONE,
        asks=(TOXIN_LAST,),
        parameters=(TOXIN,),
        judge=since(TOXIN_LAST, always(TOXIN)),
        patient="The injection here needs two weeks to settle before we needle.",
        patient_decided="As a rule the injection here settles for two weeks before we needle.",
        clinician="Botulinum toxin in the area within two weeks.",
        hint="Wait until the day named, or treat other areas first.",
        sources=(FLANAGAN2024, SISU, BALANCE, ESTHETIK),
        disagreement=AFTER_TOXIN,
    ),
    Rule(
        id="procedures.003",
        title="Plastic surgery in the area within a year",
        reach=Reach.ZONE,
        asks=(PLASTIC_SURGERY_LAST,),
        parameters=(SURGERY_WINDOW,),
        judge=since_by_label(PLASTIC_SURGERY_LAST, Topic.SURGERY, SURGERY_WINDOW),
        topic=Topic.SURGERY,
        patient="After your operation the skin here heals for a year. We wait for that.",
        patient_decided=(
            "After your operation the skin here heals for a year. As a rule we wait for that."
        ),
        clinician="Plastic surgery in the area within twelve months.",
        hint="Wait until the day named, or treat other areas.",
        sources=(EXCEED_IFU,),
    ),
    Rule(
        id="procedures.004",
        title="Young scar in the area",
        reach=Reach.ZONE,
        asks=(NEWEST_SCAR,),
        parameters=(YOUNG_SCAR_WINDOW,),
        judge=first_of(
            since_by_label(NEWEST_SCAR, Topic.YOUNG_SCAR, YOUNG_SCAR_WINDOW),
            _scar_not_evaluated(NEWEST_SCAR),
        ),
        topic=Topic.YOUNG_SCAR,
        patient="Your scar here is still young. We wait, or a doctor says when we can start.",
        patient_decided="Your scar here is still young. As a rule we wait.",
        clinician=(
            "Scar from injury or surgery under six months, or younger than the label of this "
            "device was evaluated for."
        ),
        hint="Wait until the day named; from six months a doctor may decide sooner.",
        patient_stopped="Your scar here is still young. We wait until the day we give you.",
        hint_stopped="Wait until the day named, or treat other areas.",
        sources=(EXCEED_IFU, OSEI22, CONSENT_REPO),
    ),
    Rule(
        id="procedures.005",
        title="Ablative laser, deep peel or dermabrasion in the area",
        reach=Reach.ZONE,
        asks=(DEEP_RESURFACING_LAST,),
        parameters=(DEEP_RESURFACING,),
        judge=since(DEEP_RESURFACING_LAST, always(DEEP_RESURFACING)),
        patient="Your skin here was treated deeply and needs three months to heal.",
        patient_decided="Your skin here was treated deeply. As a rule it has three months to heal.",
        clinician=f"Ablative laser, deep peel or dermabrasion within three months: {DIFFER}.",
        hint="Wait until the day named, or a doctor shortens the wait.",
        sources=(ESTHETIK, EMPIRE),
    ),
    Rule(
        id="procedures.006",
        title="Medium peel in the area",
        reach=Reach.ZONE,
        asks=(MEDIUM_PEEL_LAST,),
        parameters=(MEDIUM_PEEL,),
        judge=since(MEDIUM_PEEL_LAST, always(MEDIUM_PEEL)),
        patient="After this peel your skin here needs a month of rest.",
        patient_decided="As a rule your skin here has a month of rest after this peel.",
        clinician=f"Medium-depth peel within 30 days: {DIFFER}.",
        hint="Wait until the day named, or a doctor shortens the wait.",
        sources=(ESTHETIK, EMPIRE),
    ),
    Rule(
        id="procedures.007",
        title="Light peel or microdermabrasion in the area",
        reach=Reach.ZONE,
        asks=(LIGHT_PEEL_LAST,),
        parameters=(LIGHT_PEEL,),
        judge=since(LIGHT_PEEL_LAST, always(LIGHT_PEEL)),
        patient="After this treatment your skin here needs two weeks of rest.",
        patient_decided="As a rule your skin here has two weeks of rest after this treatment.",
        clinician=f"Superficial peel or microdermabrasion within 14 days: {DIFFER}.",
        hint="Wait until the day named, or a doctor shortens the wait.",
        sources=(ESTHETIK, EMPIRE),
    ),
    Rule(
        id="procedures.008",
        title="Young acne scars",
        reach=Reach.ZONE,
        asks=(NEWEST_ACNE_SCAR,),
        parameters=(YOUNG_SCAR_WINDOW,),
        judge=first_of(
            since_by_label(NEWEST_ACNE_SCAR, Topic.YOUNG_SCAR, YOUNG_SCAR_WINDOW),
            _scar_not_evaluated(NEWEST_ACNE_SCAR),
        ),
        topic=Topic.YOUNG_SCAR,
        patient="Young scars still change by themselves. We wait, or a doctor says when to start.",
        patient_decided="Young scars still change by themselves. As a rule we wait.",
        clinician=(
            "Acne scars under six months, or younger than the label of this device was evaluated "
            "for. One label speaks of injury and surgery; acne scars are held to it too."
        ),
        hint="Wait until the day named; from six months a doctor may decide sooner.",
        patient_stopped="Young scars still change. We wait until the day we give you.",
        hint_stopped="Wait until the day named, or treat other areas.",
        sources=(EXCEED_IFU, CONSENT_REPO),
    ),
    Rule(
        id="procedures.009",
        title="Young stretch marks",
        reach=Reach.ZONE,
        asks=(NEWEST_STRETCH_MARK,),
        parameters=(YOUNG_SCAR_WINDOW,),
        judge=_young_marks,
        topic=Topic.YOUNG_SCAR,
        patient="Young stretch marks still fade by themselves. A doctor says when to start.",
        patient_stopped="Young stretch marks still fade. We wait until the day we give you.",
        hint_stopped="Wait until the day named, or treat other areas.",
        clinician=(
            "Stretch marks younger than the label of this device was evaluated for, or than the "
            "scars it forbids. In one trial red ones did better than white ones."
        ),
        hint="A doctor decides, or wait until the day named.",
        sources=(CONSENT_REPO, EXCEED_IFU, MALI2017),
    ),
)
