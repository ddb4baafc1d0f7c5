"""What was read of the rules of four countries. Nobody has checked any of it: all are off."""

from collections.abc import Mapping
from types import MappingProxyType

from percuta.country.law import Country, CountryRule, RuleKind
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import FDA_PAGE, SCOT_BILL
from percuta.evidence.sources.laws import (
    CFR_878_4430,
    FR_2018_12335,
    MDR_CS,
    SCOT_CONSULT,
    UK_LICENCE,
)

SCOTLAND_DEPTH = Parameter(
    key="country.scotland.depth",
    value=1.5,
    unit="mm",
    status=Status.MEASURED,
    source=SCOT_BILL,
    where="schedule 1, as the press sums it up",
    note="a bill, not known to be law",
)
SCOTLAND_LEAST_AGE = Parameter(
    key="country.scotland.least_age",
    value=18,
    unit="years",
    status=Status.MEASURED,
    source=SCOT_BILL,
    where="offences, as the press sums them up",
    note="a bill, not known to be law",
)

SCOTLAND = Country(
    key="scotland",
    name="Scotland",
    rules=(
        CountryRule(
            key="scotland.depth",
            kind=RuleKind.DEPTH,
            text="needling at 1.5 mm or deeper only in permitted clinical premises (a bill of "
            "8 October 2025, not known to be law)",
            sources=(SCOT_BILL,),
            parameter=SCOTLAND_DEPTH,
        ),
        CountryRule(
            key="scotland.least_age",
            kind=RuleKind.LEAST_AGE,
            text="never on anyone under 18 (the same bill)",
            sources=(SCOT_BILL,),
            parameter=SCOTLAND_LEAST_AGE,
        ),
        CountryRule(
            key="scotland.premises",
            kind=RuleKind.PREMISES,
            text="shallower needling that carries no product under the skin would fall to a "
            "licence scheme that is planned",
            sources=(SCOT_BILL, SCOT_CONSULT),
        ),
    ),
)
ENGLAND = Country(
    key="england",
    name="England",
    rules=(
        CountryRule(
            key="england.premises",
            kind=RuleKind.PREMISES,
            text="a consultation of 2023 proposed a licence for the practitioner and put needling "
            "into the class of lowest risk; not in force in the texts read",
            sources=(UK_LICENCE,),
        ),
    ),
)
EUROPEAN_UNION = Country(
    key="eu",
    name="European Union",
    rules=(
        CountryRule(
            key="eu.scope",
            kind=RuleKind.SCOPE,
            text="the list of products without medical purpose (Annex XVI) does not name needling "
            "pens; a pen said to act on scars or on the structure of skin is a medical device "
            "(our reading, ask an adviser)",
            sources=(MDR_CS,),
        ),
    ),
)
UNITED_STATES = Country(
    key="us",
    name="United States",
    rules=(
        CountryRule(
            key="us.class",
            kind=RuleKind.SCOPE,
            text="needling devices for aesthetic use are of class II with special controls; "
            "carrying a product through the skin lies outside this class",
            sources=(CFR_878_4430, FR_2018_12335),
        ),
        CountryRule(
            key="us.uses",
            kind=RuleKind.SCOPE,
            text="the page of the agency names scars of acne and wrinkles of the face and scars of "
            "the abdomen, from 22 years; it leaves out a later clearance for the neck",
            sources=(FDA_PAGE,),
        ),
    ),
)

LAWS_DIFFER = Disagreement(
    key="jurisdiction",
    topic="What the law says about needling",
    one_side="Scotland: a bill that ties 1.5 mm and deeper to permitted premises. England: a "
    "proposal that puts needling into the class of lowest risk.",
    other_side="United States: the clearance of the device decides. European Union: the list of "
    "products without medical purpose does not name needling pens.",
    decision="Country rules are kept as data and are off until a named person has checked them; "
    "then they may only hold back.",
    sources=(SCOT_BILL, UK_LICENCE, CFR_878_4430, MDR_CS),
)

COUNTRIES: Mapping[str, Country] = MappingProxyType(
    {one.key: one for one in (SCOTLAND, ENGLAND, EUROPEAN_UNION, UNITED_STATES)}
)
