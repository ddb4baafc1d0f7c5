"""The joint fit of the response to the trials. Needs the extra ``calibrate``; nothing else does."""
