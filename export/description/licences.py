"""The licences of a release."""

from risalah.export.description.about import About

LICENCES = {
    "Apache-2.0": "apache-2.0",
    "BSD-3-Clause": "bsd-3-clause",
    "CC-BY-2.0": "cc-by-2.0",
    "CC-BY-3.0": "cc-by-3.0",
    "CC-BY-4.0": "cc-by-4.0",
    "CC-BY-NC-3.0": "cc-by-nc-3.0",
    "CC-BY-NC-4.0": "cc-by-nc-4.0",
    "CC-BY-NC-ND-4.0": "cc-by-nc-nd-4.0",
    "CC-BY-NC-SA-4.0": "cc-by-nc-sa-4.0",
    "CC-BY-ND-4.0": "cc-by-nd-4.0",
    "CC-BY-SA-3.0": "cc-by-sa-3.0",
    "CC-BY-SA-4.0": "cc-by-sa-4.0",
    "CC0-1.0": "cc0-1.0",
    "CDLA-Permissive-2.0": "cdla-permissive-2.0",
    "CDLA-Sharing-1.0": "cdla-sharing-1.0",
    "GPL-3.0-only": "gpl-3.0",
    "MIT": "mit",
    "ODC-By-1.0": "odc-by",
    "ODbL-1.0": "odbl",
    "PDDL-1.0": "pddl",
    "Unlicense": "unlicense",
}
"""SPDX identifiers of the licences that data come under, with what Hugging Face calls them.

https://spdx.org/licenses/, https://huggingface.co/docs/hub/repositories-licenses
"""


def rights(of: About) -> list[str | None]:
    """Return every licence that something in a release is under; null stands for texts of which nobody said."""
    texts = of.licences if of.manifest.text == "full" else {}
    annotations = [of.dataset.licence] if of.dataset.licence else []
    return sorted({*annotations, *texts}, key=lambda licence: (licence is None, licence or ""))


def one_licence(of: About) -> str | None:
    """Return the SPDX identifier of the licence that all of a release is under; null where there is none such."""
    found = rights(of)
    return found[0] if len(found) == 1 and found[0] in LICENCES else None
