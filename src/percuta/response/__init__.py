"""What a course of needling may do to what is treated: fitted to trials, scored on others."""
