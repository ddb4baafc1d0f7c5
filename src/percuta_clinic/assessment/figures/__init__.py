"""The drawn figures of the skin map: our own outlines, one shape for each zone in sight."""
