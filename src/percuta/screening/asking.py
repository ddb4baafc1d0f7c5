"""Which questions a form asks of one person, and which answers count once it is filled in."""

from collections.abc import Sequence
from dataclasses import replace

from percuta.questions import Answers
from percuta.screening.again import answers_again
from percuta.screening.open_questions import followed, only
from percuta.screening.rule import Situation
from percuta.zones.zone import Zone

NOTHING = Answers()


def asked(
    situation: Situation, zones: Sequence[Zone], kept: Answers = NOTHING
) -> dict[str, tuple[str, ...]]:
    """Every question to ask, answered or not, with the zones it is asked in; none: whole person.

    ``situation.answers`` were given to this form; a question that follows from another appears
    once the answer it hangs on is among them. ``kept`` are answers of an earlier form: what lasts
    of them counts and is not asked again. Facts of the person are no questions.
    """
    begun = answers_again(kept, NOTHING)
    lasting = situation.answers_kept or bool(begun.person or begun.zones)
    return followed(
        replace(situation, answers=begun, answers_kept=lasting),
        zones,
        lambda found: answers_again(kept, only(situation.answers, found)),
    )


def counted(situation: Situation, zones: Sequence[Zone], kept: Answers = NOTHING) -> Answers:
    """The answers that count: those given to what is asked, and what lasts of the earlier ones."""
    return answers_again(kept, only(situation.answers, asked(situation, zones, kept)))
