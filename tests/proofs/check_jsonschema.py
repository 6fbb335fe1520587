"""Check every data file of a folder with check-jsonschema, by the schema that its modeline names.

Usage: python check_jsonschema.py DATA
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Check each file, and return 1 if one is refused."""
    data = Path(sys.argv[1]).resolve()
    by_schema: dict[Path, list[Path]] = {}
    for file in sorted(data.rglob("*.yaml")):
        first = file.read_text(encoding="utf-8").partition("\n")[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        if named is None:
            sys.stdout.write(f"FAULT {file}: no modeline\n")
            return 1
        by_schema.setdefault((file.parent / named[1]).resolve(), []).append(file)
    program = Path(sys.executable).with_name("check-jsonschema")
    codes = [
        subprocess.run([program, "--schemafile", schema, *files], check=False).returncode
        for schema, files in by_schema.items()
    ]
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main())
