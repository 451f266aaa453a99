"""The areas of the BBIC triangle in each generation, as the vocabulary names them."""

from functools import cache

from audit.vocabulary import load_vocabulary


@cache
def domain_names() -> dict[str, dict[str, dict[str, str]]]:
    """Generation → side (child, parents, environment) → id → printed Swedish name, in the manual's order."""
    names: dict[str, dict[str, dict[str, str]]] = load_vocabulary("domains")["names"]
    return names


@cache
def domain_ids() -> dict[str, tuple[str, ...]]:
    """Generation → ids of its areas, in the manual's order."""
    return {g: tuple(d for side in sides.values() for d in side) for g, sides in domain_names().items()}
