"""The persons of a file: from header tables, personal numbers and the role words that stand before names."""

from audit.casefile.model import Person

__all__ = ["Person"]
