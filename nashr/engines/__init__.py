"""The outside converters. Nothing else in the package imports WeasyPrint or runs pandoc."""
