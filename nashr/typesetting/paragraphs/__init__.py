"""Paragraphs: shaping, line breaking, and the boxes and glyphs of the lines."""
