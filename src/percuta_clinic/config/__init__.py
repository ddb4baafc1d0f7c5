"""Settings, keys and the frame every page and command of the clinic runs in."""
