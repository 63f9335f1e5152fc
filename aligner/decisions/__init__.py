"""What people decided about findings: the stores, what holds of them, and what has lapsed."""

from aligner.decisions.added import CATEGORIES, error_at
from aligner.decisions.holding import decided, holding
from aligner.decisions.jsonlines import JsonLines
from aligner.decisions.lapsed import lapsed
from aligner.decisions.opening import open_store
from aligner.decisions.recording import with_decisions, write_down
from aligner.decisions.returned import read_answers
from aligner.decisions.say import said
from aligner.decisions.select import Selected, alike, selected
from aligner.decisions.sqlite import Sqlite
from aligner.decisions.store import SUFFIX, Read, Store, beside

__all__ = [
    "CATEGORIES",
    "SUFFIX",
    "JsonLines",
    "Read",
    "Selected",
    "Sqlite",
    "Store",
    "alike",
    "beside",
    "decided",
    "error_at",
    "holding",
    "lapsed",
    "open_store",
    "read_answers",
    "said",
    "selected",
    "with_decisions",
    "write_down",
]
