"""Imposition: a print file's pages on sheets that are folded to booklets and signatures."""
