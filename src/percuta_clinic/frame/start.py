"""Where somebody's own pages begin."""

from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


def start_of(account: Account) -> str:
    """The name of everybody's own first page."""
    if account.may(Right.SEE_BOARD):
        return "board"
    return "my_home" if account.may(Right.SEE_OWN) else "no_role"
