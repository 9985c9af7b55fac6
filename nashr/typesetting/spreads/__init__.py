"""How pages end: facing ones on the same line, the last one with some lines of text."""
