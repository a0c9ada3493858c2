"""Every address by name, so that pages and handlers never write one out."""

from urllib.parse import quote

ADDRESSES = {
    "start": "/",
    "oppna": "/oppna",
    "stil": "/stil.css",
    "ikon": "/ikon.svg",
    "halsa": "/halsa",
    "logga_ut": "/logga-ut",
    "alla_fragor": "/fragor",
    "form": "/form",
    "snabbtest": "/snabbtest",
    "jamfor_modeller": "/modeller",
    "borja": "/borja",
    "borja_modell": "/borja/{modell}",
    "utkast": "/utkast/{utkast}",
    "nasta": "/utkast/{utkast}/nasta",
    "fraga": "/utkast/{utkast}/fraga/{path}",
    "lista": "/utkast/{utkast}/lista/{lista}",
    "rad": "/utkast/{utkast}/lista/{lista}/{rad}",
    "vanligt": "/utkast/{utkast}/det-vanliga",
    "senare": "/utkast/{utkast}/vantar",
    "resultat": "/utkast/{utkast}/resultat",
    "andra": "/utkast/{utkast}/andra",
    "svar": "/utkast/{utkast}/svar",
    "avtal": "/utkast/{utkast}/avtal",
    "riskrapport": "/utkast/{utkast}/riskrapport",
    "filer": "/utkast/{utkast}/filer",
    "fil": "/utkast/{utkast}/filer/{namn}",
    "allt": "/utkast/{utkast}/allt.zip",
    "svarsfil": "/utkast/{utkast}/svarsfil",
    "jamfor": "/utkast/{utkast}/jamfor",
    "partsblad": "/utkast/{utkast}/partsblad",
    "partsblad_spara": "/utkast/{utkast}/partsblad/spara",
    "historik": "/utkast/{utkast}/historik",
    "aterstall": "/utkast/{utkast}/aterstall",
    "ta_bort": "/utkast/{utkast}/ta-bort",
    "delning": "/utkast/{utkast}/delning",
    "kommentarer": "/utkast/{utkast}/kommentarer",
    "lankar": "/utkast/{utkast}/lankar",
    "part": "/part/{hemlig}",
}


def address(name: str, **parts: str) -> str:
    """Return the address *name* with *parts* in place, quoted; parts it does not have are left out."""
    return ADDRESSES[name].format_map({key: quote(value, safe="") for key, value in parts.items()})
