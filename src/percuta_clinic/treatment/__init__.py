"""The treatment room: a session guided from door to door, and the record made from it."""
