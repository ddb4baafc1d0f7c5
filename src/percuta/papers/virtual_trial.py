"""A virtual trial as one page: what its readers would read, what is true behind it, and the doubt.

± is the Monte Carlo error of a number: how well it was counted, not how true the model is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from percuta.assessment.concern import INDICATIONS
from percuta.assessment.concern import Kind as Concern
from percuta.papers.design_part import RunAgain, again_part, the_design
from percuta.papers.foot import NO_DEVICE
from percuta.papers.page import Box, Bullets, Page, Section, Table, Text, present, section
from percuta.populations.compare import TEST
from percuta.populations.design import Arm, Design
from percuta.populations.published import Beside
from percuta.populations.sheet import MARKS, WHOLE_COURSE, share_name
from percuta.populations.told import Told, Value
from percuta.report.versions import percuta_version
from percuta.response.fitted import fitted
from percuta.response.gate import chosen

LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95
TRIAL_LOW, TRIAL_HIGH = 0.1, 0.9
FINE = 0.001  # an error below which a per cent needs no digit behind its point
UNKNOWN = (
    "The whole skin model is our own proposal: red days, dark marks and collagen were fitted to no "
    "count. Depth, density, age and phototype change them, and nothing in how much gets better.",
    "How bad a concern is at the beginning changes the points of a score, not the part that goes.",
    "Those asked are drawn with age, phototype and severity apart from one another. People who "
    "come on a bad day and are better by themselves later are not in it.",
    "Later than half a year after the last session nothing usable was read, so nobody needled is "
    "seen later.",
    "Arms of one trial differ by their sessions and by chance between people alone. Unequal "
    "groups, other hands or a rater who guesses the arm are not in it.",
)


def virtual_trial_page(
    told: Told, beside: Sequence[Beside] = (), *, run_again: RunAgain | None = None
) -> Page:
    """The page of a counted study; ``beside`` are the numbers of the trial that is run again."""
    design = told.design
    return Page(
        title=design.title,
        subtitle=f"A virtual trial, run {design.trials:,} times: {design.courses:,} courses, "
        f"none of them of a real person. Seed {design.seed}.",
        sections=present(
            [
                section("In short", *_in_short(told)),
                _beside(beside, run_again, told=told),
                section("The design", *the_design(told)),
                section("What raters would write down, in per cent better", _rated(told)),
                section("What is true behind it, had everybody stayed", _true(told)),
                section("Healing, by our own model of the skin", _healing(told)),
                section("What it rests on", Bullets(items=tuple(_rests_on(design)))),
                section("What it cannot know", Bullets(items=tuple(("", one) for one in UNKNOWN))),
            ]
        ),
        foot=f"Percuta {percuta_version()} · study {design.digest()} · fit of {fitted().on} · "
        f"{NO_DEVICE}",
    )


def _in_short(told: Told) -> Iterator[Box | Text]:
    design = told.design
    if not design.compared:
        first = design.arms[0]
        key = (0, len(first.visits) - 1, "mean_of_trial")
        yield Box(
            tone="note",
            title=f"{first.name}, {_people(first.people)}, day {first.visits[-1]:g}",
            text=f"Eight in ten such trials would read a mean of {_span(told, key)} per cent "
            "better.",
        )
        return
    yield from (_against_first(told, number) for number in range(1, len(design.arms)))
    yield Text(text=TEST)


def _against_first(told: Told, number: int) -> Box:
    """An arm beside the first one, each at its own last visit."""
    base, arm = told.design.arms[0], told.design.arms[number]
    visit = len(arm.visits) - 1
    more = (number, visit, "more_than_first")
    better, worse = (
        _percent(told.mean(number, visit, what)) for what in ("told_better", "told_worse")
    )
    ours, theirs = arm.visits[-1], base.visits[-1]
    days = (
        f"Both are read on day {ours:g}."
        if ours == theirs
        else f"These are different days: {arm.name} is read on day {ours:g}{_since(arm)}, "
        f"{base.name} on day {theirs:g}{_since(base)}."
    )
    return Box(
        tone="note",
        title=f"{arm.name} (day {ours:g}) beside {base.name} (day {theirs:g})",
        text=f"On average {_more(told.mean(*more))}; eight in ten trials read a difference of "
        f"{_span(told, more)}. Of 100 trials with {base.people} and {_people(arm.people)} "
        f"about {better} find it better, {worse} worse; the others cannot tell. {days}",
    )


def _since(arm: Arm) -> str:
    if not arm.sessions:
        return ""
    return f", {arm.visits[-1] - arm.days[-1]:g} days after its last session"


def _more(difference: Value) -> str:
    word = "less" if difference.value < 0 else "more"
    return f"{_percent(replace(difference, value=abs(difference.value)))} points {word}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _beside(beside: Sequence[Beside], again: RunAgain | None, *, told: Told) -> Section | None:
    if not beside or again is None:
        return None
    held = sum(one.held for one in beside)
    rows = tuple(
        (
            one.what,
            f"{one.day:g}",
            f"{one.came:.0%}",
            f"{one.middle.value:.0%} ({one.low.value:.0%} to {one.high.value:.0%})",
            "yes" if one.held else "no",
        )
        for one in beside
    )
    return section(
        "Predicted beside published",
        Text(text=f"{held} of {len(beside)} within eight in ten such trials. {again.known}"),
        Table(
            head=("What", "Day", "Published", "Predicted, eight in ten", "Within"),
            rows=rows,
            widths=(5, 1, 2, 4, 1),
        ),
        Bullets(items=tuple(again_part(again.study, told))),
    )


def _rated(told: Told) -> Table:
    design = told.design
    bounds = design.responders
    head = ("Arm, day", "Came", "Mean", "Spread in a trial", "Means of 8 in 10 trials")
    shares = tuple(f"{bound:.0%} or more" for bound in bounds)
    score = ("Score",) if design.severity is not None else ()
    rows = []
    for arm, visit in _visits(design):
        row = [
            _when(design, arm, visit),
            _came(told, arm, visit),
            _percent(told.mean(arm, visit, "rated")),
            _percent(told.quantile((arm, visit, "spread_of_trial"), MIDDLE)),
            _span(told, (arm, visit, "mean_of_trial")),
            *(_percent(told.mean(arm, visit, share_name(one, "rated"))) for one in bounds),
        ]
        if score:
            row.append(_plain(told.mean(arm, visit, "score")))
        rows.append(tuple(row))
    widths = (4, 1, 2, 2, 2, *(2 for _ in shares), *(2 for _ in score))
    return Table(head=(*head, *shares, *score), rows=tuple(rows), widths=widths)


def _came(told: Told, arm: int, visit: int) -> str:
    return f"{told.many(arm, visit, 'rated') / told.many(arm, visit, 'gain'):.0%}"


def _true(told: Told) -> Table:
    design = told.design
    shares = tuple(f"{bound:.0%} or more" for bound in design.responders)
    rows = [
        (
            _when(design, arm, visit),
            _percent(told.quantile((arm, visit, "gain"), MIDDLE)),
            _span(told, (arm, visit, "gain"), (LOW, HIGH)),
            *(
                _percent(told.mean(arm, visit, share_name(bound, "gain")))
                for bound in design.responders
            ),
        )
        for arm, visit in _visits(design)
    ]
    head = ("Arm, day", "Half are better than", "Nine in ten people", *shares)
    return Table(head=head, rows=tuple(rows), widths=(4, 2, 3, *(2 for _ in shares)))


def _healing(told: Told) -> Table:
    rows = []
    collagen = told.design.collagen
    for number, arm in enumerate(told.design.arms):
        red = (number, WHOLE_COURSE, "red_days")
        low, middle, high = (told.mean(number, WHOLE_COURSE, mark) for mark in MARKS)
        ends = " to ".join(f"{told.quantile(red, part).value:.0f}" for part in (LOW, HIGH))
        row = [
            arm.name,
            _plain(told.quantile(red, MIDDLE)),
            ends,
            f"{_percent(middle)} ({100 * low.value:.0f} to {100 * high.value:.0f})",
        ]
        if collagen:
            row.append(_percent(told.mean(number, len(arm.visits) - 1, "collagen")))
        rows.append(tuple(row))
    head = ("Arm", "Red days in all", "Nine in ten", "People with a dark mark, per cent")
    more = ("New collagen, of a young adult's",) if collagen else ()
    return Table(head=(*head, *more), rows=tuple(rows), widths=(3, 2, 2, 3, *(2 for _ in more)))


def _rests_on(design: Design) -> Iterator[tuple[str, str]]:
    name = INDICATIONS[Concern(design.concern.value)].name
    yield "How much gets better", f"for {name}, {chosen(design.concern).why}"
    yield (
        "±",
        "how well a number was counted, from sixteen batches of trials; more trials make it "
        "smaller, and the model no truer",
    )


def _visits(design: Design) -> Iterator[tuple[int, int]]:
    for number, arm in enumerate(design.arms):
        for visit in range(len(arm.visits)):
            yield number, visit


def _when(design: Design, arm: int, visit: int) -> str:
    told = design.arms[arm]
    return f"{told.name}, day {told.visits[visit]:g}"


def _span(
    told: Told, key: tuple[int, int, str], parts: tuple[float, float] = (TRIAL_LOW, TRIAL_HIGH)
) -> str:
    return " to ".join(f"{100 * told.quantile(key, part).value:.0f}" for part in parts)


def _percent(value: Value) -> str:
    if not value.error:
        return f"{value.value:.0%}".rstrip("%")
    digits = 2 if value.error < FINE else 1
    return f"{100 * value.value:.{digits - 1}f} ±{100 * value.error:.{digits}f}"


def _plain(value: Value) -> str:
    return f"{value.value:.1f} ±{value.error:.2f}"
