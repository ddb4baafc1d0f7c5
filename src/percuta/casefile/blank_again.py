"""The questions to ask again before a later session, as a table to put into the case."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from percuta.casefile.blank import BY_ZONE, question_lines
from percuta.casefile.build import first_request
from percuta.casefile.case import Case
from percuta.casefile.needled_where import held_back
from percuta.questions import Answer, Scope
from percuta.screening.again import asked_again, yes_lasts
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.rules.recovery import NEEDLED_LAST

HEAD = """\
# To be asked again before the next session. Put it into the case, in place of an older [again].
# What stays "not known" is not a "no". Answers that last are kept from the first time.

[again]
on = {day}                     # the day of these answers
sessions_done = {done}                   # sessions already given in this course
# cream_used_cm2 = 0                # skin covered with local anaesthetic in the last 24 hours

[again.answers]
"""


def blank_again(case: Case, day: date) -> str:
    """TOML text of what has to be asked again for a case, nothing of it answered yet."""
    done = 1 if case.again is None else case.again.sessions_done + 1
    head = HEAD.format(day=max(day, case.request.answered_on), done=done)
    return _with_zones(case, head) + "".join(f"{line}\n" for line in _answers(case))


def _with_zones(case: Case, head: str) -> str:
    """The same with a line for the sessions of each zone, where some have visits of their own."""
    request = case.request
    if not request.choice.apart:
        return head
    had = ", ".join(f"{zone.key} = {request.done_in(zone.key)}" for zone in request.needled)
    line = f"sessions_in = {{ {had} }}  # how many of them each zone had: put it right\n"
    return head.replace("# cream_used_cm2", f"{line}# cream_used_cm2")


def _answers(case: Case) -> Iterator[str]:
    first = first_request(case)
    carried = _carried(case)
    asked = asked_again(first.situation, first.zones)
    for key, text in carried.items():
        yield f"{key} = {text}  # answered since the first time; it lasts"
    every = [zone.key for zone in first.needled]
    for scope in Scope:
        titles = {Scope.PERSON: "The person", Scope.ZONE: BY_ZONE}
        yield f"# {titles[scope]}"
        for key, zones in asked.items():
            if QUESTIONS[key].scope is scope and key not in carried:
                *words, answer = question_lines(QUESTIONS[key])
                yield from words
                yield from _at_first(case, key)
                apart = key == NEEDLED_LAST.key and (held_back(first) or first.choice.apart)
                whole = not apart and (set(zones) >= set(every) or not zones)
                yield answer if whole else _apart(key, zones)


def _at_first(case: Case, key: str) -> Iterator[str]:
    """The last time as it was told first, before which none can be told now."""
    told = case.raw.get("answers", {}).get(key)
    days = [day for day in _all(told) if str(day)[:1].isdigit()]
    if days:
        yield f"#   {', '.join(str(day) for day in days)} when first asked; this day or a later one"


def _apart(key: str, zones: Sequence[str]) -> str:
    return f"{key} = {_written(dict.fromkeys(zones, Answer.NOT_KNOWN.value))}"


def _carried(case: Case) -> Mapping[str, str]:
    """A yes given when asked again earlier, which lasts although the first answer was no."""
    since = case.raw.get("again", {}).get("answers", {})
    lasting = {key: given for key, given in since.items() if yes_lasts(key)}
    return {key: _written(given) for key, given in lasting.items() if Answer.YES in _all(given)}


def _all(given: object) -> Sequence[object]:
    return list(given.values()) if isinstance(given, Mapping) else [given]


def _written(given: object) -> str:
    if isinstance(given, Mapping):
        return f"{{ {', '.join(f'{zone} = {_written(one)}' for zone, one in given.items())} }}"
    return f'"{given}"'
