"""aktgranska audits Swedish child-welfare case files against a coding manual; the flow stands in docs/architecture.md."""

__version__ = "0.1.0"
