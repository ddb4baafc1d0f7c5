"""What intake asks the science; the only files here that know it."""
