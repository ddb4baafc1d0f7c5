"""Every row that belongs to a patient, found from the models, so that no later app is forgotten."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignObjectRel, Model, UUIDField

from percuta_clinic.patients.models import Patient

PLAIN = "patient_id"
# These are about the record itself, or are never changed; all else moves with the person.
STAYS = frozenset(
    {
        "patients.searchterm.patient",
        "patients.merge.kept",
        "patients.merge.gone",
        "patients.patient.merged_into",
        "audit.entry.patient_id",
        "leaving.erasure.patient_id",
    }
)
MOVES = frozenset(
    {
        "patients.contact.patient",
        "patients.teammember.patient",
        "patients.glassbreak.patient",
        "patients.note.patient",
        "patients.attachment.patient",
        "booking.visit.patient",
        "billing.package.patient",
        "billing.charge.patient",
        "billing.payment.patient",
        "billing.reversal.patient",
        "billing.termsagreed.patient",
        "booking.hold.patient",
        "booking.waiting.patient",
        "intake.link.patient",
        "intake.form.patient",
        "intake.fact.patient",
        "consent.offer.patient",
        "consent.consent.patient",
        "assessment.grading.patient",
        "planning.plan.patient",
        "photos.photo.patient",
        "treatment.session.patient",
        "treatment.incident.patient",
        "treatment.record.patient",
        "healing.checkin.patient",
        "healing.answer.patient",
        "healing.rating.patient",
        "healing.picture.patient",
        "healing.answerphoto.patient",
        "duty.task.patient",
        "adverse.adverseevent.patient",
        "review.review.patient",
        "review.ownreview.patient",
        "review.coursedecision.patient",
        "review.askedback.patient",
        "screening.decision.patient",
        "screening.screened.patient",
        "screening.reminder.patient",
        "outbox.message.patient_id",
        "people.invitation.patient_id",
    }
)
# What a row is about, besides whom: it is always of the same person. Where two of these are of two
# people, the first decides and the others are let go. Rows stand here after what they follow.
FOLLOWS: Mapping[str, Mapping[str, str]] = {
    "billing.charge.patient": {
        "visit": "booking.visit.patient",
        "package": "billing.package.patient",
    },
    "billing.reversal.patient": {
        "charge": "billing.charge.patient",
        "payment": "billing.payment.patient",
    },
    "billing.termsagreed.patient": {"visit": "booking.visit.patient"},
    "intake.form.patient": {"visit": "booking.visit.patient"},
    "intake.fact.patient": {"form": "intake.form.patient"},
    "consent.offer.patient": {
        "guardian": "patients.contact.patient",
        "visit": "booking.visit.patient",
    },
    "consent.consent.patient": {"offer": "consent.offer.patient"},
    "intake.link.patient": {"opens": "consent.offer.patient"},
    "assessment.grading.patient": {"visit": "booking.visit.patient"},
    "planning.plan.patient": {"course": "planning.plan.patient"},  # its first version
    "photos.photo.patient": {"visit": "booking.visit.patient"},
    "treatment.session.patient": {"visit": "booking.visit.patient"},
    "treatment.incident.patient": {"session": "treatment.session.patient"},
    "treatment.record.patient": {"session": "treatment.session.patient"},
    "healing.checkin.patient": {
        "session": "treatment.session.patient",
        "visit": "booking.visit.patient",
        "message": "outbox.message.patient_id",
    },
    "healing.answer.patient": {"check_in": "healing.checkin.patient"},
    "healing.rating.patient": {"check_in": "healing.checkin.patient"},
    "healing.picture.patient": {"check_in": "healing.checkin.patient"},
    "healing.answerphoto.patient": {
        "answer": "healing.answer.patient",
        "photo": "photos.photo.patient",
    },
    "adverse.adverseevent.patient": {"session": "treatment.session.patient"},
    "review.review.patient": {"plan": "planning.plan.patient"},
    "review.ownreview.patient": {"plan": "planning.plan.patient"},
    "review.coursedecision.patient": {"plan": "planning.plan.patient"},
    "review.askedback.patient": {
        "plan": "planning.plan.patient",
        "message": "outbox.message.patient_id",
        "reminder": "outbox.message.patient_id",
    },
    "screening.screened.patient": {
        "form": "intake.form.patient",
        "visit": "booking.visit.patient",
    },
    "screening.reminder.patient": {"message": "outbox.message.patient_id"},
}


@dataclass(frozen=True, kw_only=True)
class Belonging:
    """One column that names a patient."""

    model: type[Model]
    column: str

    @property
    def name(self) -> str:
        """How it is called in the lists and in what a merge remembers."""
        return f"{self.model._meta.label_lower}.{self.column}"

    def keys(self, patient: UUID) -> list[str]:
        """The rows of ``patient``."""
        rows = self._rows.filter(**{self.column: patient})
        return [str(key) for key in rows.values_list("pk", flat=True)]

    def move(self, *, of: UUID, to: UUID, only: list[str] | None = None) -> list[str]:
        """Moves rows from ``of`` to ``to`` and names them; what ``to`` has already stays."""
        rows = self._rows.filter(**{self.column: of})
        if only is not None:
            rows = rows.filter(pk__in=only)
        keys = [str(row.pk) for row in rows if not self._is_there(row, to)]
        self._rows.filter(pk__in=keys).update(**{self.column: to})
        return keys

    def apart(self, column: str, *, of: "Belonging", pair: tuple[UUID, UUID]) -> dict[str, UUID]:
        """Rows of one of two people about something of the other, and whose that is."""
        field: Any = self.model._meta.get_field(column)
        theirs = of._rows.filter(**{f"{of.column}__in": pair})
        owners = dict(theirs.values_list("pk", of.column))
        rows = self._rows.filter(**{f"{self.column}__in": pair}).exclude(**{field.attname: None})
        return {
            str(key): owners[parent]
            for key, mine, parent in rows.values_list("pk", self.column, field.attname)
            if parent in owners and owners[parent] != mine
        }

    def let_go(self, column: str, keys: Collection[str]) -> None:
        """These rows are not about that any more."""
        self._rows.filter(pk__in=keys).update(**{column: None})

    def strays(self) -> list[UUID]:
        """Merged records that still have rows here."""
        merged = Patient.objects.exclude(merged_into=None).values("pk")
        rows = self._rows.filter(**{f"{self.column}__in": merged})
        return list(rows.values_list(self.column, flat=True).distinct())

    @property
    def _rows(self) -> Any:
        return self.model._base_manager

    def _is_there(self, row: Model, to: UUID) -> bool:
        """Whether ``to`` has a row that this one may not stand beside."""
        field = self.model._meta.get_field(self.column)
        rules = [rule.fields for rule in self.model._meta.total_unique_constraints]
        rules += [tuple(rule) for rule in self.model._meta.unique_together]
        rules += [(self.column,)] if getattr(field, "unique", False) else []
        for rule in rules:
            if self.column in rule:
                others = {name: getattr(row, name) for name in rule if name != self.column}
                if self._rows.filter(**{self.column: to}, **others).exists():
                    return True
        return False


def every_belonging() -> Iterator[Belonging]:
    """Every column of every installed app that names a patient."""
    for relation in Patient._meta.related_objects:
        if isinstance(relation, ForeignObjectRel):
            yield Belonging(model=relation.related_model, column=relation.field.name)
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.name == PLAIN and isinstance(field, UUIDField):
                yield Belonging(model=model, column=PLAIN)


def what_moves() -> list[Belonging]:
    """Everything that goes with the person when two records become one."""
    return [one for one in every_belonging() if one.name not in STAYS]
