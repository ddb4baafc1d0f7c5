"""What was found of Amara's skin and answers, and decided on it."""

from django.utils import timezone

from clinic.people_here import House
from percuta_clinic.assessment.models import Grading
from percuta_clinic.intake.models import Form
from percuta_clinic.screening.models import Decision, Reminder, Screened, Why
from percuta_clinic.screening.models import What as Decided


def screened(house: House, form: Form, word: str) -> None:
    """A grading, a decision, a screening and what waits for a day."""
    today = timezone.localdate()
    Grading.objects.create(
        patient=house.amara,
        zone="nose",
        kind="acne_scars",
        note=word,
        seen_on=today,
        by=house.sina,
        by_name="Sina",
    )
    Decision.objects.create(
        patient=house.amara,
        rule="keloid.001",
        what=Decided.GO_ON,
        reason=word,
        until=today,
        decided_on=today,
        made_by=house.dora,
        by_name="Dora",
        rule_set="0",
        about={"keloid": word},
    )
    Screened.objects.create(
        patient=house.amara,
        form=form,
        day=today,
        why=Why.SENT,
        rule_set="0",
        verdict="doctor",
        zones={word: "doctor"},
        findings=[{"rule": word, "severity": "doctor", "zones": [], "until": "", "decided": False}],
    )
    Reminder.objects.create(patient=house.amara, rule="keloid.001", until=word, by_name=word)
