"""How Sphinx builds these pages; `make docs` calls it with every warning as an error."""  # noqa: INP001 - Sphinx reads it, nobody imports it

import importlib.util
import os
import sys
import tomllib
from pathlib import Path

import afpak_claims

_HERE = Path(__file__).parent
sys.path.insert(0, str(_HERE / "_ext"))
_PROJECT = tomllib.loads((_HERE.parent / "pyproject.toml").read_text("utf-8"))["project"]

project = "afpak_claims"
author = _PROJECT["authors"][0]["name"]
project_copyright = f"{author}. Pages and records: CC BY 4.0, code: MIT"
version = release = afpak_claims.__version__
language = "en"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "architecture",
    "registries",
    "built",
]
exclude_patterns = ["_build"]

# Names in single backquotes of a docstring are names of Python; ours must resolve.
default_role = "py:obj"
smartquotes_action = "q"
nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(?!afpak_claims\.).*")]

# The pages run: each in the folder it lies in, from the beginning, at every build.
# A kernel with settings of its own, so that those of the one who builds change nothing.
_ipython = _HERE / "_build" / "ipython"
(_ipython / "profile_default").mkdir(parents=True, exist_ok=True)
(_ipython / "profile_default" / "ipython_kernel_config.py").write_text(
    "c = get_config()\n"
    "c.IPKernelApp.log_level = 'ERROR'\n"
    "c.HistoryManager.enabled = False\n"
    "c.InlineBackend.figure_formats = {'svg'}\n"
)
os.environ["IPYTHONDIR"] = str(_ipython)
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 60
nb_merge_streams = True
nb_render_markdown_format = "myst"
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "substitution"]
myst_heading_anchors = 3

_TOOLS = {"duckdb": "DuckDB", "polars": "Polars"}
_absent = [name for module, name in _TOOLS.items() if importlib.util.find_spec(module) is None]
nb_execution_excludepatterns = ["guides/other-tools.md"] if _absent else []
suppress_warnings = ["myst-nb.lexer"] if _absent else []
myst_substitutions = {
    "executed": (
        f"The blocks of this page were **not executed**: {' and '.join(_absent)} not installed."
        if _absent
        else "The DuckDB and Polars blocks ran when this page was built. "
        "Those for R, Datasette and Excel did not; they are marked."
    )
}

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
python_maximum_signature_line_length = 80
napoleon_numpy_docstring = False
napoleon_use_rtype = False

html_theme = "furo"
html_title = "afpak_claims"
html_static_path = ["_static"]
html_css_files = ["style.css"]
html_favicon = "_static/mark.svg"
html_logo = "_static/mark.svg"
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#146070",
        "color-brand-content": "#146070",
        "color-brand-visited": "#146070",
    },
    "dark_css_variables": {
        "color-brand-primary": "#7fc8d6",
        "color-brand-content": "#7fc8d6",
        "color-brand-visited": "#7fc8d6",
    },
}
pygments_style = "friendly"
pygments_dark_style = "github-dark"
