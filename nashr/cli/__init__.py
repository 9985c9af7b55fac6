"""The command line: argv in, exit code out. ``main`` chooses the command, a module each."""
