"""One module a command, named as the command; found by folder."""
