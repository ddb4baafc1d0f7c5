"""The page of what is asked again before a later session."""

from collections.abc import Iterator

from percuta.handbook.markdown import page, table, text
from percuta.questions import Question
from percuta.screening.again import LASTING, YES_LASTS
from percuta.screening.catalogue import QUESTIONS

ABOUT = (
    "Before every later session the questions are asked again, save those whose answer lasts. What "
    "is not answered again counts as not known and is asked. A question that stands in neither "
    "table is always asked, so a new one is too. No clinician has approved this choice."
)


def again_page() -> str:
    """Which answers last, and what would show that one of them has changed."""
    lasting = ([_named(QUESTIONS[key]), _named(QUESTIONS[net])] for key, net in LASTING.items())
    return page(
        "What is asked again",
        [
            ABOUT,
            "## Answers that last",
            table(("Question", "Asked again, and would show a change"), lasting),
            "## Only a yes lasts, a no is asked again",
            table(("Question",), ([_named(QUESTIONS[key])] for key in sorted(YES_LASTS))),
            "## Always asked again",
            table(("Question",), _rest()),
        ],
    )


def _rest() -> Iterator[list[str]]:
    for key, question in QUESTIONS.items():
        if key not in LASTING and key not in YES_LASTS:
            yield [_named(question)]


def _named(question: Question) -> str:
    return f"{text(question.text)} (`{question.key}`)"
