"""A shipped model → a layer of one's own that remembers where it came from."""

from pathlib import Path

from samverkansavtal.content.layers import layers_for, model_layer
from samverkansavtal.content.library import fingerprint, shipped_library
from samverkansavtal.errors import StorageError
from samverkansavtal.storing.saving import save_bytes


def copy_model(model: str, folder: Path, provisions: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Create *folder* as a layer that derives from *model*; return sentences about what to do next.

    The texts of *provisions* are copied in, so that they can be changed; everything else is still the
    original's. `ursprung.toml` keeps what an update will need.

    Raises:
        StorageError: the folder is not empty, or a provision does not exist.
        ContentError: the model does not exist.
    """
    layers = layers_for(model_layer(model))
    library = shipped_library(model)
    if folder.exists() and any(folder.iterdir()):
        raise StorageError(f"Mappen {folder} är inte tom. Välj en annan mapp, så att inget skrivs över.")
    missing = [name for name in provisions if name not in library.provisions]
    if missing:
        raise StorageError(
            f"Bestämmelsen ”{missing[0]}” finns inte i {model}. Skriv samverkan why {missing[0]} FIL för att söka."
        )
    save_bytes(folder / "model.toml", _model(model, library.model.title).encode())
    for name in provisions:
        save_bytes(folder / "clauses" / f"{name}.md", library.provisions[name].record.text.encode())
    save_bytes(folder / "ursprung.toml", _origin(model, fingerprint(layers), provisions).encode())
    return (
        f"Er modell finns i {folder}. Den bygger på {model} och följer originalet i allt ni inte ändrar.",
        f"Lägg ändrade bestämmelser i {folder / 'clauses'}, med samma namn som i originalet.",
        f"Börja ett utkast med: samverkan new --layer {folder}",
    )


def _model(model: str, title: str) -> str:
    return "\n".join(
        (
            "# Er egen modell. Det ni inte ändrar här följer originalet.",
            f'derives = "{model}"',
            f'title = "{title}, vår variant"',
            "",
            "# Bestämmelser eller avsnitt som ni inte vill ha med:",
            "drop = []",
            "",
            "# Egna bestämmelser: lägg filen i clauses/ och skriv var den ska stå.",
            "# [[add]]",
            '# provision = "eget/namn"',
            '# after = "verksamhet/aktiviteter"',
            "",
        )
    )


def _origin(model: str, print_: str, provisions: tuple[str, ...]) -> str:
    listed = ", ".join(f'"{name}"' for name in provisions)
    return f'# Varifrån kopian kommer. Ändra inte den här filen.\nmodel = "{model}"\nlibrary = "{print_}"\nprovisions = [{listed}]\n'
