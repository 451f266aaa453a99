"""Options that several commands share."""

from pathlib import Path

import click

from audit.config import read_config

DAY = click.DateTime(formats=["%Y-%m-%d"])
PATH = click.Path(path_type=Path)
config_option = click.option(
    "--config", type=PATH, is_eager=True, expose_value=False, callback=read_config, metavar="FILE.toml",
    help="Take options from a file; its keys are the options' names.",
)  # fmt: skip
language_option = click.option(
    "--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True, help="Language of grades and pages."
)
rubric_option = click.option(
    "--rubric", "rubrics", multiple=True, default=["bbic"], show_default=True, metavar="NAME|DIR",
    help="A shipped rubric or a folder of your own; may be given more than once.",
)  # fmt: skip
manifest_option = click.option("--manifest", type=PATH, help="Table with case_id, district, year and optional path.")
case_option = click.option("--case", "case_is", type=click.Choice(["file", "folder"]), help="What makes a case.")
model_option = click.option(
    "--model", type=PATH, metavar="DIR", help="A spaCy pipeline of your own for words and sentences."
)
roles_option = click.option(
    "--roles", type=click.Choice(["rules", "model"]), default="model", show_default=True,
    help="Who says what a sentence does: the rules alone, or the learned model that has heard them.",
)  # fmt: skip
include_option = click.option("--include", multiple=True, metavar="SUFFIX", help="Count this kind of file too, as md.")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
