"""Open incidents on the board: how many, and whether somebody's next treatment waits for them."""

from django.urls import reverse

from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.duties import Duty, Item
from percuta_clinic.treatment.hurt import staff_hurt_open
from percuta_clinic.treatment.incidents_told import incidents_counted
from percuta_clinic.treatment.models import ADVERSE, OF_DOCTORS, Kind

HOLDS = "No further treatment before a doctor has closed it"
OTHERS = "Whoever clears it up closes it"
A_DOCTOR = "A doctor closes it"


def incident_duties(account: Account) -> tuple[Duty, ...]:
    """What is open, by kind, worst first."""
    if not account.may(Right.OPEN_CHART):
        return _of_staff(account)
    counted = incidents_counted(account)
    items = [_item(kind, counted[kind]) for kind in (*OF_DOCTORS, *Kind) if kind in counted]
    title = f"{sum(counted.values())} incident{'s' * (sum(counted.values()) != 1)} open"
    duty = Duty(
        key="incidents",
        title=title,
        icon="triangle-alert",
        tone="stop" if any(kind in counted for kind in ADVERSE) else "warn",
        items=tuple(dict.fromkeys(items)),
        url=reverse("incidents"),
    )
    return (duty,) if items else ()


def _of_staff(account: Account) -> tuple[Duty, ...]:
    """Colleagues who were hurt, for whoever leads the clinic and opens no chart."""
    many = staff_hurt_open(account) if account.may(Right.EDIT_PEOPLE) else 0
    if not many:
        return ()
    item = Item(
        what=Kind.STAFF.label.capitalize(),
        detail="It belongs in the accident book",
        url=reverse("staff_hurt"),
        act="Look",
        word=f"{many} open",
        tone="warn",
    )
    title = "Colleagues who were hurt"
    return (Duty(key="hurt", title=title, icon="triangle-alert", tone="warn", items=(item,)),)


def _item(kind: Kind, many: int) -> Item:
    return Item(
        what=Kind(kind).label.capitalize(),
        detail=HOLDS if kind in ADVERSE else A_DOCTOR if kind in OF_DOCTORS else OTHERS,
        url=f"{reverse('incidents')}?kind={Kind(kind).value}",
        act="Look",
        word=f"{many} open",
        tone="stop" if kind in ADVERSE else "warn",
    )
