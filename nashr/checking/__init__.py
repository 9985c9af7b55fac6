"""The products checked by independent validators."""
