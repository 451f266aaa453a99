"""aktgranska audits Swedish child-welfare case files against a coding manual; flow: docs/architecture.md."""

__version__ = "0.1.0"
