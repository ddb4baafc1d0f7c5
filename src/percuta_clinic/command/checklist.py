"""Everything ``check`` looks at, in the order in which it matters."""

from percuta_clinic.command import checks_data as data
from percuta_clinic.command import checks_place as place
from percuta_clinic.command.checking import Line, all_lines
from percuta_clinic.config.environment import Environment

ALL = (
    place.keys,
    data.database,
    data.migrations,
    data.audit,
    place.disk,
    place.clock,
    place.address,
    data.mail,
    place.static_files,
    place.worker,
    place.backup,
)


def look(environment: Environment) -> list[Line]:
    """All lines."""
    return all_lines(ALL, environment)
