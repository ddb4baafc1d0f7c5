"""Whatever was acknowledged is still there after the process is killed at any instant."""

import subprocess
import sys
import time
from itertools import pairwise

from clinic.operations.homes import INSIDE, Home

ROUNDS = 3
WRITES = f"""
{INSIDE}
import sys
from percuta_clinic.patients.models import Patient
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import record
from django.db import transaction
while True:
    with transaction.atomic():
        made = Patient.objects.create(given_name="Acknowledged", family_name="Row")
        record(by=SYSTEM, action="patient.entered", subject=made, patient_id=made.pk)
    sys.stdout.write(f"{{made.pk}}\\n")
    sys.stdout.flush()
"""
THERE = """
from percuta_clinic.audit.models import Entry
from percuta_clinic.patients.models import Patient
print(*Patient.objects.filter(given_name="Acknowledged").values_list("pk", flat=True))
print(*Entry.objects.filter(action="patient.entered").values_list("patient_id", flat=True))
"""


def acknowledged(home: Home, seconds: float) -> list[str]:
    """Ids that a process said were saved before it was killed without warning."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITES], env=home.variables, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    said = [process.stdout.readline().strip()]
    time.sleep(seconds)
    process.kill()
    rest, _ = process.communicate()
    return [*said, *rest.split("\n")[:-1]]  # a line that was cut off acknowledges nothing


def test_no_acknowledged_row_is_lost_when_the_process_is_killed(home: Home) -> None:
    counts = [0]
    everything: set[str] = set()
    for number in range(ROUNDS):
        everything |= set(acknowledged(home, 0.15 + 0.2 * number))
        counts.append(len(everything))
        people, log = (set(line.split()) for line in home.python(THERE).splitlines())
        assert everything <= people
        assert people == log
    assert all(later > earlier for earlier, later in pairwise(counts))


def test_every_commit_waits_for_the_disk(home: Home) -> None:
    told = home.run("check").stdout
    assert "safe writing" in told
    (line,) = [line for line in told.splitlines() if "safe writing" in line]
    if home.database and "fsync" in line:
        return  # a cluster made for tests alone may leave the disk out
    assert "each commit on disk" in line
