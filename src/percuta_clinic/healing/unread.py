"""What came with answers and no rule reads: a person has to."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Unread:
    """Own words, and how many pictures."""

    words: bool = False
    pictures: int = 0

    @property
    def any(self) -> bool:
        """Whether somebody has to look, however usual the answers are."""
        return self.words or self.pictures > 0
