"""What the site shows: the rooms of a museum, each with doors to others. The same seed makes the same museum."""

from __future__ import annotations

import html
import random
from dataclasses import dataclass
from functools import cached_property

_THINGS = (
    "amber armour bells clocks coins compasses costumes drums fans fossils globes instruments jars keys lamps looms "
    "maps masks medals mirrors mosaics paintings pipes pots prints puppets rugs scrolls seals shells spoons stamps "
    "statues swords tiles tools toys vases violins wagons"
).split()
_PERIODS = "early late royal lost northern southern golden hidden painted travelling".split()


@dataclass(frozen=True)
class Door:
    """A link of a page.

    Attributes:
        href: as it stands in the page: relative, absolute, with a fragment, or leading elsewhere.
        room: the path of the room that it leads to, without the fragment; None when it leads off the site.
    """

    href: str
    room: str | None


class Museum:
    """A web of pages with cycles, links in every form, links that lead elsewhere, and rooms for the staff alone.

    Args:
        rooms: how many pages a visitor can reach, the entrance among them.
        seed: another seed makes another museum; the same seed the same one, on every Python.
        first_doors: how many rooms the entrance leads to.
        staff: how many rooms of the staff there are: linked to, and forbidden by robots.txt.
        elsewhere: the address of another site that some doors lead to; none where it is empty.

    Raises:
        ValueError: fewer than two rooms, or more doors at the entrance than rooms.
    """

    ENTRANCE = "/"
    ROBOTS = "/robots.txt"

    def __init__(
        self, rooms: int = 200, seed: int = 1, first_doors: int = 12, staff: int = 5, elsewhere: str = ""
    ) -> None:
        if rooms < 2 or not 1 <= first_doors < rooms:
            raise ValueError(
                f"a museum needs two rooms or more, and fewer first doors than rooms: {rooms=} {first_doors=}"
            )
        self.rooms = rooms
        self.seed = seed
        self.staff = staff
        self.elsewhere = elsewhere
        self._first_doors = first_doors

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The path of every page that a polite visitor can reach, the entrance first."""
        return (self.ENTRANCE, *(f"/room/{number}" for number in range(1, self.rooms)))

    @cached_property
    def staff_paths(self) -> tuple[str, ...]:
        """The paths that robots.txt forbids."""
        return tuple(f"/staff/{number}" for number in range(1, self.staff + 1))

    @property
    def robots(self) -> str:
        """The text of robots.txt."""
        return "User-agent: *\nDisallow: /staff/\nCrawl-delay: 1\n"

    def has(self, path: str) -> bool:
        """Whether there is a page at this path."""
        return path in self._doors

    def title(self, path: str) -> str:
        """The heading of a page. Nobody can know it who has not asked for the page."""
        chance = random.Random(f"{self.seed} {path}")
        return f"{chance.choice(_PERIODS).capitalize()} {chance.choice(_THINGS)} {chance.randrange(1000, 10000)}"

    def things(self, path: str) -> int:
        """How many things a room shows."""
        return random.Random(f"things {self.seed} {path}").randrange(2, 60)

    def doors(self, path: str) -> tuple[Door, ...]:
        """The links of a page, in its order, some of them twice.

        Raises:
            KeyError: there is no such page.
        """
        return self._doors[path]

    def page(self, path: str) -> str:
        """A page as HTML.

        Raises:
            KeyError: there is no such page.
        """
        title = html.escape(self.title(path))
        doors = "".join(f'<li><a href="{html.escape(door.href)}">next door</a></li>\n' for door in self.doors(path))
        return (
            f'<!DOCTYPE html>\n<html lang="en"><head><title>{title}</title></head>\n<body><h1>{title}</h1>\n'
            f'<p>This room shows <b class="things">{self.things(path)}</b> things.</p>\n<ul>\n{doors}</ul>\n'
            "</body></html>\n"
        )

    @cached_property
    def _doors(self) -> dict[str, tuple[Door, ...]]:
        chance = random.Random(self.seed)
        leads: dict[str, list[str]] = {path: [] for path in (*self.paths, *self.staff_paths)}
        for number, path in enumerate(self.paths[1:], start=1):
            # each room has one door that leads to it from a room with a smaller number, so all can be reached
            before = self.ENTRANCE if number <= self._first_doors else self.paths[chance.randrange(1, number)]
            leads[before].append(path)
        for path in self.paths:
            # doors back and across: cycles, and rooms with many ways in
            leads[path] += [self.paths[chance.randrange(self.rooms)] for _ in range(2)]
        for path in self.staff_paths:
            leads[self.paths[chance.randrange(self.rooms)]].append(path)
            leads[path].append(self.ENTRANCE)
        made = {}
        for path, targets in leads.items():
            doors = [Door(_written(chance, path, target), target) for target in targets]
            if len(doors) > 1:
                doors.append(Door(doors[0].href, doors[0].room))
            if self.elsewhere and (path == self.ENTRANCE or chance.randrange(10) == 0):
                doors.append(Door(f"{self.elsewhere}/room/{chance.randrange(self.rooms)}", None))
            if chance.randrange(20) == 0:
                doors.append(Door("mailto:desk@museum.example", None))
            made[path] = tuple(doors)
        return made


def _written(chance: random.Random, here: str, target: str) -> str:
    """A link to `target` in one of the forms in which people write links."""
    form = chance.randrange(4)
    if form == 0 and here.startswith("/room/") and target.startswith("/room/"):
        return target.removeprefix("/room/")
    if form == 1 and here != Museum.ENTRANCE:
        return ".." + target if target != Museum.ENTRANCE else "../"
    if form == 2:
        return f"{target}#{chance.choice(('north', 'south'))}"
    return target
