"""Who is on call, and the urgent tasks with a clock that somebody has to take."""
