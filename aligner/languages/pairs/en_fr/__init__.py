"""English and French together: names, acronyms, false friends, spelling."""
