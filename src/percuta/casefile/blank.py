"""A blank case to start from: every question with its words, every answer still not known."""

import textwrap
from collections.abc import Iterator
from datetime import date

from percuta.assessment.concern import INDICATIONS, Kind
from percuta.assessment.scales import ScarType
from percuta.country.catalogue import COUNTRIES
from percuta.devices.catalogue import DEVICES
from percuta.planning.creams import CREAMS
from percuta.questions import Kind as AnswerKind
from percuta.questions import Question, Scope
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.rules.session import QUESTIONS as BETWEEN_SESSIONS
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES

WIDTH = 96

HEAD = """\
# A blank case. Fill in what is known; what stays "not known" is asked where a rule needs it.
# Keep names of people out of this file.

[case]
title = ""
assessed_on = {day}            # the day of the assessment

[person]
# birth_date = 1990-05-31           # or: age = 36
sex = "not known"                   # female, male
phototype = "not known"             # I, II, III, IV, V, VI
# weight_kg = 70
# height_cm = 170                     # with the weight: areas of the body

[wish]
device = "{device}"                  # {devices}
numbing = "not known"               # yes, no
# start_on = {day}             # first possible day, if later than the assessment
# event = "wedding"                 # what to look well at, and its day
# event_on = {day}
# cream = "lmx4"                    # {creams}
# cream_used_cm2 = 0                # skin covered with local anaesthetic in the last 24 hours
# country = "{country}"              # {countries}

[[concern]]
kind = "{kind}"                 # {kinds}
zones = ["cheek_left"]
# zones: {zones}
# grade = 3                         # on the usual scale of the concern, see: percuta scales
# scale = "{scales}"
# scar_types = ["rolling"]          # {scar_types}

# [[away]]                          # days without a visit; once for each stay
# first = {day}
# last = {day}
# sun = true                        # false: away, but not in the sun

# [[decision]]                      # what a doctor decided on a finding; once for each
# rule = "{rule}"            # the finding it is about, by the id of its rule
# zones = ["cheek_left"]            # leave out: wherever the rule reaches
# by = "Dr A. Example"
# on = {day}
# until = {day}               # the last day on which it holds
# reason = "why treatment may go on all the same"

# [chosen]                          # what a clinician chose otherwise than proposed
# by = "A. Example"
# interval_days = 35
# apart = [["neck"]]                # zones on visits of their own; a list for each such visit
# sessions = {{ cheek_left = 4 }}     # of the whole course in that zone
# depth_mm.cheek_left = {{ 1 = 0.5, 3 = 0.8 }}   # from session 1 on, and from session 3 on
# passes.cheek_left = {{ 1 = 4 }}

# [house]                           # the clinic's house protocol: defaults its doctor moved
# number = 1
# by = "Dr A. Example"
# on = {day}
# reason = "why the clinic plans otherwise than the evidence read"
# interval_days = {{ usual = 35, darker = 42 }}
# sessions = {{ acne_scars = 4 }}
# passes = {{ acne_scars = 6 }}
# depth_up_to_mm = {{ cheek = 1.0 }}  # by zone or place; walls hold it back further

# [area_cm2]                        # measured areas, where you have them
# cheek_left = 37
"""


BY_ZONE = 'The skin to be treated; or zone by zone: { cheek_left = "no", cheek_right = "yes" }'


def blank_case(day: date) -> str:
    """TOML text of a case assessed on a day, in which nothing is answered yet."""
    treatable = [key for key, zone in ZONES.items() if zone.place not in NEVER_NEEDLED]
    zones = textwrap.fill(", ".join(treatable), WIDTH, subsequent_indent="#   ")
    head = HEAD.format(
        day=day,
        device=next(iter(DEVICES)),
        devices=", ".join(DEVICES),
        creams=", ".join(CREAMS),
        scales=INDICATIONS[Kind.ACNE_SCARS].scales[0].key,
        kind=Kind.ACNE_SCARS,
        kinds=", ".join(Kind),
        zones=zones,
        country=next(iter(COUNTRIES)),
        rule="recovery.001",
        countries=", ".join(COUNTRIES),
        scar_types=", ".join(ScarType),
    )
    return head + "".join(f"{line}\n" for line in _answers())


def _answers() -> Iterator[str]:
    yield ""
    yield "[answers]"
    for scope, title in (
        (Scope.PERSON, "The person"),
        (Scope.ZONE, BY_ZONE),
    ):
        yield f"# {title}"
        for question in QUESTIONS.values():
            if question.scope is scope and question.key not in BETWEEN_SESSIONS:
                yield from question_lines(question)


def question_lines(question: Question) -> Iterator[str]:
    """One question in the patient's words, and its answer, still not known."""
    words = "yes, no" if question.kind is AnswerKind.YES_NO else "a date, never"
    yield from textwrap.wrap(
        f"{question.text} ({words})", WIDTH, initial_indent="# ", subsequent_indent="#   "
    )
    yield f'{question.key} = "not known"'
