"""A build from its files to its products: compose, render, publish, record, verify."""
