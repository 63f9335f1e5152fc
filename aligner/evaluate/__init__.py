"""Measures of the program's own work against what people decided."""
