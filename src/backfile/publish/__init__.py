"""Pages to files: rendering, writing what changed, remembering what was written."""
