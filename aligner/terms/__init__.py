"""Terms of the original and how each of their occurrences is rendered in the translation."""
