"""Numbers of one kind: what is counted in lines, and where the rows behind them are found."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from percuta_clinic.adverse.science_rates import rate_of
from percuta_clinic.numbers.found import Found, Source
from percuta_clinic.numbers.rows import Line, Number


@dataclass(frozen=True, kw_only=True)
class Section:
    """Numbers of one kind. ``then``: what to do where there is nothing yet."""

    key: str
    title: str
    sources: tuple[Source, ...]
    lines: tuple[Line, ...]
    about: str
    then: str
    is_of_days: bool = True
    has_used: bool = False  # whether its rows name device, lots and whether they are settled

    @cached_property
    def counts(self) -> Counter[str]:
        """Every mark, counted once."""
        found: Counter[str] = Counter()
        for source in self.sources:
            found.update(source.counts())
        return found

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count."""
        return not any(self.counts.values())

    @property
    def numbers(self) -> Iterator[Number]:
        """Every line with its count."""
        for line in self.lines:
            yield self._number(line)

    def number(self, mark: str) -> Number | None:
        """The line of a mark, with its count."""
        return next((self._number(line) for line in self.lines if line.mark == mark), None)

    def _number(self, line: Line) -> Number:
        count = self.counts[line.mark]
        return Number(
            key=f"{self.key}.{line.mark}",
            words=line.words,
            count=count,
            rate=rate_of(count, self.counts[line.of]) if line.of else None,
            of_words=line.of_words,
            instead=line.instead,
        )

    def behind(self, mark: str) -> Found | None:
        """The rows of a mark, the newest first."""
        found = (source.behind(mark) for source in self.sources)
        return next((one for one in found if one is not None), None)
