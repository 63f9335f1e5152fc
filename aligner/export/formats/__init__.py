"""One module a format: ``parts(corpus)`` gives the files it consists of, by what is added to the output's name.

``""`` is the output itself, ``".fr"`` a file beside it, ``"/README.md"`` a file in it. A part is a function that writes
to an open file, bit by bit.
"""
