"""Stage 3: turn the manuscript's text into a Pandoc AST that every output can render."""
