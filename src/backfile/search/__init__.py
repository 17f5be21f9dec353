"""Articles -> files: the full text search, an index in classic scripts that also opens from the disk."""
