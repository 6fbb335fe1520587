"""Measure this package beside what people would use instead, on the same made records.

    python benchmarks/peers.py [--quick | --write]

Each figure is the median of several runs, each in a process of its own, both sides in turn.
``--quick`` takes 1,000 records only; ``--write`` puts the tables into docs/benchmarks.md and draws
the plot beside it. The full run takes about half an hour.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import measure
from measure import Cost, seconds, table
from synthetic import write_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
PLOT = ROOT / "docs" / "_static" / "benchmarks.svg"
QUICK, WRITE = "--quick" in sys.argv, "--write" in sys.argv
SIZES = (1_000,) if QUICK else (1_000, 10_000, 20_000, 100_000)
RUNS = {1_000: 3 if QUICK else 5, 10_000: 3, 20_000: 3, 100_000: 3}
COMPARED = 20_000
"""The size at which only checking is measured, and at which the ratios are taken."""
TOO_LONG = 100.0
"""Seconds from which a run is left out."""


# The actions: each prepares what is not measured, and returns what is


def _yaml_texts(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((folder / "yaml").rglob("*.yaml"))]


def _check(*, layout: bool) -> measure.Prepare:
    def prepare(folder: Path) -> Callable[[], object]:
        from afpak_claims.files.folders import read_draft

        def run() -> None:
            _, problems = read_draft(folder / "yaml", layout=layout)
            if problems:
                raise SystemExit(str(problems[0]))

        return run

    return prepare


def _lines(folder: Path) -> Callable[[], object]:
    from afpak_claims.files import canonical_yaml

    texts = [text.encode() for text in _yaml_texts(folder)]
    return lambda: [canonical_yaml.values_of(text) for text in texts]


def _rules(folder: Path) -> Callable[[], object]:
    from afpak_claims.files.folders import read_draft
    from afpak_claims.files.rules.registry import violations

    draft, _ = read_draft(folder / "yaml")
    return lambda: list(violations(draft))


def _doubts(folder: Path) -> Callable[[], object]:
    from afpak_claims.evidence.warnings import warnings_of
    from afpak_claims.files.folders import read_draft

    draft, _ = read_draft(folder / "yaml")
    return lambda: warnings_of(folder / "yaml", draft)


def _bare_yaml(loader: str) -> measure.Prepare:
    def prepare(folder: Path) -> Callable[[], object]:
        import yaml

        texts = _yaml_texts(folder)

        def run() -> None:
            for text in texts:
                yaml.load(text, getattr(yaml, loader))  # noqa: S506 - a safe loader of either kind

        return run

    return prepare


def _jsonschema(loader: str) -> measure.Prepare:
    def prepare(folder: Path) -> Callable[[], object]:
        import yaml
        from jsonschema import Draft202012Validator

        schemas = {
            name: json.loads((ROOT / f"data/schema/{name}.json").read_text())
            for name in ("claims", "evidence")
        }
        files = [
            (path, Draft202012Validator(schema))
            for name, schema in schemas.items()
            for path in sorted((folder / "yaml" / name).glob("*.yaml"))
        ]

        def run() -> None:
            for path, validator in files:
                values = yaml.load(path.read_text("utf-8"), getattr(yaml, loader))  # noqa: S506 - a safe loader of either kind
                for error in validator.iter_errors(values):
                    raise SystemExit(error.message)

        return run

    return prepare


def _frictionless_csv(folder: Path) -> Callable[[], object]:
    from frictionless import Package

    def run() -> None:
        report = Package(str(folder / "package" / "datapackage.json")).validate()
        if not report.valid:
            raise SystemExit(str(report.flatten()[:1]))

    return run


_LISTS = {"claims": "claims", "evidence": "findings"}


def _frictionless_schema(name: str) -> Any:
    """Return the fields of a record; its nested maps count as one object each."""
    from frictionless import Schema

    return Schema.from_descriptor({"fields": _YAML_FIELDS[name], "primaryKey": ["id"]})


def _frictionless_own(folder: Path) -> Callable[[], object]:
    """Frictionless with its own reader of YAML, a file at a time."""
    from frictionless import system
    from frictionless.formats.yaml import YamlControl
    from frictionless.resources import TableResource

    def run() -> None:
        for name, key in _LISTS.items():
            for path in sorted((folder / "yaml" / name).glob("*.yaml")):
                table = TableResource(
                    path=str(path),
                    format="yaml",
                    control=YamlControl(property=key, keyed=True),
                    schema=_frictionless_schema(name),
                )
                with system.use_context(trusted=True):  # it takes no absolute path otherwise
                    report = table.validate()
                if not report.valid or not report.tasks[0].stats["rows"]:
                    raise SystemExit(str(report.flatten()[:1]))

    return run


def _frictionless_c(folder: Path) -> Callable[[], object]:
    """Frictionless on what PyYAML reads with its C loader."""
    import yaml
    from frictionless import Resource

    def run() -> None:
        for name, key in _LISTS.items():
            paths = sorted((folder / "yaml" / name).glob("*.yaml"))
            texts = (path.read_text("utf-8") for path in paths)
            rows = [row for text in texts for row in yaml.load(text, yaml.CSafeLoader)[key]]
            report = Resource(data=rows, schema=_frictionless_schema(name)).validate()
            if not report.valid:
                raise SystemExit(str(report.flatten()[:1]))

    return run


_NOT_EQUAL = "found a problem in records that have none; expected none; mend this peer"
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_NEEDED: dict[str, Any] = {"required": True}
_YAML_FIELDS: dict[str, list[dict[str, Any]]] = {
    "claims": [
        {"name": "id", "type": "string", "constraints": {**_NEEDED, "pattern": _SLUG}},
        {"name": "kind", "type": "string", "constraints": {"enum": ["figure", "assertion"]}},
        {"name": "statement", "type": "string", "constraints": _NEEDED},
        {"name": "metric", "type": "string"},
        {"name": "estimate", "type": "object"},
        {"name": "period", "type": "object"},
        {"name": "places", "type": "array"},
        {"name": "actors", "type": "array"},
        {"name": "article", "type": "object", "constraints": _NEEDED},
        {"name": "attribution", "type": "object", "constraints": _NEEDED},
        {"name": "cautions", "type": "array"},
        {"name": "note", "type": "string"},
    ],
    "evidence": [
        {"name": "id", "type": "string", "constraints": {**_NEEDED, "pattern": _SLUG}},
        {"name": "claim", "type": "string", "constraints": {**_NEEDED, "pattern": _SLUG}},
        {
            "name": "about",
            "type": "string",
            "constraints": {"enum": ["value", "event", "attribution"]},
        },
        {"name": "source", "type": "string", "constraints": _NEEDED},
        {"name": "estimate", "type": "object"},
        {"name": "period", "type": "object"},
        {"name": "scope", "type": "string"},
        {"name": "reading", "type": "string"},
    ],
}


def _csv_frame(folder: Path, name: str) -> pd.DataFrame:
    import pandas as pd

    from afpak_claims.frames.frames import CLAIM_COLUMNS, DATE, EVIDENCE_COLUMNS

    columns = {"claims": CLAIM_COLUMNS, "evidence": EVIDENCE_COLUMNS}[name]
    days = [column for column, dtype in columns.items() if dtype == DATE]
    dtypes: Any = {column: dtype for column, dtype in columns.items() if dtype != DATE}
    return pd.read_csv(folder / "package" / f"{name}.csv", dtype=dtypes, parse_dates=days)


def _pandera(folder: Path) -> Callable[[], object]:
    import pandera.pandas as pa

    words: dict[str, dict[str, list[str]]] = {
        "claims": {
            "kind": ["figure", "assertion"],
            "holds": ["cumulative", "throughout", "sometime"],
            "naming": ["named", "generic", "none"],
        },
        "evidence": {
            "about": ["value", "event", "attribution"],
            "scope": ["same", "narrower", "broader", "different"],
        },
    }
    needed = {"claims": ("kind", "topic", "statement", "naming"), "evidence": ("claim", "source")}

    def schema(name: str, frame: pd.DataFrame) -> pa.DataFrameSchema:
        columns = {
            column: pa.Column(
                dtype,
                [pa.Check.isin(words[name][column])] if column in words[name] else [],
                nullable=column not in needed[name],
            )
            for column, dtype in frame.dtypes.items()
            if column != "id"
        }
        columns["id"] = pa.Column(str, pa.Check.str_matches(_SLUG), unique=True, coerce=True)
        ordered = pa.Check(lambda f: (f["low"] <= f["high"]).fillna(value=True))
        return pa.DataFrameSchema(columns, checks=ordered, strict=True)

    schemas = {name: schema(name, _csv_frame(folder, name).head()) for name in words}

    def run() -> None:
        frames = {name: _csv_frame(folder, name) for name in words}
        for name, frame in frames.items():
            schemas[name].validate(frame, lazy=True)
        if not frames["evidence"]["claim"].isin(frames["claims"]["id"]).all():
            raise SystemExit(_NOT_EQUAL)

    return run


def _pydantic(folder: Path) -> Callable[[], object]:
    import datetime as dt
    from typing import Literal

    import pandas as pd
    from pydantic import BaseModel, ConfigDict, Field, create_model

    from afpak_claims.frames.frames import (
        CLAIM_COLUMNS,
        DATE,
        EVIDENCE_COLUMNS,
        NUMBER,
        TRUTH,
        WHOLE,
    )

    kinds: dict[str, Any] = {NUMBER: float, TRUTH: bool, WHOLE: int, DATE: dt.date}
    closed: dict[str, Any] = {"kind": Literal["figure", "assertion"]}

    def model(name: str, columns: dict[str, str]) -> type[BaseModel]:
        fields: dict[str, Any] = {
            column: (closed.get(column, kinds.get(dtype, str)) | None, None)
            for column, dtype in columns.items()
        }
        fields["id"] = (str, Field(pattern=_SLUG))
        return create_model(name, __config__=ConfigDict(extra="forbid", frozen=True), **fields)

    models = {"claims": model("Row", CLAIM_COLUMNS), "evidence": model("Found", EVIDENCE_COLUMNS)}

    def run() -> None:
        for name, kind in models.items():
            frame = pd.read_csv(folder / "package" / f"{name}.csv")
            plain = frame.astype(object).where(frame.notna(), None)
            rows = [kind.model_validate(row) for row in plain.to_dict("records")]
            if len({row.id for row in rows}) != len(rows):  # type: ignore[attr-defined] # it has one
                raise SystemExit(_NOT_EQUAL)

    return run


def _frozen(folder: Path) -> Callable[[], object]:
    from afpak_claims.evidence.dataset import Dataset, parsed

    raw = (folder / "frozen.json").read_bytes()

    def run() -> None:
        digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
        Dataset.from_contents(parsed(raw), "1.0.0", digest)

    return run


def _validate_json(folder: Path) -> Callable[[], object]:
    from pydantic import TypeAdapter

    from afpak_claims.records.claims import Assertion, Figure

    values = json.loads((folder / "frozen.json").read_bytes())
    claims = json.dumps(values["claims"], ensure_ascii=False).encode()
    del values
    adapter = TypeAdapter(tuple[Figure | Assertion, ...])
    return lambda: adapter.validate_json(claims)


def _dataset(folder: Path) -> Any:
    from afpak_claims.evidence.dataset import Dataset, parsed

    raw = (folder / "frozen.json").read_bytes()
    return Dataset.from_contents(parsed(raw), "1.0.0", f"sha256:{'0' * 64}")


def _frames(folder: Path) -> Callable[[], object]:
    from afpak_claims.exports.tables import main_tables

    dataset = _dataset(folder)
    return lambda: main_tables(dataset)


def _export(name: str) -> measure.Prepare:
    def prepare(folder: Path) -> Callable[[], object]:
        from afpak_claims.exports import formats as exports

        dataset = _dataset(folder)
        return lambda: exports.export(dataset, name, folder / f"{name}.out")

    return prepare


def _page(folder: Path) -> Callable[[], object]:
    from afpak_claims.website.page import page

    dataset = _dataset(folder)
    return lambda: page(dataset)


def _answers(folder: Path) -> Callable[[], object]:
    """Give the verdict and the headline of every claim, as `list` prints them."""
    dataset = _dataset(folder)
    return lambda: [(dataset.verdict(claim.id), dataset.headline(claim.id)) for claim in dataset]


def _index(folder: Path) -> Callable[[], object]:
    from afpak_claims.evidence.search import index_of

    dataset = _dataset(folder)
    return lambda: index_of(dataset)


QUESTIONS = ("1200 people lorem", "floods displaced", "dam opened 1990", "dolr wazirstan zzz")
"""A number, words, a year, slips."""


def _search(folder: Path) -> Callable[[], object]:
    from afpak_claims.evidence.search import index_of, search

    index = index_of(_dataset(folder))
    return lambda: [search(index, question) for question in QUESTIONS]


def _command(*args: str) -> measure.Prepare:
    """Start Python anew, as who types a command does."""

    def prepare(_: Path) -> Callable[[], object]:
        command = [sys.executable, *args]
        return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    return prepare


_RECORDS = "building records, then frames"
FORMATS = {
    "csv": "building records, then cells",
    "xlsx": "openpyxl, cell by cell",
    "parquet": _RECORDS,
    "sqlite": "inserts with their indexes, then records",
    "json": "building records, then plain values of them",
    "jsonl": "plain values of records, then building them",
    "datapackage": "building records, then cells",
    "jsonld": "indented `json.dumps`, then building records",
    "croissant": "building records, then cells",
    "bibtex": "two sources only",
    "ris": "two sources only",
    "csl-json": "two sources only",
}
OPENED = {
    "frozen": ("open a frozen version", "`json.loads`"),
    "validate-json": ("Pydantic's bare `validate_json` of its claims", "validation"),
    "frames": ("the three frames of it", _RECORDS),
}
STARTS = {
    "import-pandas": ("-c", "import pandas"),
    "first-frame": ("-c", "import afpak_claims as ac; ac.load_claims()"),
    "one-card": ("-m", "afpak_claims", "show", "drone-strikes-killed"),
}
COMMANDS = {name: _command(*args) for name, args in STARTS.items()}
ACTIONS: dict[str, measure.Prepare] = {
    "check": _check(layout=True),
    "check-content": _check(layout=False),
    "lines": _lines,
    "rules": _rules,
    "doubts": _doubts,
    "yaml-c": _bare_yaml("CSafeLoader"),
    "yaml-pure": _bare_yaml("SafeLoader"),
    "jsonschema": _jsonschema("SafeLoader"),
    "jsonschema-c": _jsonschema("CSafeLoader"),
    "frictionless": _frictionless_own,
    "frictionless-c": _frictionless_c,
    "frictionless-csv": _frictionless_csv,
    "pandera": _pandera,
    "pydantic": _pydantic,
    "frozen": _frozen,
    "validate-json": _validate_json,
    "frames": _frames,
    "page": _page,
    "answers": _answers,
    "index": _index,
    "search": _search,
    **COMMANDS,
    **{f"export-{name}": _export(name) for name in FORMATS},
}
PEERS = {
    "check": ("`afpak-claims check`", "the YAML", "rules, then validation"),
    "check-content": ("the same without layout", "the YAML", "rules, then validation"),
    "yaml-c": ("bare `yaml.load(CSafeLoader)`", "the YAML", "building nodes, resolving tags"),
    "yaml-pure": ("bare `yaml.load(SafeLoader)`", "the YAML", "scanning in Python"),
    "jsonschema": ("jsonschema over `yaml.safe_load`", "the YAML", "scanning in Python"),
    "frictionless": ("frictionless, its own YAML reader", "the YAML", "scanning in Python"),
    "jsonschema-c": ("jsonschema over PyYAML (C)", "the YAML", "`yaml.load`, then walking schemas"),
    "frictionless-c": ("frictionless over PyYAML (C)", "the YAML", "`yaml.load`, then rows"),
    "frictionless-csv": ("frictionless, Data Package", "flat CSV", "rows and cells, one by one"),
    "pandera": ("pandas + pandera", "flat CSV", "dtype checks of whole columns, then `read_csv`"),
    "pydantic": ("pandas + Pydantic loop", "flat CSV", "frame to dictionaries, then validation"),
}


STAGES = ("lines", "rules")


def main() -> None:
    """Measure everything; print it, and write it into the page where that is asked for."""
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(temporary)
        _make(top / measure.WARM, 10)
        costs: dict[tuple[str, int], Cost] = {}
        for size in SIZES:
            folder = top / str(size)
            _make(folder, size)
            names = [*PEERS, *STAGES]
            if size != COMPARED:
                names += ["frozen", "validate-json", "frames", "page"]
                names += [f"export-{name}" for name in FORMATS]
            names = [name for name in names if not _too_long(costs, name, size)]
            found = measure.measured(__file__, names, folder, RUNS[size])
            costs |= {(name, size): cost for name, cost in found.items()}
            shutil.rmtree(folder)
        started = measure.measured(__file__, COMMANDS, top, 15)
    texts = {
        "peers": _peers_text(costs),
        "stages": _stages_text(costs),
        "opening": _opening_text(costs, started),
        "exports": _exports_text(costs),
    }
    for mark, text in texts.items():
        print(f"\n{text}")
        if WRITE:
            measure.put(PAGE, mark, text)
    if WRITE:
        _draw(costs)


def _make(folder: Path, size: int) -> None:
    """Write the same records as YAML, as a Data Package, and as a frozen version."""
    from afpak_claims.api import open_folder
    from afpak_claims.evidence.dataset import canonical
    from afpak_claims.exports import formats as exports

    write_dataset(folder / "yaml", size)
    dataset = open_folder(folder / "yaml")
    exports.export(dataset, "datapackage", folder / "package")
    (folder / "frozen.json").write_bytes(canonical(dataset))


def _too_long(costs: dict[tuple[str, int], Cost], name: str, size: int) -> bool:
    """Say whether a run would take too long, or was left out for fewer records already."""
    if size == SIZES[0]:
        return False
    measured = [other for other in SIZES if (name, other) in costs]
    last = measured[-1]
    left_out = any(last < other < size for other in SIZES if name in PEERS or other != COMPARED)
    return left_out or costs[name, last].seconds * size / last > TOO_LONG


def _cells(
    costs: dict[tuple[str, int], Cost], name: str, what: str, sizes: tuple[int, ...] = SIZES
) -> list[str]:
    found = [costs.get((name, size)) for size in sizes]
    if what == "time":
        return ["too long" if cost is None else seconds(cost.seconds) for cost in found]
    return ["" if cost is None else f"{cost.peak:,.0f} MB" for cost in found]


_ROUND = tuple(size for size in SIZES if size != COMPARED)


def _time_and_memory(costs: dict[tuple[str, int], Cost], named: dict[str, tuple[str, str]]) -> str:
    head = ["", *(f"{size:,}: {what}" for what in ("time", "memory") for size in _ROUND)]
    head.append("bound by")
    rows = [
        [
            label,
            *(cell for what in ("time", "memory") for cell in _cells(costs, name, what, _ROUND)),
            bound,
        ]
        for name, (label, bound) in named.items()
    ]
    return table(head, rows)


def _peers_text(costs: dict[tuple[str, int], Cost]) -> str:
    of = COMPARED if COMPARED in SIZES else SIZES[-1]
    ours = costs["check", of].seconds
    head = ["", "reads", *(f"{size:,}" for size in SIZES), f"of `check` at {of:,}", "bound by"]
    rows = [
        [
            label,
            reads,
            *_cells(costs, name, "time"),
            f"{costs[name, of].seconds / ours:.2g} times" if (name, of) in costs else "",
            bound,
        ]
        for name, (label, reads, bound) in PEERS.items()
    ]
    memory = [[label, *_cells(costs, name, "memory")] for name, (label, _, _) in PEERS.items()]
    note = f"Processor time, medians of {min(RUNS.values())} runs or more; {measure.machine()}."
    return "\n\n".join(
        [
            note,
            table(head, rows),
            "Peak memory of the whole process:",
            table(["", *(f"{size:,}" for size in SIZES)], memory),
        ]
    )


def _stages_text(costs: dict[tuple[str, int], Cost]) -> str:
    """Part the time of `check` into its stages; what is not measured is what the others leave."""
    of = COMPARED if COMPARED in SIZES else SIZES[-1]
    took = {name: costs[name, of].seconds for name in ("check", *STAGES)}
    stages = {
        "values of the lines": took["lines"],
        "rules between records": took["rules"],
        "validation by Pydantic, and writing the canonical form": took["check"]
        - took["lines"]
        - took["rules"],
    }
    rows = [
        [label, seconds(value), f"{value / took['check']:.0%}"] for label, value in stages.items()
    ]
    rows.append(["together", seconds(took["check"]), "100%"])
    return table([f"`check` of {of:,} records", "processor time", "share"], rows)


def _peak(*args: str) -> float:
    """Return the largest memory of a Python that is started with these arguments, in MB.

    The kernel's own count begins anew with each program, while that of getrusage does not.
    """
    told = (
        "import atexit, re, sys; atexit.register(lambda: sys.stderr.write(re.search("
        "r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]))\n"
    )
    flag, code, *rest = args
    if flag == "-m":
        code = f"import runpy\nrunpy.run_module({code!r}, run_name='__main__', alter_sys=True)"
    done = subprocess.run(
        [sys.executable, "-c", told + code, *rest], check=True, capture_output=True, text=True
    )
    return int(done.stderr) / 1024


def _opening_text(costs: dict[tuple[str, int], Cost], started: dict[str, Cost]) -> str:
    pandas = started["import-pandas"].seconds
    labels = {
        "import-pandas": "`import pandas` alone",
        "first-frame": "first frame: `import afpak_claims as ac; ac.load_claims()`",
        "one-card": "one card: `afpak-claims show drone-strikes-killed`",
    }
    first = table(
        ["the shipped data", "processor time", "of `import pandas`", "peak memory"],
        [
            [
                label,
                seconds(started[name].seconds),
                f"{started[name].seconds / pandas:.2f}",
                f"{_peak(*STARTS[name]):,.0f} MB",
            ]
            for name, label in labels.items()
        ],
    )
    return f"{first}\n\n{_time_and_memory(costs, OPENED)}"


def _exports_text(costs: dict[tuple[str, int], Cost]) -> str:
    labels = {f"export-{name}": (f"`{name}`", bound) for name, bound in FORMATS.items()}
    return _time_and_memory(costs, {**labels, "page": ("the page", "Jinja, one card a claim")})


def _draw(costs: dict[tuple[str, int], Cost]) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt
    from matplotlib.ticker import FixedLocator

    # The same figures give the same bytes.
    mpl.rcParams.update({"svg.hashsalt": "afpak-claims", "font.size": 9})
    figure, panels = plt.subplots(1, 2, figsize=(10, 5.6), layout="constrained")
    for panel, what, title in (
        (panels[0], "seconds", "Processor time, seconds"),
        (panels[1], "peak", "Peak memory of the process, MB"),
    ):
        for name, (label, _, _) in PEERS.items():
            sizes = [size for size in SIZES if (name, size) in costs]
            values = [getattr(costs[name, size], what) for size in sizes]
            ours = name == "check"
            panel.plot(
                sizes,
                values,
                marker="o",
                markersize=4,
                linewidth=3 if ours else 1.2,
                color="black" if ours else None,
                label=label.replace("`", ""),
            )
        panel.set(xscale="log", yscale="log", xlabel="Records", title=title)
        panel.grid(visible=True, which="major", alpha=0.3)
        for axis in (panel.xaxis, panel.yaxis):
            axis.set_major_formatter("{x:,g}")
            axis.set_minor_formatter("")
    panels[1].yaxis.set_major_locator(FixedLocator([50, 100, 200, 500]))
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    figure.savefig(PLOT, metadata={"Date": None})


if __name__ == "__main__" and not measure.run_figures(ACTIONS):
    main()
