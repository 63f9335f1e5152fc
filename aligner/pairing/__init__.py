"""Which texts belong together: in a row, by the names of files, by a list, or by what stands in them."""

from aligner.pairing.folders import is_folder, one_pair, pairs_in, without_folders
from aligner.pairing.models import How, Leftover, Pair, Pairing, PairPaths, Reason
from aligner.pairing.names import by_names, files_below, in_folder, in_folders, is_endless
from aligner.pairing.order import pairs_by_name, pairs_in_order

__all__ = [
    "How",
    "Leftover",
    "Pair",
    "PairPaths",
    "Pairing",
    "Reason",
    "by_names",
    "files_below",
    "in_folder",
    "in_folders",
    "is_endless",
    "is_folder",
    "one_pair",
    "pairs_by_name",
    "pairs_in",
    "pairs_in_order",
    "without_folders",
]
