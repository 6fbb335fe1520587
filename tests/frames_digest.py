"""Print what every frame is, so that two installations can be compared: `frames_digest.py`.

Run by `.ci/run` with the lowest and the newest pandas, not by pytest.
"""

from __future__ import annotations

import hashlib
import json
import sys
import warnings

import pandas as pd

warnings.simplefilter("error")

import afpak_claims as ac  # noqa: E402 - only the warnings of our own code are errors


def main() -> None:
    """Print columns, dtypes and a digest of the cells of each frame."""
    frames = {
        load.__name__: load()
        for load in (
            *(ac.load_claims, ac.load_figures, ac.load_assertions),
            *(ac.load_evidence, ac.load_sources),
        )
    }
    frames["diff"] = ac.diff(ac.versions()[-1], ac.versions()[0])
    seen = {
        name: {
            "columns": {
                column: "string" if isinstance(dtype, pd.StringDtype) else str(dtype)
                for column, dtype in frame.dtypes.items()
            },
            "cells": hashlib.sha256(frame.to_csv().encode()).hexdigest(),
        }
        for name, frame in frames.items()
    }
    print(f"pandas {pd.__version__}", file=sys.stderr)
    print(json.dumps(seen, indent=1))


if __name__ == "__main__":
    main()
