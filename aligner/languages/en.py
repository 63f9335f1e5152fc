"""English."""

from aligner.languages.base import Language

__all__ = ["LANGUAGE"]

_FUNCTION_WORDS = """
a an the this that these those such some any no every each either neither all both half several many much more most
few fewer little less least other another same own
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves one oneself who whom whose which what whoever whatever whichever
somebody someone something anybody anyone anything nobody nothing everybody everyone everything
and or but nor so yet for if unless because since although though while whereas whether than as until till once
of in on at by to from with without into onto upon over under above below between among through during before after
about against along around behind beside besides beyond down up off out near per via toward towards within across
throughout except despite like unlike
am is are was were be been being have has had having do does did doing done will would shall should can could may might
must ought need dare let
not n't never there here then now when where why how also too very just only even still again already always ever
quite rather well almost perhaps maybe
'm 're 's 've 'll 'd don doesn didn isn aren wasn weren hasn haven hadn won wouldn shan shouldn couldn mustn mightn
needn
"""

LANGUAGE = Language(
    code="en",
    name="English",
    function_words=frozenset(_FUNCTION_WORDS.split()),
)
