"""Once for each sentence: who speaks, of whom, its role, side of the triangle, denied, planned, copied from where."""
