"""The first page: what the others hold, and how much of it."""

from percuta.assessment.concern import INDICATIONS
from percuta.assessment.scales import NOT_BUNDLED, SCALES
from percuta.country.catalogue import COUNTRIES
from percuta.evidence.catalogue import SOURCES
from percuta.evidence.parameter import Status
from percuta.handbook.markdown import page, table
from percuta.handbook.records import disagreements, limits, parameters
from percuta.healing.adverse.forms import FORMS
from percuta.healing.adverse.terms import TERMS
from percuta.healing.complications.catalogue import COMPLICATIONS
from percuta.healing.triage.catalogue import RULES as TRIAGE
from percuta.screening.again import LASTING
from percuta.screening.catalogue import FAMILIES, RULES
from percuta.treatment.problems.catalogue import PROTOCOLS

ABOUT = (
    "These pages show doctors what Percuta decides by: its rules, limits and numbers, where each "
    "was read, and what is only assumed. They are written from the same objects that decide, so "
    "they cannot say anything else. After a change in the code, `scripts/handbook` writes them "
    "anew; a test fails until it has been run."
)
UNSIGNED = (
    "**Nobody has signed this rule set.** No clinician has approved a rule, a number or a decision "
    "between sources. Percuta proposes; a named clinician decides."
)


def index_page() -> str:
    """What the pages are, with counts, and that nobody has signed the rule set."""
    return page("The science behind Percuta", [ABOUT, UNSIGNED, _contents()])


def _country_rules() -> int:
    return sum(len(country.rules) for country in COUNTRIES.values())


def _contents() -> str:
    every = list(parameters().values())
    of_status = {status: sum(p.status is status for p in every) for status in Status}
    counted = ", ".join(f"{number} {status}" for status, number in of_status.items())
    own = len(every) - of_status[Status.MEASURED]
    rows = [
        ["[Screening rules](rules.md)", f"{len(RULES)} rules in {len(FAMILIES)} families"],
        ["[What is asked again](again.md)", f"{len(LASTING)} answers that last between sessions"],
        [
            "[Country rules](country.md)",
            f"{_country_rules()} rules, none of them checked or applied",
        ],
        ["[Concerns](concerns.md)", f"{len(INDICATIONS)} kinds, and what is known of each"],
        [
            "[Scales](scales.md)",
            f"{len(SCALES)} bundled, {len(NOT_BUNDLED)} left out, with why",
        ],
        ["[Care](care.md)", "what is done, left, expected and called for around a session"],
        ["[Reviews](reviews.md)", "how scales repeat, when to stop, how often forecasts hold"],
        ["[Triage of a check-in](triage.md)", f"{len(TRIAGE)} rules, and how often they call"],
        ["[Adverse events](adverse.md)", f"{len(TERMS)} terms, {len(FORMS)} reports, rates"],
        ["[Complications](complications.md)", f"{len(COMPLICATIONS)}: what to ask and do"],
        ["[The treatment room](treatment.md)", "numbing at the moment, and the dose delivered"],
        ["[Problems](problems.md)", f"{len(PROTOCOLS)} protocols for when something goes wrong"],
        ["[Limits](limits.md)", f"{len(limits())} limits, and depth by place and device"],
        [
            "[The model of the skin](model.md)",
            "how skin heals in it, and what it cannot say",
        ],
        ["[Speed](speed.md)", "how fast courses are worked out, beside other ways; measured"],
        ["[Validation](validation.md)", "how well the forecast does, and where it was wrong"],
        ["[Numbers](parameters.md)", f"{len(every)} numbers: {counted}"],
        ["[Assumed and derived](assumed.md)", f"{own} numbers of our own, and the assumed rules"],
        ["[Where sources disagree](disagreements.md)", f"{len(disagreements())} disagreements"],
        ["[Sources](sources.md)", f"{len(SOURCES)} sources"],
    ]
    return table(["Page", "What it holds"], rows)
