"""The review desk: a page in a browser, at which several people work on the texts of a workspace."""
