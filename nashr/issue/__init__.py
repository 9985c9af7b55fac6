"""An issue of the journal: its articles numbered in their order, and the products of the whole."""
