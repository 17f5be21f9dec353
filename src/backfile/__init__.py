"""Backfile turns a folder of saved news texts into a static archive."""

__all__ = ["__version__"]

__version__ = "0.1.0"
