"""The registries of works, and the only code of nashr that uses the network.

Only the command ``resolve`` imports this package, and only the registries of ``services`` are
asked.
"""
