"""GNU Health, as the Python package index has it, under its own server: a rival to measure.

``python bench/rivals/gnuhealth.py --size 1000`` installs it into an environment of its own, makes
a database of so many patients in a private PostgreSQL cluster, serves it, and prints requests per
second and processor milliseconds per request. Clients speak its JSON-RPC with real sessions, each
as a user of its own who is a front desk and a doctor, so that its rights are checked.

What is asked of it is the least that does the work, in its favour: one call where its own client
makes several. ``search`` asks for last names that begin with three letters; ``search as typed`` is
what its own client asks for the same letters in its search box. It has two servers: ``gunicorn``
with processes and threads, or ``trytond``, the one that its installer starts.
"""

import argparse
import base64
import http.client
import json
import os
import random
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.load import Load, Request, closed_loop
from bench.people import Person, some
from bench.postgres import cluster, free_port

PACKAGES = ["gnuhealth==5.0.6", "trytond==7.0.59", "psycopg2==2.9.13", "gunicorn==27.0.1"]
DATABASE = "health"
FILL = ["-I", "-W", "ignore", str(Path(__file__).with_name("gnuhealth_fill.py")), DATABASE]
USERS = [f"client{number}" for number in range(8)]
GUNICORN = "gunicorn trytond.application:app --worker-class gthread --workers 2 --threads 4"
SERVERS = {"gunicorn": GUNICORN, "trytond": f"trytond -d {DATABASE}"}
SET_UP = f"trytond-admin -d {DATABASE} -u health --activate-dependencies --password"
PATIENCE = 60.0  # seconds to wait for the server
PAGE = 20
MARKERS = [
    "allergic",
    "cardio",
    "hbp",
    "dbt",
    "mental",
    "nutrition",
    "cancer",
    "immuno",
    "cognitive",
]
HEAD = ["rec_name", "party", "party.rec_name", "puid", "gender", "age", "dob", "blood_type", "rh"]
HEAD += ["critical_summary", "critical_info", *(f"crit_{marker}" for marker in MARKERS)]
HEAD += ["crit_social", "primary_care_doctor", "deceased", "active"]
LISTED = ["rec_name", "puid", "gender", "age", "deceased"]  # columns of its list of patients

Json = Any


class Refused(Exception):
    """The rival answered with an error."""


@dataclass
class Caller:
    """One client's connection."""

    port: int
    session: str = ""
    context: dict[str, Json] = field(default_factory=dict)
    number: int = 0

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def call(self, method: str, *parameters: Json, path: str = f"/{DATABASE}/") -> Json:
        """The result of one remote call."""
        self.number += 1
        body = json.dumps({"id": self.number, "method": method, "params": parameters})
        headers = {"Content-Type": "application/json"}
        if self.session:
            headers["Authorization"] = f"Session {self.session}"
        self.connection.request("POST", path, body, headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status != http.client.OK:
            raise Refused(f"{method}: {response.status} {text[:500]!r}")
        answer = json.loads(text)
        if "error" in answer:
            raise Refused(f"{method}: {answer['error']}")
        return answer["result"]

    def login(self, user: str, password: str) -> None:
        """Begin a session, with the context that the rival's own clients send along."""
        number, key = self.call("common.db.login", user, {"password": password}, "en")
        self.session = base64.b64encode(f"{user}:{number}:{key}".encode()).decode()
        self.context = self.call("model.res.user.get_preferences", True, {})


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One operation with so many clients. ``None`` where the database's process is unknown."""

    operation: str
    clients: int
    requests_per_s: float
    cpu_ms: float
    cpu_ms_with_database: float | None
    median_ms: float
    p95_ms: float


@dataclass(kw_only=True)
class Rival:
    """A filled database and its server."""

    folder: Path
    settings: Path
    password: str
    people: list[Person]
    patients: list[int]
    database_pid: int | None
    port: int = 0
    server: subprocess.Popen[bytes] | None = None
    callers: list[Caller] = field(default_factory=list)

    def serve(self, kind: str = "gunicorn") -> None:
        """Start the server and begin a session for every user."""
        self.port = free_port()
        program, *arguments = SERVERS[kind].split()
        here = f"127.0.0.1:{self.port}"
        own = {
            "TRYTOND_CONFIG": str(self.settings),
            "TRYTOND_DATABASE_NAMES": DATABASE,
            "TRYTOND_WEB__LISTEN": here,
            "GUNICORN_CMD_ARGS": f"--bind {here}",
        }
        with (self.folder / "server.log").open("ab") as log:
            self.server = subprocess.Popen(
                [self.folder / "venv" / "bin" / program, *arguments],
                env=environment() | own,
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        self.wait()
        self.callers = [Caller(self.port) for _ in USERS]
        for caller, user in zip(self.callers, USERS, strict=True):
            caller.login(user, self.password)
            caller.connection.close()

    def wait(self) -> None:
        """Until the server answers."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                Caller(self.port).call("common.server.version", path="/")
            except OSError:
                if time.monotonic() > until or (self.server and self.server.poll() is not None):
                    raise
                time.sleep(0.1)
            else:
                return

    def stop(self) -> None:
        """End the server."""
        if self.server is not None:
            self.server.terminate()
            self.server.wait(PATIENCE)
            self.server = None

    def measure(self, operation: str, seconds: float, clients: int) -> Measured:
        """Load the server with one operation."""
        if self.server is None:
            raise RuntimeError("Nothing is served.")
        watched = {"server": self.server.pid}
        if self.database_pid is not None:
            watched["database"] = self.database_pid

        def maker(number: int) -> Request:
            signed_in = self.callers[number]
            caller = Caller(self.port, signed_in.session, signed_in.context)
            return OPERATIONS[operation](self, caller, random.Random(f"{operation} {number}"))

        load = closed_loop(maker, seconds=seconds, clients=clients, watched=watched)
        return told(load, operation, clients)


def told(load: Load, operation: str, clients: int) -> Measured:
    """A load in the units of the table."""
    with_database = load.cpu_ms("server", "database") if "database" in load.cpu else None
    return Measured(
        operation=operation,
        clients=clients,
        requests_per_s=load.per_second,
        cpu_ms=load.cpu_ms("server"),
        cpu_ms_with_database=with_database,
        median_ms=1000 * load.median,
        p95_ms=1000 * load.p95,
    )


def creates(rival: Rival, caller: Caller, chance: random.Random) -> Request:
    """Create a person who is a patient: the rival makes both records in one call."""

    def request() -> Json:
        person = chance.choice(rival.people)
        born = person.born
        values = {
            "name": person.given,
            "lastname": person.family,
            "gender": person.gender,
            "dob": {"__class__": "date", "year": born.year, "month": born.month, "day": born.day},
            "is_person": True,
            "is_patient": True,
            "create_target": True,
            "fed_country": None,
        }
        return caller.call("model.party.party.create", [values], caller.context)

    return request


def reads(rival: Rival, caller: Caller, chance: random.Random) -> Request:
    """Read what the head of a patient's form shows."""
    method = "model.gnuhealth.patient.read"

    def request() -> Json:
        (found,) = caller.call(method, [chance.choice(rival.patients)], HEAD, caller.context)
        return found

    return request


def searches(field_name: str, around: str) -> Callable[[Rival, Caller, random.Random], Request]:
    """Search patients by three letters of a last name."""
    method = "model.gnuhealth.patient.search_read"

    def operation(rival: Rival, caller: Caller, chance: random.Random) -> Request:
        def request() -> Json:
            typed = around.format(chance.choice(rival.people).prefix)
            domain = [[field_name, "ilike", typed]]
            found = caller.call(method, domain, 0, PAGE, None, LISTED, caller.context)
            if not found:
                raise Refused(f"Nobody is called {typed}")
            return found

        return request

    return operation


OPERATIONS: dict[str, Callable[[Rival, Caller, random.Random], Request]] = {
    "read": reads,
    "search": searches("lastname", "{}%"),
    "search as typed": searches("rec_name", "%{}%"),
    "create": creates,  # last, since it makes the database larger
}


def environment() -> dict[str, str]:
    """Ours without what would change the rival's Python, Django or Tryton."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV", "TRYTON", "DJANGO", "GUNICORN"))
    }


def installed(folder: Path, python: str) -> Path:
    """The rival's own environment, made if absent; the folder of its programs."""
    programs = folder / "venv" / "bin"
    complete = folder / "venv" / "complete"
    if not complete.exists():
        subprocess.run([python, "-m", "venv", "--clear", str(folder / "venv")], check=True)
        pip = [str(programs / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, *PACKAGES], check=True, env=environment())
        complete.touch()
    return programs


def configured(folder: Path, database_url: str) -> Path:
    """Settings as the rival's installer writes them, for our database."""
    url = urlsplit(database_url)
    if Path(url.path).name != DATABASE:
        raise ValueError(f"The database must be called {DATABASE}.")
    lite = url.scheme == "sqlite"
    place = Path("/" + url.path.lstrip("/")).parent if lite else folder / "attach"
    place.mkdir(parents=True, exist_ok=True)
    address = "sqlite://" if lite else f"{url.scheme}://{url.netloc}/"
    settings = folder / "trytond.conf"
    settings.write_text(f"[database]\nuri = {address}\npath = {place}\n")
    return settings


def prepare(
    folder: Path, *, python: str, size: int, database_url: str, database_pid: int | None = None
) -> Rival:
    """Install the rival if it is not there yet, and make it a new database of so many patients.

    Args:
        folder: Where its environment, settings and log are kept.
        python: The interpreter that its environment is made with.
        size: How many patients.
        database_url: ``postgresql://...`` or ``sqlite:///...``, its name ``health`` as last part.
            A database of that name that is there already is replaced.
        database_pid: The process that the database's own processes are under, if it has any.
    """
    folder.mkdir(parents=True, exist_ok=True)
    programs = installed(folder, python)
    settings = configured(folder, database_url)
    secret, people = secrets.token_urlsafe(), some(size)
    keep = folder / "password"
    keep.write_text(secret + "\n")
    own = {"TRYTOND_CONFIG": str(settings), "TRYTONPASSFILE": str(keep)}

    def run(program: str, *arguments: str, told: str = "") -> bytes:
        words, env = [str(programs / program), *arguments], environment() | own
        return subprocess.run(
            words, input=told.encode(), check=True, env=env, stdout=subprocess.PIPE
        ).stdout

    run("python", *FILL, "make")
    run(*SET_UP.split(), "--email", "root@localhost")
    told = {"users": USERS, "password": secret, "people": [asdict(person) for person in people]}
    patients = json.loads(run("python", *FILL, "fill", told=json.dumps(told, default=str)))
    return Rival(
        folder=folder,
        settings=settings,
        password=secret,
        people=people,
        patients=patients,
        database_pid=database_pid,
    )


def shown(measured: Measured) -> str:
    """One line of the table."""
    both = measured.cpu_ms_with_database
    return (
        f"{measured.operation:16} {measured.clients:7} {measured.requests_per_s:10.1f}"
        f" {measured.cpu_ms:8.2f} {'-' if both is None else f'{both:.2f}':>13}"
        f" {measured.median_ms:9.1f} {measured.p95_ms:7.1f}\n"
    )


def table(rival: Rival, kind: str, seconds: float) -> None:
    """Serve, measure everything, print."""
    rival.serve(kind)
    try:
        sys.stdout.write(f"\n{kind}, {len(rival.patients)} patients\n")
        sys.stdout.write(
            "operation        clients requests/s   CPU ms  with database median ms  p95 ms\n"
        )
        for operation in OPERATIONS:
            for clients in (1, 4):
                sys.stdout.write(shown(rival.measure(operation, seconds, clients)))
                sys.stdout.flush()
    finally:
        rival.stop()


def main() -> None:
    """Measure in a private cluster, or in SQLite."""
    ask = argparse.ArgumentParser(description="Measure GNU Health.")
    ask.add_argument("--size", type=int, default=1000)
    ask.add_argument("--seconds", type=float, default=10.0)
    ask.add_argument("--server", choices=[*SERVERS, "both"], default="both")
    ask.add_argument("--sqlite", action="store_true", help="SQLite in place of PostgreSQL")
    ask.add_argument("--python", default=sys.executable, help="what its environment is made with")
    ask.add_argument("--folder", type=Path, help="where to keep its environment between runs")
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch).chmod(0o755)  # PostgreSQL's own user has to get to its files
        folder = asked.folder.resolve() if asked.folder else Path(scratch) / "rival"
        database = None if asked.sqlite else cluster(Path(scratch) / "cluster")
        try:
            rival = prepare(
                folder,
                python=asked.python,
                size=asked.size,
                database_url=database.url(DATABASE)
                if database
                else f"sqlite:///{scratch}/{DATABASE}",
                database_pid=database.pid if database else None,
            )
            for kind in SERVERS if asked.server == "both" else [asked.server]:
                table(rival, kind, asked.seconds)
        finally:
            if database:
                database.stop()


if __name__ == "__main__":
    main()
