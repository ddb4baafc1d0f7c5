"""A public text as it is written: title, summary, and the text with its plain marks."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is shown of one public text."""

    title: str
    summary: str
    text: str
