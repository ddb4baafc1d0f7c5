"""The science as pages for doctors: rules, limits, numbers, sources, written from the code."""
