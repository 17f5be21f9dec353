"""Bytes to documents: decoding a file, telling its format, splitting it into articles."""
