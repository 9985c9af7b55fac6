"""nashr turns a journal's manuscripts into the products that a journal publishes."""

__version__ = "0.1.0"
