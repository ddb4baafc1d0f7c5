"""Count a study on, chunk after chunk, from where it stands."""

from collections.abc import Callable, Iterator
from functools import partial

from percuta.populations.chunk import Table, chunks_of, count_chunk
from percuta.populations.crew import Crew
from percuta.populations.kept import Count

Put = Callable[[int, Table], None]


def carry_on(count: Count, crew: Crew, *, put: Put | None = None) -> Iterator[Count]:
    """Count the chunks that are left; it is yielded after each, to be kept or told of.

    ``put`` takes the courses of a chunk, by its number, before that chunk counts as done.
    """
    work = partial(count_chunk, count.design, with_courses=put is not None)
    first = count.done
    left = range(first, chunks_of(count.design))
    for number, chunk in zip(left, crew(work, left), strict=True):
        if put is not None and chunk.courses is not None:
            put(number, chunk.courses)
        count.add(chunk.sheet)
        yield count
