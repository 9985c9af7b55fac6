"""Stage 3: the manuscript's text as a Pandoc AST that every output can print."""
