"""The command line: a door. It reads the clock and the files, and decides nothing."""
