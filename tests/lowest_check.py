"""Use everything that an extra brings, at the lowest versions: `lowest_check.py [--bounds]`.

Run by `.ci/run`, not by pytest: it needs an environment with these versions, which ``--bounds``
lists from ``pyproject.toml``, in a form that pip takes as constraints.
"""

from __future__ import annotations

import re
import sys
import tempfile
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.version import Version

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def bounds() -> dict[str, str]:
    """Return the lowest version of each package that the project names."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    named = [*project["dependencies"], *(line for extra in extras for line in extra)]
    found = {}
    for line in named:
        match = re.fullmatch(r"([a-z0-9-]+)>=([0-9.]+)", line)
        if match:
            found[match[1]] = match[2]
        elif not line.startswith("afpak-claims["):
            sys.exit(f"found {line!r}; expected NAME>=VERSION; write it so")
    return found


def main() -> None:
    """Write every export, draw both plots, and run a corpus every way there is."""
    import distributed
    import matplotlib as mpl

    import afpak_claims as ac
    from afpak_claims.corpus import dask_corpus as corpus
    from afpak_claims.exports import formats as exports
    from afpak_claims.releases.bundled_data import bundled_folder

    mpl.use("Agg")
    data = ac.open_dataset()
    with tempfile.TemporaryDirectory() as folder:
        for name in exports.FORMATS:
            exports.export(data, name, Path(folder) / name)
        ac.plot_ranges(ac.load_figures(metric="people_killed"))
        ac.plot_timeline(ac.load_claims())
        claims = {
            corpus.check(bundled_folder(), scheduler=scheduler).claims  # type: ignore[arg-type] # the data of the test has it
            for scheduler in ("synchronous", "processes")
        }
        cluster = distributed.LocalCluster(  # type: ignore[no-untyped-call] # the data of the test has it
            n_workers=2, threads_per_worker=1, dashboard_address=":0"
        )
        with cluster, distributed.Client(cluster):  # type: ignore[no-untyped-call] # the data of the test has it
            claims.add(corpus.check(bundled_folder()).claims)  # type: ignore[arg-type] # the data of the test has it
            claims.add(corpus.to_parquet(bundled_folder(), Path(folder) / "corpus").claims)  # type: ignore[arg-type] # the data of the test has it
        claims.add(len(corpus.read_parquet(Path(folder) / "corpus")))
    if len(claims) != 1:
        sys.exit(f"found different numbers of claims: {claims}")
    for name, low in bounds().items():
        if Version(version(name)) != Version(low):
            sys.exit(f"found {name} {version(name)}; expected {low}, the lowest; install that")
        print(f"{name} {low}")


if __name__ == "__main__":
    if sys.argv[1:] == ["--bounds"]:
        print("\n".join(f"{name}=={low}" for name, low in bounds().items()))
    else:
        main()
