"""What came with answers and no rule reads: a person has to."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Unread:
    """Own words, how many pictures, and whether a sign that cannot wait was taken back."""

    words: bool = False
    pictures: int = 0
    taken_back: bool = False

    @property
    def any(self) -> bool:
        """Whether somebody has to look, however usual the answers are."""
        return self.words or self.pictures > 0
