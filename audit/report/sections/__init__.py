"""The tables of the open report, a module a subject; found by folder."""
