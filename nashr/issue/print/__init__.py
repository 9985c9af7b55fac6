"""What a printing house gets of an issue: the interior, and the cover on a sheet of its own."""
