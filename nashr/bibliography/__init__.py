"""Stage 2: read bibliography files (BibLaTeX, CSL JSON, CSL YAML) into ``Reference`` objects."""
