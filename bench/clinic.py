"""The clinic under load as it grows, beside GNU Health in the same run.

``python bench/clinic.py`` with the development environment and PostgreSQL's programs. Both sides
hold the same made-up people and are served by gunicorn with two workers of four threads. Ours
answers whole pages with session, second factor, rights and an audit entry for each chart that is
opened, each in the transaction of its deed; theirs answers one call of its JSON-RPC with session
and rights, and keeps no log of who read what. Processor time and ratios are the figures to keep.
"""

import argparse
import http.client
import json
import os
import random
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from load import Load, Request, closed_loop
from people import Person, people, some
from postgres import Cluster, cluster, free_port
from rivals.gnuhealth import Measured, Rival, prepare

from percuta_clinic.config.keys import new_keys, save_keys

SIZES = (1_000, 20_000, 100_000)
SERVER = "--config python:percuta_clinic.command.server --workers 2 --threads 4"
PATIENCE = 60
TOKEN = "a" * 32  # a form's token and its cookie have to agree, nothing more


@dataclass(frozen=True, kw_only=True)
class Clinic:
    """A filled clinic and its server."""

    port: int
    server: subprocess.Popen[bytes]
    database_pid: int | None
    sessions: list[str]
    patients: list[str]
    people: list[Person]
    boards: dict[str, str]
    queries: dict[str, int]

    def measure(self, operation: str, seconds: float, clients: int) -> Load:
        """Load the server with one operation."""
        watched = {"server": self.server.pid}
        if self.database_pid is not None:
            watched["database"] = self.database_pid

        def maker(number: int) -> Request:
            asker = Asker(port=self.port, session=self.sessions[number])
            return OPERATIONS[operation](self, asker, random.Random(f"{operation} {number}"))

        return closed_loop(maker, seconds=seconds, clients=clients, watched=watched)


class Asker:
    """One browser that stays connected."""

    def __init__(self, *, port: int, session: str) -> None:
        """Connected on the first request."""
        self.connection = http.client.HTTPConnection("localhost", port)
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}"}

    def get(self, path: str, **more: str) -> bytes:
        """A page."""
        return self.ask("GET", path, None, more)

    def post(self, path: str, values: Mapping[str, str | list[str]]) -> bytes:
        """A form handed in; nothing comes back if it led on."""
        more = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": TOKEN}
        return self.ask("POST", path, urlencode(values, doseq=True), more)

    def ask(self, method: str, path: str, body: str | None, more: dict[str, str]) -> bytes:
        """Send and read; anything but a page or a redirect is an error."""
        self.connection.request(method, path, body, self.headers | more)
        answer = self.connection.getresponse()
        page = answer.read()
        wanted = {http.client.OK} if method == "GET" else {http.client.FOUND, http.client.OK}
        if answer.status not in wanted:
            raise RuntimeError(f"{method} {path}: {answer.status} {page[:200]!r}")
        return page


def holding(page: bytes, part: bytes, else_say: str) -> bytes:
    """The page, which is what it should be."""
    if part not in page:
        raise RuntimeError(else_say)
    return page


Operation = Callable[[Clinic, Asker, random.Random], Request]


def charts(clinic: Clinic, asker: Asker, chance: random.Random) -> Request:
    """Open a chart with its visits and notes; who opened it is written down."""

    def request() -> bytes:
        page = asker.get(f"/patients/{chance.choice(clinic.patients)}/")
        return holding(page, b"evenly pink", "The chart has no notes")

    return request


def searches(clinic: Clinic, asker: Asker, chance: random.Random) -> Request:
    """Search by three letters of a family name, as the search box does."""

    def request() -> bytes:
        typed = quote(chance.choice(clinic.people).prefix)
        page = asker.get(
            f"/patients/found/?q={typed}", **{"HX-Request": "true", "HX-Target": "found"}
        )
        return holding(page, b'id="hit-1"', f"Nobody is called {typed}")

    return request


def boards(clinic: Clinic, asker: Asker, _chance: random.Random) -> Request:
    """A room's day of thirty needlings, each with its strip of what is there and what is not."""

    def request() -> bytes:
        page = asker.get(clinic.boards["board"])
        return holding(page, b"Ready for treatment", "The board has no strip")

    return request


def talks(clinic: Clinic, asker: Asker, _chance: random.Random) -> Request:
    """The same of thirty talks, which have no strip."""

    def request() -> bytes:
        return holding(asker.get(clinic.boards["talks"]), b'class="visit', "The board is empty")

    return request


def creates(_clinic: Clinic, asker: Asker, _chance: random.Random) -> Request:
    """Enter somebody new; possible doubles are looked for, and the name is made searchable."""
    newcomers = people(secrets.randbits(64))  # nobody who is there from an earlier load

    def request() -> bytes:
        person = next(newcomers)
        values = {
            "given_name": person.given,
            "family_name": person.family,
            "birth_date": person.born.isoformat(),
            "sex": "female" if person.gender == "f" else "male",
        }
        page = asker.post("/patients/new/", values)
        if page:  # somebody very like is here already: whoever is at the desk says it is another
            alike = re.findall(r'name="unlike" value="([^"]+)"', page.decode())
            page = asker.post("/patients/new/", values | {"unlike": alike}) if alike else page
        if page:
            raise RuntimeError("Not entered")
        return page

    return request


OPERATIONS: dict[str, Operation] = {
    "chart": charts,
    "search": searches,
    "board": boards,
    "talks": talks,
    "create": creates,  # last, since it makes the database larger
}
THEIRS = {"chart": "read", "search": "search", "create": "create"}


def opened(folder: Path, size: int, database: Cluster | None) -> Clinic:
    """A clinic with so many patients, filled and served."""
    folder.mkdir(parents=True)
    save_keys(new_keys(), folder / "keys")
    port = free_port()
    own = {"PERCUTA_HOME": str(folder), "PERCUTA_URL": f"http://localhost:{port}"}
    if database is not None:
        name = f"clinic_{size}"
        made = ["psql", "-q", database.url("postgres"), "-c", f"CREATE DATABASE {name}"]
        subprocess.run(made, check=True)
        own["PERCUTA_DATABASE"] = database.url(name)
    environment = {**os.environ, **own, "PYTHONPATH": str(Path(__file__).parent)}
    told = folder / "told.json"
    filling = [
        sys.executable,
        str(Path(__file__).parent / "ours" / "fill.py"),
        str(size),
        str(told),
    ]
    subprocess.run(filling, check=True, env=environment)
    said = json.loads(told.read_text())
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", *SERVER.split()],
            env=environment,
            stdout=log,
            stderr=log,
        )
    clinic = Clinic(
        port=port,
        server=server,
        database_pid=database.pid if database else None,
        sessions=[one["session"] for one in said["sessions"]],
        patients=said["patients"],
        people=some(size),
        boards=said["boards"],
        queries=said["queries"],
    )
    wait(clinic)
    return clinic


def wait(clinic: Clinic) -> None:
    """Until it answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            Asker(port=clinic.port, session=clinic.sessions[0]).get("/today/")
        except OSError:
            if time.monotonic() > until or clinic.server.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return


HEAD = "{:10} {:>8} {:8} {:>7} {:>10} {:>8} {:>9} {:>10} {:>7}\n"
LINE = "{:10} {:8} {:8} {:7} {:10.1f} {:8.2f} {:9.2f} {:10.1f} {:7.1f}\n"


def say(database: str, size: int, what: tuple[str, int], load: Load | Measured) -> float:
    """One line; gives the processor milliseconds with the database's."""
    if isinstance(load, Load):
        cpu, both = load.cpu_ms("server"), load.cpu_ms(*load.cpu)
        rest = (load.per_second, cpu, both, 1000 * load.median, 1000 * load.p95)
    else:
        both = load.cpu_ms_with_database or load.cpu_ms
        rest = (load.requests_per_s, load.cpu_ms, both, load.median_ms, load.p95_ms)
    sys.stdout.write(LINE.format(database, size, *what, *rest))
    sys.stdout.flush()
    return both


def growing(folder: Path, name: str, asked: argparse.Namespace) -> None:
    """Every operation at every size, and how much dearer the largest is than the smallest."""
    database = cluster(folder / "cluster") if name == "postgresql" else None
    first: dict[str, tuple[float, float]] = {}
    try:
        for size in asked.sizes:
            clinic = opened(folder / str(size), size, database)
            asks = ", ".join(f"{count} for {what}" for what, count in clinic.queries.items())
            sys.stdout.write(f"  queries: {asks}\n")
            try:
                for operation in OPERATIONS:
                    for clients in (1, 4):
                        load = clinic.measure(operation, asked.seconds, clients)
                        both = say(name, size, (operation, clients), load)
                        if clients == 1:
                            cpu, median = first.setdefault(operation, (both, load.median))
                            sys.stdout.write(
                                f"  growth of {operation}: processor time {both / cpu:.2f},"
                                f" median {load.median / median:.2f}\n"
                            )
            finally:
                clinic.server.terminate()
                clinic.server.wait(PATIENCE)
    finally:
        if database is not None:
            database.stop()


def beside(folder: Path, asked: argparse.Namespace) -> None:
    """Both systems on PostgreSQL, operation by operation in turn, three times."""
    database = cluster(folder / "cluster")
    size = asked.rival
    try:
        rival = prepare(
            asked.folder or folder / "rival",
            python=sys.executable,
            size=size,
            database_url=database.url("health"),
            database_pid=database.pid,
        )
        clinic = opened(folder / "ours", size, database)
        rival.serve("gunicorn")
        try:
            for operation, theirs in THEIRS.items():
                turns(clinic, rival, (operation, theirs), asked.seconds)
        finally:
            rival.stop()
            clinic.server.terminate()
            clinic.server.wait(PATIENCE)
    finally:
        database.stop()


def turns(clinic: Clinic, rival: Rival, names: tuple[str, str], seconds: float) -> None:
    """One operation on both sides in turn, and the ratio of their processor time."""
    ours, theirs = names
    size = len(clinic.patients)
    for _ in range(3):
        mine = say("ours", size, (ours, 1), clinic.measure(ours, seconds, 1))
        other = say("theirs", size, (theirs, 1), rival.measure(theirs, seconds, 1))
        sys.stdout.write(f"  {ours}: theirs takes {other / mine:.2f} times our processor time\n")


def main() -> None:
    """Measure growth on both databases, then both systems in turn."""
    ask = argparse.ArgumentParser(description="Measure the clinic.")
    ask.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    ask.add_argument("--databases", nargs="*", default=["sqlite", "postgresql"])
    ask.add_argument("--seconds", type=float, default=6.0)
    ask.add_argument("--rival", type=int, default=20_000, help="patients on both sides; 0: not")
    ask.add_argument("--folder", type=Path, help="where the rival's environment is kept")
    asked = ask.parse_args()
    sys.stdout.write(
        HEAD.format(
            *("database", "patients", "what", "clients", "requests/s"),
            *("CPU ms", "with db", "median ms", "p95 ms"),
        )
    )
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch).chmod(0o755)  # PostgreSQL's own user has to get to its files
        for name in asked.databases:
            growing(Path(scratch) / name, name, asked)
        if asked.rival:
            beside(Path(scratch) / "beside", asked)


if __name__ == "__main__":
    main()
