"""Services with their price, and visits."""

from django.db import models
from django.utils import timezone

from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Room


class Service(models.Model):
    """Something a patient can come for. ``device`` is a key of the science's catalogue."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80, unique=True)
    minutes = models.PositiveSmallIntegerField("minutes in the clinic")
    price = models.DecimalField(max_digits=8, decimal_places=2)
    currency = models.CharField(max_length=3, default="EUR")
    is_needling = models.BooleanField("skin is needled", default=False)
    is_test_area = models.BooleanField("only a small place is tried", default=False)
    is_offered = models.BooleanField("offered", default=True)
    device = models.CharField("device it is done with", max_length=40, blank=True)
    to_buy = models.CharField("what else patients may have to buy", max_length=200, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    """Where a visit stands."""

    BOOKED = "booked", "booked"
    CONFIRMED = "confirmed", "confirmed"
    ARRIVED = "arrived", "arrived"
    IN_ROOM = "in room", "in the room"
    TREATING = "treating", "in treatment"
    FINISHED = "finished", "finished"
    CANCELLED = "cancelled", "cancelled"
    MISSED = "missed", "did not come"


NEXT_STEP = {
    State.BOOKED: State.ARRIVED,
    State.CONFIRMED: State.ARRIVED,
    State.ARRIVED: State.IN_ROOM,
    State.IN_ROOM: State.FINISHED,  # of what is no needling
    State.TREATING: State.FINISHED,
}
STEP_WORDS = {
    State.BOOKED: "Not arrived after all",
    State.CONFIRMED: "Confirmed",
    State.ARRIVED: "Arrived",
    State.IN_ROOM: "Take to room",
    State.TREATING: "Begin treatment",
    State.FINISHED: "Finish",
    State.CANCELLED: "Cancel the visit",
    State.MISSED: "Did not come",
}
INSIDE = (State.IN_ROOM, State.TREATING)
HOLDS = (State.BOOKED, State.CONFIRMED, State.ARRIVED, *INSIDE)


class Visit(models.Model):
    """A patient, a service, a specialist and a room for a while. ``version`` rises with changes.

    ``cleared`` says what made the treatment allowed; it is written as it begins, never changed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="visits")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="visits")
    specialist = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="visits")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="visits")
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.BOOKED)
    state_since = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=120)
    why_cancelled = models.CharField(max_length=300, blank=True)
    treatment_began_at = models.DateTimeField(null=True, blank=True)
    treatment_began_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cleared = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("starts_at",)
        indexes = [models.Index(fields=["patient", "-starts_at"], name="booking_of_patient")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="booking_visit_lasts"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="treating") | models.Q(treatment_began_at__isnull=False),
                name="booking_treating_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} at {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def next_state(self) -> State | None:
        """What the one button of a row leads to."""
        if self.state == State.IN_ROOM and self.service.is_needling:
            return State.TREATING
        return NEXT_STEP.get(State(self.state))

    @property
    def next_words(self) -> str:
        """What the one button of a row says."""
        return STEP_WORDS[self.next_state] if self.next_state else ""

    @property
    def is_untreated(self) -> bool:
        """Whether skin was to be needled at it and it ended without."""
        ended, needling = self.state == State.FINISHED, self.service.is_needling
        return ended and needling and self.treatment_began_at is None

    @property
    def state_words(self) -> str:
        """Where it stands, as every page says it."""
        return "finished without treatment" if self.is_untreated else State(self.state).label

    @property
    def is_open(self) -> bool:
        """Whether it is still to come, or going on."""
        return self.state in HOLDS
