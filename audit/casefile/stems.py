"""What words tell by their beginning (ord*), their end (*ord) or as they stand; looked up, not tried in turn."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Stems(Generic[Key]):
    """Which keys a word speaks for, in the order in which they were given."""

    def __init__(self, of: Mapping[Key, Iterable[str]]) -> None:
        self._order = {key: at for at, key in enumerate(of)}
        self._whole: dict[str, list[Key]] = {}
        self._begins: dict[str, list[Key]] = {}
        self._ends: dict[str, list[Key]] = {}
        for key, stems in of.items():
            for stem in stems:
                kind = self._begins if stem.endswith("*") else self._ends if stem.startswith("*") else self._whole
                kind.setdefault(stem.strip("*"), []).append(key)
        self._lengths = sorted({len(s) for s in self._begins}), sorted({len(s) for s in self._ends})

    def of(self, word: str) -> tuple[Key, ...]:
        """The keys of one word (lower case)."""
        found = list(self._whole.get(word, ()))
        for length in self._lengths[0]:
            found += self._begins.get(word[:length], ()) if length <= len(word) else ()
        for length in self._lengths[1]:
            found += self._ends.get(word[-length:], ()) if length <= len(word) else ()
        return tuple(sorted(dict.fromkeys(found), key=self._order.__getitem__))

    def any_of(self, words: Iterable[str]) -> bool:
        """Whether one of the words speaks for any key."""
        return any(self.of(word) for word in words)
