"""What one takes away from an archive: records, tables, citations, texts, evidence."""
