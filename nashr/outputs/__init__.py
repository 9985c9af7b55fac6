"""Stage 5: the outputs, a row and a folder each (see ``table``), and what they share."""
