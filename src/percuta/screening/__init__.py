"""May this person be treated, when, and with what care? One file per rule family."""
