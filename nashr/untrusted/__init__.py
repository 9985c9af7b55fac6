"""Safe readers for untrusted files, with limits: text, YAML, XML, SVG, links."""
