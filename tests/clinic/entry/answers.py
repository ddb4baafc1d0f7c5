"""What a page answered, and what tests read from it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer
else:
    Answer = object

__all__ = ["Answer", "text_of"]


def text_of(answer: Answer) -> str:
    """The page as text."""
    return answer.content.decode()
