"""JATS 1.4, Journal Publishing."""
