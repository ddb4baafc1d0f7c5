"""Virtual trials: memory from ten thousand to ten million courses, and courses a second.

``python bench/populations.py`` counts one study in each size, in a process of its own each, by one
worker; ``--large`` adds a hundred million, some minutes. Memory is the most that the process held;
that it stays is the figure to keep. The other figure is a ratio: the same courses followed one
after the other through the simple model of the skin.
"""

import json
import resource
import subprocess
import sys
import time

from percuta.populations.design import Arm, Design, Rater, Spread
from percuta.populations.kept import Count
from percuta.populations.run import carry_on
from percuta.response.study import Kind
from percuta.skin.chance import Seeded
from percuta.skin.patients import draw
from percuta.skin.session import Session
from percuta.skin.simple import healing

SIZES = (10**4, 10**5, 10**6, 10**7)
LARGE = 10**8
PEOPLE = 30
MEGABYTE = 1024
SIMPLE = 3  # courses of the simple model


def design(courses: int) -> Design:
    """Three against six sessions, two visits each."""
    arms = [
        Arm(
            name=f"{sessions} sessions",
            people=PEOPLE,
            sessions=sessions,
            interval_days=30,
            visits=(30.0 * sessions, 30.0 * sessions + 60),
            depth_mm=1.5,
        )
        for sessions in (3, 6)
    ]
    return Design(
        title="bench",
        concern=Kind.ACNE_SCARS,
        trials=courses // (2 * PEOPLE),
        seed=1,
        arms=tuple(arms),
        rater=Rater(blinded=True),
        age=Spread(mean=35, sd=10, least=18, most=65),
        phototypes=(0, 2, 5, 3, 0, 0),
        taken_phototypes=(2, 3, 4),
    )


def counted(courses: int) -> None:
    """Count a study here and print seconds, processor seconds and the most memory held."""
    wanted = design(courses)
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in carry_on(Count.begin(wanted), map):
        pass
    told = {
        "courses": wanted.courses,
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE,
    }
    sys.stdout.write(json.dumps(told))


def simple() -> float:
    """Processor seconds of one course of six sessions by the simple model."""
    people = draw(Seeded(1), SIMPLE)
    given = [Session(day=30 * n, depth_mm=1.5) for n in range(6)]
    began = time.process_time()
    for number in range(SIMPLE):
        healing(people.one(number), given, [187])
    return (time.process_time() - began) / SIMPLE


def main() -> None:
    """Print the table."""
    if len(sys.argv) > 1 and sys.argv[1].isdecimal():
        counted(int(sys.argv[1]))
        return
    sizes = (*SIZES, *((LARGE,) if "--large" in sys.argv else ()))
    slow = simple()
    sys.stdout.write(
        "    courses    wall s     cpu s   courses/cpu s   MB   times the simple model\n"
    )
    for size in sizes:
        ended = subprocess.run(
            [sys.executable, __file__, str(size)], check=True, capture_output=True
        )
        told = json.loads(ended.stdout)
        each = told["cpu"] / told["courses"]
        sys.stdout.write(
            f"{told['courses']:11,} {told['wall']:9.1f} {told['cpu']:9.1f} {1 / each:15,.0f} "
            f"{told['megabytes']:4.0f} {slow / each:20,.0f}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
