"""Many pairs: planned, worked on by many processes or machines, written as a corpus that can be resumed."""

from aligner.batch.place import Place
from aligner.batch.run import Engine, Job, batch
from aligner.batch.shard import Settings
from aligner.batch.source import Source
from aligner.batch.summary import Summary, Work

__all__ = ["Engine", "Job", "Place", "Settings", "Source", "Summary", "Work", "batch"]
