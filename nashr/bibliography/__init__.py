"""Stage 2: bibliography files as ``Reference`` objects."""
