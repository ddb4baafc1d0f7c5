"""Age: every clearance read begins at 22 years, and nobody under 18 is treated."""

from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import DEN160029, FDA_PAGE, SCOT_BILL
from percuta.evidence.sources.studies import VARICELLA
from percuta.finding import Reach, Severity, Until
from percuta.screening.rule import Judgement, Rule, Where

LEAST_AGE = Parameter(
    key="screening.age.least",
    value=18,
    unit="years",
    status=Status.ASSUMED,
    source=SCOT_BILL,
    where="offences: treating people under 18",
    note="our floor everywhere; the text read is a bill, seen in the press, not known to be law",
)
CLEARED_AGE = Parameter(
    key="screening.age.cleared",
    value=22,
    unit="years",
    status=Status.MEASURED,
    source=FDA_PAGE,
    where="opening section; the clearances read say the same",
)

AGES = Disagreement(
    key="age",
    topic="Youngest age for needling",
    one_side="The United States clearances begin at 22 years.",
    other_side="Published studies and a Scottish bill begin at 18; single minors were treated.",
    decision="Nobody under 18; from 18 until the cleared age only a doctor decides.",
    sources=(DEN160029, FDA_PAGE, SCOT_BILL, VARICELLA),
)


def _until_birthday(at: Where, age: int, event: str) -> Until:
    day = at.situation.person.birthday(age)
    return Until(event=event) if day is None else Until(on=day)


def _least(at: Where) -> int:
    """Our floor, or a higher one that a checked rule of the country sets."""
    floor, country = round(LEAST_AGE.value), at.situation.country
    return floor if country is None else country.least_age(floor)


def _minor(at: Where) -> Judgement | None:
    least = _least(at)
    age = at.situation.person.age_on(at.situation.day)
    if age is None:
        return Judgement(severity=Severity.ASK, asks=("birth_date",))
    if age >= least:
        return None
    until = _until_birthday(at, least, f"the {least}th birthday")
    above = least > LEAST_AGE.value
    because = f"a checked rule of the country says {least} years" if above else ""
    return Judgement(severity=Severity.STOP, until=until, because=because)


def _below_clearance(at: Where) -> Judgement | None:
    cleared = [c.least_age.value for c in at.situation.device.clearances]
    from_age = round(max(CLEARED_AGE.value, *cleared))
    age = at.situation.person.age_on(at.situation.day)
    if age is None or not _least(at) <= age < from_age:
        return None
    return Judgement(
        severity=Severity.DOCTOR,
        until=_until_birthday(at, from_age, f"{from_age} years of age"),
        because=f"{at.situation.device.name} is cleared from {from_age} years, age {age}",
    )


RULES = (
    Rule(
        id="age.001",
        title="Under 18",
        reach=Reach.PERSON,
        facts=("birth_date",),
        parameters=(LEAST_AGE,),
        judge=_minor,
        patient="Needling is for adults, so it has to wait until you are 18.",
        clinician="Under 18 years: no needling of minors.",
        hint="Wait for the birthday; until then talk about care of the skin without needles.",
        sources=(SCOT_BILL, DEN160029, FDA_PAGE),
        disagreement=AGES,
    ),
    Rule(
        id="age.002",
        title="Adult below the cleared age",
        reach=Reach.PERSON,
        facts=("birth_date",),
        parameters=(LEAST_AGE, CLEARED_AGE),
        judge=_below_clearance,
        patient="This device is cleared for people a bit older than you. A doctor decides first.",
        clinician="Adult below the age for which the device is cleared: off label.",
        hint="A doctor decides and records why, or the plan waits until the cleared age.",
        sources=(DEN160029, FDA_PAGE, SCOT_BILL, VARICELLA),
        disagreement=AGES,
    ),
)
