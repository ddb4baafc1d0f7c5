"""Words and looks of rows."""
