"""A closed-loop load generator for any server, and the processor time of process trees.

Every client is a process of its own that sends its next request once it has the last answer, so
that clients neither share an interpreter with each other nor with the server. Processor time is
read of the servers' process trees alone: what the generator itself uses is reported apart.
"""

import multiprocessing
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from os import sysconf
from pathlib import Path

Request = Callable[[], object]
Maker = Callable[[int], Request]  # called in the client's process, with the client's number

PARENT, OWN_AND_REAPED = 1, slice(11, 15)  # fields of /proc/<pid>/stat after the command's name
PATIENCE = 120.0  # seconds to wait for every client to be warm
TWENTIETHS = 20


@dataclass(frozen=True, kw_only=True)
class Load:
    """What a load did, and the processor seconds of each watched server and of the clients."""

    count: int
    seconds: float
    median: float
    p95: float
    cpu: dict[str, float]
    clients_cpu: float

    @property
    def per_second(self) -> float:
        """Requests answered per second."""
        return self.count / self.seconds

    def cpu_ms(self, *names: str) -> float:
        """Processor milliseconds per request of the servers named, together."""
        return 1000 * sum(self.cpu[name] for name in names) / self.count


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What one client tells: when it began and ended, by the machine's one steady clock."""

    began: float
    ended: float
    latencies: list[float]
    cpu: float


def cpu_seconds(pid: int) -> float:
    """User and system time of a process, all under it, and all they have waited for."""
    times: dict[int, int] = {}
    under: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            continue
        times[int(folder.name)] = sum(map(int, fields[OWN_AND_REAPED]))
        under.setdefault(int(fields[PARENT]), []).append(int(folder.name))
    if pid not in times:
        raise ProcessLookupError(pid)
    ticks, tree = 0, [pid]
    while tree:
        member = tree.pop()
        ticks += times[member]
        tree += under.get(member, [])
    return ticks / sysconf("SC_CLK_TCK")


def timed(request: Request, seconds: float) -> Heard:
    """Send one request after another for some seconds."""
    latencies = []
    used, began = time.process_time(), time.monotonic()
    now = began
    while now < began + seconds:
        sent = now
        request()
        now = time.monotonic()
        latencies.append(now - sent)
    return Heard(began=began, ended=now, latencies=latencies, cpu=time.process_time() - used)


@dataclass(frozen=True, kw_only=True)
class Course:
    """How a client's process goes: warm up, meet the others, wait for the start, send."""

    maker: Maker
    seconds: float
    warm_up: float
    warm: Barrier
    start: Barrier

    def run(self, number: int, tell: Connection) -> None:
        """The life of one client's process."""
        try:
            request = self.maker(number)
            timed(request, self.warm_up)
            self.warm.wait(PATIENCE)
            self.start.wait(PATIENCE)
            tell.send(timed(request, self.seconds))
        except BaseException:
            self.warm.abort()
            self.start.abort()
            raise


def started(course: Course, clients: int) -> list[Connection]:
    """Start the clients' processes; each has one end of a pipe and we have the other."""
    context = multiprocessing.get_context("fork")
    ends = []
    for number in range(clients):
        mine, theirs = context.Pipe(duplex=False)
        context.Process(target=course.run, args=(number, theirs), daemon=True).start()
        theirs.close()  # so that a client that dies ends the wait for it
        ends.append(mine)
    return ends


def closed_loop(
    maker: Maker,
    *,
    seconds: float,
    clients: int = 1,
    warm_up: float = 2.0,
    watched: Mapping[str, int] | None = None,
) -> Load:
    """Load a server with some clients for some seconds after warming up.

    Args:
        maker: Makes a client's request from the client's number, in that client's own process.
        seconds: How long each client goes on sending.
        clients: How many clients at once.
        warm_up: Seconds that each client sends before anything is counted.
        watched: Process trees whose processor time is read, by name.

    Raises:
        BrokenBarrierError: If a client fails before the start.
        EOFError: If a client fails later.
    """
    context = multiprocessing.get_context("fork")
    warm, start = context.Barrier(clients + 1), context.Barrier(clients + 1)
    trees = watched or {}
    ends = started(
        Course(maker=maker, seconds=seconds, warm_up=warm_up, warm=warm, start=start), clients
    )
    warm.wait(PATIENCE)
    before = {name: cpu_seconds(pid) for name, pid in trees.items()}
    start.wait(PATIENCE)
    heard: Sequence[Heard] = [end.recv() for end in ends]
    cpu = {name: cpu_seconds(pid) - before[name] for name, pid in trees.items()}
    return summed(heard, cpu)


def summed(heard: Sequence[Heard], cpu: dict[str, float]) -> Load:
    """All clients as one load."""
    latencies = sorted(latency for client in heard for latency in client.latencies)
    return Load(
        count=len(latencies),
        seconds=max(client.ended for client in heard) - min(client.began for client in heard),
        median=statistics.median(latencies),
        p95=latencies[len(latencies) * (TWENTIETHS - 1) // TWENTIETHS],
        cpu=cpu,
        clients_cpu=sum(client.cpu for client in heard),
    )
