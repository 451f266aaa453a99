"""The one kind of error that a user can mend; the command group shows it as a line and exits 1."""


class AuditError(Exception):
    """Says what is wrong, where, and what to do, in one line and without a word of any case file."""
