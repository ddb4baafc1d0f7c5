"""The screening rules, one file per family."""
