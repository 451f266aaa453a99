"""`python -m audit` and the command `aktgranska`; loads nothing heavy."""

from audit.cli import cli


def main() -> None:
    """Runs the command line."""
    cli(prog_name="aktgranska")


if __name__ == "__main__":
    main()
