"""Services with their stages and price, visits, and what each of them holds for a while."""

from django.db import models
from django.utils import timezone

from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Chair, Room
from percuta_clinic.stock.models import Device


class WhoBooks(models.TextChoices):
    """Who may book a service without the clinic's help."""

    ANYBODY = "anybody", "anybody"
    SEEN = "seen", "patients who had their consultation"
    AFTER = "after", "patients who had another service first"
    CLINIC = "clinic", "nobody: the clinic books it"


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
    is_consultation = models.BooleanField("a first consultation", default=False)
    who_books = models.CharField(
        "who books it online", max_length=8, choices=WhoBooks.choices, default=WhoBooks.CLINIC
    )
    after = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_by = models.ManyToManyField(Account, blank=True, related_name="services")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Part(models.TextChoices):
    """What a stage of a visit is."""

    TALK = "talk", "talk"
    CLEANSE = "cleanse", "cleanse"
    NUMB = "numb", "numb"
    NEEDLE = "needle", "needle"
    FINISH = "finish", "finish"
    CLEAN = "clean", "clean the room"  # without the patient


class Place(models.TextChoices):
    """How much of a room a stage needs."""

    NONE = "", "none"
    CHAIR = "chair", "one chair"
    ROOM = "room", "the whole room"


class ServiceStage(models.Model):
    """A stage of a service and whom and what it needs; a service without any is one stage."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=8, choices=Part.choices)
    minutes = models.PositiveSmallIntegerField()
    specialist = models.BooleanField("the specialist", default=False)
    assistant = models.BooleanField("an assistant", default=False)
    device = models.BooleanField("the device", default=False)
    place = models.CharField(max_length=5, choices=Place.choices, default=Place.CHAIR, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="booking_stage_once"),
            models.CheckConstraint(condition=models.Q(minutes__gt=0), name="booking_stage_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}, {self.minutes} minutes"


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
_LASTS = models.Q(ends_at__gt=models.F("starts_at"))
_BEGAN = ~models.Q(state="treating") | models.Q(treatment_began_at__isnull=False)


class Visit(models.Model):
    """A patient, a service, a specialist and a room for a while. ``version`` rises with changes.

    ``cleared`` says what allowed the treatment, and stays as it began; ``needled_in`` where its
    signed record says that needles were, empty where nobody knows.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="visits")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="visits")
    specialist = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="visits")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="visits")
    chair = models.ForeignKey(
        Chair, null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    device = models.ForeignKey(
        Device, null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
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
    needled_in = models.JSONField(default=list, blank=True)
    override_why = models.CharField("why booked in spite of something", max_length=300, blank=True)
    override_of = models.TextField("what it was booked in spite of", blank=True)
    override_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("starts_at",)
        indexes = [models.Index(fields=["patient", "-starts_at"], name="booking_of_patient")]
        constraints = [
            models.CheckConstraint(condition=_LASTS, name="booking_visit_lasts"),
            models.CheckConstraint(condition=_BEGAN, name="booking_treating_began"),
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
        ended = self.state == State.FINISHED and self.treatment_began_at is None
        return ended and self.service.is_needling

    @property
    def state_words(self) -> str:
        """Where it stands, as every page says it."""
        return "finished without treatment" if self.is_untreated else State(self.state).label

    @property
    def is_open(self) -> bool:
        """Whether it is still to come, or going on."""
        return self.state in HOLDS


class Segment(models.Model):
    """A stage of one visit: when, who works in it, with what. Nobody works while a cream does."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="segments")
    number = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=8, choices=Part.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    person = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="segments"
    )
    device = models.ForeignKey(
        Device, null=True, blank=True, on_delete=models.PROTECT, related_name="segments"
    )
    place = models.CharField(max_length=5, choices=Place.choices, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="booking_segment_once"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="booking_segment_lasts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} from {self.starts_at:%H:%M}"

    @property
    def is_with_patient(self) -> bool:
        """Whether the patient is there."""
        return self.part != Part.CLEAN


class Hold(models.Model):
    """A time kept for somebody who fills in forms, until ``until``. Its claims go with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.CASCADE, related_name="holds"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    specialist = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.service} kept until {self.until:%H:%M}"


class Claim(models.Model):
    """One person, place, device or patient taken for a while; the database forbids an overlap.

    ``beside``: taken on purpose beside another claim, by a named override.
    """

    class Kind(models.TextChoices):
        """What is taken."""

        PATIENT = "patient", "patient"
        PERSON = "person", "member of staff"
        PLACE = "place", "place"
        DEVICE = "device", "device"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(
        Visit, null=True, blank=True, on_delete=models.CASCADE, related_name="claims"
    )
    hold = models.ForeignKey(
        Hold, null=True, blank=True, on_delete=models.CASCADE, related_name="claims"
    )
    kind = models.CharField(max_length=7, choices=Kind.choices)
    resource = models.UUIDField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_cleaning = models.BooleanField(default=False)
    beside = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["resource", "starts_at"], name="booking_claim_of")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="booking_claim_lasts"
            ),
            models.CheckConstraint(
                condition=models.Q(visit__isnull=True) ^ models.Q(hold__isnull=True),
                name="booking_claim_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.starts_at:%Y-%m-%d %H:%M}"


class Request(models.Model):
    """A time a visitor asked for; who they are lies sealed, after confirming the wish alone.

    ``once`` tells a form sent twice; ``specialist`` is who was named beside the time.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    hold = models.OneToOneField(Hold, null=True, on_delete=models.SET_NULL, related_name="request")
    specialist = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    once = models.CharField(max_length=64, null=True, unique=True)
    sealed = models.TextField(blank=True)
    visit = models.OneToOneField(
        Visit, null=True, on_delete=models.SET_NULL, related_name="request"
    )
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.service} asked for on {self.made_at:%Y-%m-%d}"


class Waiting(models.Model):
    """A wish for a time that comes free; ``seen``: a bit for each quarter free at the last look."""

    class Ended(models.TextChoices):
        """Why it is over."""

        BOOKED = "booked", "booked"
        LEFT = "left", "left the list"
        STAFF = "staff", "ended by the clinic"
        OVER = "over", "the last day is past"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="waitings")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    specialist = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField("from day")
    last_day = models.DateField("until day")
    morning = models.BooleanField("before noon", default=True)
    afternoon = models.BooleanField("from noon to 17:00", default=True)
    evening = models.BooleanField("from 17:00 on", default=True)
    seen = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=6, choices=Ended.choices, blank=True)

    class Meta:
        ordering = ("made_at",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="booking_waits_on"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.first_day} to {self.last_day}"


class TimeOffered(models.Model):
    """A time that came free, kept for one who waits until ``until``; nobody is asked twice."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "asked"
        TAKEN = "taken", "taken"
        DECLINED = "declined", "declined"
        RAN_OUT = "ran out", "no answer in time"
        GONE = "gone", "not free any more"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    waiting = models.ForeignKey(Waiting, on_delete=models.CASCADE, related_name="offered")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    specialist = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    hold = models.OneToOneField(Hold, null=True, on_delete=models.SET_NULL, related_name="offered")
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)
    visit = models.ForeignKey(Visit, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("made_at",)
        constraints = [
            models.UniqueConstraint(fields=["waiting", "starts_at"], name="booking_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}, {self.get_state_display()}"
