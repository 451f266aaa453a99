"""A file becomes text that is never changed again; one module a format, found by folder."""
