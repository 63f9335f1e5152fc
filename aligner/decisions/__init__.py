"""What people decided about findings: the stores, what holds of them, and what has lapsed."""

from aligner.decisions.added import CATEGORIES, error_at
from aligner.decisions.holding import answered, decided, holding
from aligner.decisions.jsonlines import JsonLines
from aligner.decisions.lapsed import lapsed
from aligner.decisions.opening import open_store
from aligner.decisions.recording import digest_of, said_of, with_decisions, write_down
from aligner.decisions.records import from_record, to_record
from aligner.decisions.returned import read_answers
from aligner.decisions.say import said
from aligner.decisions.select import Selected, alike, selected
from aligner.decisions.sqlite import WORKSPACE, Sqlite
from aligner.decisions.store import SUFFIX, Read, Store, beside, name_in

__all__ = [
    "CATEGORIES",
    "SUFFIX",
    "WORKSPACE",
    "JsonLines",
    "Read",
    "Selected",
    "Sqlite",
    "Store",
    "alike",
    "answered",
    "beside",
    "decided",
    "digest_of",
    "error_at",
    "from_record",
    "holding",
    "lapsed",
    "name_in",
    "open_store",
    "read_answers",
    "said",
    "said_of",
    "selected",
    "to_record",
    "with_decisions",
    "write_down",
]
