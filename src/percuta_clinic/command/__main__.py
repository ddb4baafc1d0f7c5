"""``python -m percuta_clinic.command``: how the server starts its own parts."""

from percuta_clinic.command.main import app

app(prog_name="percuta clinic")
