"""Case files: the published schema, and a reader whose errors name file, line, field and remedy."""
