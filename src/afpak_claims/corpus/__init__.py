"""Corpus: a folder with many datasets, read, checked and written on Dask.

>>> from afpak_claims import corpus
>>> corpus.check.__name__
'check'
"""

from afpak_claims.corpus.dask_corpus import (
    PARTITIONED,
    Read,
    Written,
    bag,
    check,
    find,
    read_parquet,
    to_parquet,
)

__all__ = ["PARTITIONED", "Read", "Written", "bag", "check", "find", "read_parquet", "to_parquet"]
