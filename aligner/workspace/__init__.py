"""Workspaces: a folder with a project file and a database, in which people work on texts together."""

from aligner.workspace.database import VERSION, backup
from aligner.workspace.decisions_file import exported, imported
from aligner.workspace.reading import review_pair
from aligner.workspace.start import start
from aligner.workspace.workspace import Entry, Pair, Version, Workspace

__all__ = ["VERSION", "Entry", "Pair", "Version", "Workspace", "backup", "exported", "imported", "review_pair", "start"]
