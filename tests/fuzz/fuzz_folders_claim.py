"""Any bytes as a file of claims: every problem named, or a file that `fmt` leaves as it made it."""

from __future__ import annotations

from claims_under_test import InMemory, good_files, is_one_clear_line

from afpak_claims.errors import DataError
from afpak_claims.evidence.dataset import Dataset, canonical
from afpak_claims.files.folders import canonical_text, read_draft

_NAME = "claims/lorem-dam.yaml"


def one_input(raw: bytes) -> None:
    """Read the file in its folder, lay it out, and read it again."""
    try:
        text = canonical_text(_NAME, raw)
    except DataError as error:
        assert all(is_one_clear_line(problem) for problem in error.problems)
        return
    draft, problems = read_draft(InMemory({**good_files(), _NAME: raw}))  # type: ignore[abstract] # only what is read is written
    assert all(is_one_clear_line(problem) for problem in problems)
    if text is None:
        assert any(problem.file == _NAME for problem in problems)
        return
    assert text == canonical_text(_NAME, text.encode())
    if not problems:
        laid, found = read_draft(InMemory({**good_files(), _NAME: text.encode()}), layout=True)  # type: ignore[abstract] # only what is read is written
        assert [problem for problem in found if problem.file == _NAME] == []
        assert canonical(Dataset.from_draft(draft)) == canonical(Dataset.from_draft(laid))
