"""What an editor checks in a list of references, and the records of registries beside it.

The checks are functions from works and texts to diagnostics; they read no disk and no network.
"""
