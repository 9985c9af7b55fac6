"""The live preview: products shown in a browser and made again when a source is saved."""
