"""Who says so: sources, parameters, limits and the points on which sources disagree."""
