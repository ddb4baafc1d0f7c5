"""Virtual trials: memory from a hundred thousand to ten million courses, and courses a second.

``python bench/populations.py`` counts one study in each size with the compiled kernel, in a process
of its own each, by one worker; ``--large`` adds a hundred million by two workers, ``--numpy`` does
without the kernel. Memory is the most that one process held; that it stays is the figure to keep.
The other figure is a ratio: the same courses followed one after the other through the simple model
of the skin.
"""

import json
import resource
import subprocess
import sys
import time

from percuta.populations.crew import workers
from percuta.populations.design import Arm, Design, Rater, Spread
from percuta.populations.healed import kernel_ready
from percuta.populations.kept import Count
from percuta.populations.run import carry_on
from percuta.response.study import Kind
from percuta.skin.chance import Seeded
from percuta.skin.patients import draw
from percuta.skin.session import Session
from percuta.skin.simple import healing

SIZES = (10**5, 10**6, 10**7)
LARGE, WORKERS = 10**8, 2
PEOPLE = 30
MEGABYTE = 1024
OURS = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
SIMPLE = 3  # courses of the simple model


def design(courses: int, *, kernel: bool) -> Design:
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
        kernel=kernel,
    )


def counted(courses: int, hands: int, *, kernel: bool) -> None:
    """Count a study here and print seconds, processor seconds and the most memory held."""
    if kernel:
        kernel_ready(lambda said: sys.stderr.write(f"{said}\n"))
    wanted = design(courses, kernel=kernel)
    wall, cpu = time.perf_counter(), used()
    with workers(hands) as crew:
        for _ in carry_on(Count.begin(wanted), crew):
            pass
    told = {
        "courses": wanted.courses,
        "workers": hands,
        "wall": time.perf_counter() - wall,
        "cpu": used() - cpu,
        "megabytes": max(resource.getrusage(of).ru_maxrss for of in OURS) / MEGABYTE,
    }
    sys.stdout.write(json.dumps(told))


def used() -> float:
    """Processor seconds of this process and of its workers that have ended."""
    found = [resource.getrusage(of) for of in OURS]
    return sum(one.ru_utime + one.ru_stime for one in found)


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
    kernel = "--numpy" not in sys.argv
    if len(sys.argv) > 1 and sys.argv[1].isdecimal():
        counted(int(sys.argv[1]), int(sys.argv[2]), kernel=kernel)
        return
    sizes = [(size, 1) for size in SIZES]
    sizes += [(LARGE, WORKERS)] if "--large" in sys.argv else []
    slow = simple()
    sys.stdout.write(
        "    courses workers    wall s     cpu s   courses/cpu s   MB   times the simple model\n"
    )
    for size, hands in sizes:
        words = [sys.executable, __file__, str(size), str(hands), *sys.argv[1:]]
        ended = subprocess.run(words, check=True, stdout=subprocess.PIPE)
        told = json.loads(ended.stdout)
        each = told["cpu"] / told["courses"]
        sys.stdout.write(
            f"{told['courses']:11,} {told['workers']:7} {told['wall']:9.1f} {told['cpu']:9.1f} "
            f"{1 / each:15,.0f} "
            f"{told['megabytes']:4.0f} {slow / each:20,.0f}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
