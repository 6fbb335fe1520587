"""What PyInstaller cannot see: modules that are loaded on first use, and the files they read."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

from afpak_claims.releases.bundled_data import bundled_folder

hiddenimports = collect_submodules("afpak_claims")
# The data of an editable install is not in the package, so it is named apart.
datas = [*collect_data_files("afpak_claims"), (str(bundled_folder()), "afpak_claims/_data")]
