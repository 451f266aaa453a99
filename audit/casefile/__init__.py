"""Documents become one child's file: headings, forms, sections, identity, persons."""
