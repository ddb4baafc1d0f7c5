"""Six protocols for when something goes wrong in the room."""
