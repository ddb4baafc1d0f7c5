"""The invented people of the sample clinic: names as they meet in any large town."""

from dataclasses import dataclass

from percuta_clinic.patients.models import Sex
from percuta_clinic.people.rights import Role


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Somebody who works in the sample clinic."""

    key: str
    name: str
    roles: tuple[Role, ...]

    @property
    def email(self) -> str:
        """How they sign in."""
        return f"{self.key}@demo.example"


WORKERS = (
    Worker(key="front", name="Femi Adeyemi", roles=(Role.FRONT_DESK,)),
    Worker(key="sofia", name="Sofia Lindqvist", roles=(Role.SPECIALIST,)),
    Worker(key="minh", name="Minh Tran", roles=(Role.SPECIALIST,)),
    Worker(key="doctor", name="Dr Leila Haddad", roles=(Role.DOCTOR,)),
    Worker(key="owner", name="Oskar Brandt", roles=(Role.OWNER,)),
    Worker(key="both", name="Ruth Alvarez", roles=(Role.FRONT_DESK, Role.SPECIALIST)),
)
PATIENT = Worker(key="amara", name="Amara Okafor", roles=(Role.PATIENT,))
AGREED = Worker(key="bjorn", name="Björn Ragnarsson", roles=(Role.PATIENT,))  # to a plan
TREATED = Worker(key="rosa", name="Rosa Morales Vega", roles=(Role.PATIENT,))  # this morning
PATIENTS = (PATIENT, AGREED, TREATED)
AT = {"amara": 0, "bjorn": 36, "rosa": 50}  # where they stand among the people

F, M, X = Sex.FEMALE, Sex.MALE, Sex.NOT_KNOWN

# given name, family name, sex, age now, Fitzpatrick type
PEOPLE: tuple[tuple[str, str, Sex, int, str], ...] = (
    ("Amara", "Okafor", F, 29, "VI"),
    ("Jonas", "Weber", M, 24, "II"),
    ("Priya", "Raghunathan", F, 33, "V"),
    ("Zofia", "Kowalczyk", F, 47, "II"),
    ("Yusuf", "Demir", M, 28, "IV"),
    ("Mei", "Chen", F, 31, "III"),
    ("Siobhán", "Ní Bhriain", F, 38, "I"),
    ("Diego", "Fuentes Rojas", M, 35, "IV"),
    ("Aisha", "Warsame", F, 26, "VI"),
    ("Henrik", "Sørensen", M, 52, "I"),
    ("Thanh", "Nguyễn", F, 41, "IV"),
    ("Chiara", "De Luca", F, 29, "III"),
    ("Kwame", "Mensah", M, 44, "VI"),
    ("Olena", "Shevchenko", F, 36, "II"),
    ("Farid", "Rahimi", M, 30, "IV"),
    ("Margarethe", "Freifrau von Thun", F, 71, "II"),
    ("Noor", "El-Sayed", F, 22, "IV"),
    ("Tomáš", "Dvořák", M, 39, "II"),
    ("Ana Lúcia", "dos Santos", F, 48, "V"),
    ("Hiroshi", "Tanaka", M, 57, "III"),
    ("Fatou", "Diop", F, 34, "VI"),
    ("Elif", "Yıldız", F, 27, "III"),
    ("Luca", "Moretti", M, 21, "III"),
    ("Svetlana", "Petrova", F, 55, "II"),
    ("Tariq", "Hussain", M, 32, "V"),
    ("Ingrid", "Johansson", F, 63, "I"),
    ("Carmen", "Iglesias", F, 42, "III"),
    ("Dae-jung", "Kim", M, 37, "III"),
    ("Leilani", "Kahananui", F, 30, "IV"),
    ("Pavel", "Novák", M, 46, "II"),
    ("Zainab", "Osman", F, 25, "V"),
    ("Charlotte", "Dubois", F, 58, "II"),
    ("Emeka", "Nwosu", M, 40, "VI"),
    ("Rania", "Khoury", F, 45, "IV"),
    ("Sam", "O’Connell", X, 23, "I"),
    ("Ayşe", "Öztürk", F, 50, "IV"),
    ("Björn", "Ragnarsson", M, 34, "I"),
    ("Valentina", "Quispe Mamani", F, 29, "IV"),
    ("Tendai", "Moyo", F, 31, "VI"),
    ("Karim", "Benali", M, 43, "IV"),
    ("Mathilda", "Grünwald", F, 67, "II"),
    ("Sunita", "Shrestha", F, 38, "V"),
    ("Jean-Baptiste", "Lefèvre", M, 49, "II"),
    ("Abebe", "Tesfaye", M, 36, "VI"),
    ("Katarzyna", "Wiśniewska", F, 28, "II"),
    ("Nikos", "Papadopoulos", M, 54, "III"),
    ("Lin", "Wang", F, 35, "III"),
    ("Maja", "Horvat", F, 20, "II"),
    ("Arjun", "Patel", M, 26, "V"),
    ("Beatriz", "Ferreira", F, 60, "III"),
    ("Rosa", "Morales Vega", F, 33, "IV"),
    ("Ewa", "Nowak", F, 44, "II"),
    ("Oluwaseun", "Bakare", M, 30, "VI"),
    ("Hanna", "Virtanen", F, 32, "I"),
    ("Mohammed", "al-Rashid", M, 41, "IV"),
    ("Grace", "Nakamura", F, 37, "III"),
    ("Ioana", "Popescu", F, 39, "II"),
    ("Tui", "Parata", F, 46, "V"),
    ("Kristof", "Szabó", M, 19, "II"),
)
TWINS = (
    ("Katarina", "Wisniewska", F, 28, "II"),  # entered twice: one by phone, one on paper
    ("Mohamed", "Al Rashid", M, 41, "IV"),
)
TWIN_OF = {"Katarina": "Katarzyna", "Mohamed": "Mohammed"}
