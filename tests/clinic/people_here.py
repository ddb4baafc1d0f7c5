"""Who works in the clinic of the tests, and whom they treat; each test changes one thing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clinic.remembered import remembered
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.models import Service
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import account_create
from percuta_clinic.premises.models import Clinic, Room
from percuta_clinic.premises.services import clinic_open

PASSWORD = "a long enough pass phrase"


@dataclass(kw_only=True)
class House:
    """A small clinic in Berlin. Nobody has no role at all; Olga owns it and treats nobody."""

    clinic: Clinic
    fred: Account  # front desk
    sina: Account  # specialist
    dora: Account  # doctor
    olga: Account  # owner
    nobody: Account  # an account without any role
    amara: Patient
    bea: Patient
    amara_herself: Account  # Amara's own account
    bea_herself: Account
    room: Room
    needling: Service
    talk: Service

    @property
    def everybody(self) -> dict[str, Account]:
        """Each kind of person by role, for walking as all of them."""
        return {
            "front desk": self.fred,
            "specialist": self.sina,
            "doctor": self.dora,
            "owner": self.olga,
            "no role": self.nobody,
            "patient": self.amara_herself,
            "wrong patient": self.bea_herself,
        }


def _account(name: str, *roles: Role) -> Account:
    email = f"{name.split(maxsplit=1)[0].lower()}@clinic.example"
    return account_create(by=SYSTEM, email=email, name=name, roles=roles, password=PASSWORD)


def _patient(given: str, family: str, *, born: date, account: Account) -> Patient:
    return Patient.objects.create(
        given_name=given,
        family_name=family,
        birth_date=born,
        email=f"{given.lower()}@mail.example",
        phone="+49 30 1234567",
        account=account,
    )


def open_house() -> House:
    """Sets the clinic of the tests up in an empty database."""
    return remembered("house", _house)


def _house() -> House:
    clinic = clinic_open(by=SYSTEM, name="Needle & Light", time_zone="Europe/Berlin")
    amara_herself = _account("Amara Okafor", Role.PATIENT)
    bea_herself = _account("Bea Novak", Role.PATIENT)
    return House(
        clinic=clinic,
        fred=_account("Fred Front", Role.FRONT_DESK),
        sina=_account("Sina Sommer", Role.SPECIALIST),
        dora=_account("Dora Doktor", Role.DOCTOR),
        olga=_account("Olga Owner", Role.OWNER),
        nobody=_account("Nobody Here"),
        amara_herself=amara_herself,
        bea_herself=bea_herself,
        amara=_patient("Amara", "Okafor", born=date(1997, 3, 14), account=amara_herself),
        bea=_patient("Bea", "Novák", born=date(1979, 5, 2), account=bea_herself),
        room=Room.objects.create(name="Room 1"),
        needling=Service.objects.create(
            name="Microneedling, face",
            minutes=60,
            price=Decimal(240),
            is_needling=True,
            device="skinpen",
        ),
        talk=Service.objects.create(name="Consultation", minutes=30, price=Decimal(60)),
    )
