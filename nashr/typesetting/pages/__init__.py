"""What concerns whole pages: floats, folios in the reference list, queries in the margin."""
