"""Chapter 11, the first program: a crawler, in four steps after a prediction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import requests

from helpers.exercises.coroutines import PATIENCE
from helpers.exercises.predict import predict_exercise
from helpers.exercises.safety import Situation
from helpers.exercises.values import shown
from helpers.exercises.web import RealRun, Step, as_many_as, at_most, raised, shortened, texts_in_order, web_exercise
from helpers.interleave import Probe, Scenario
from helpers.interleave.doubles.locks import Event
from helpers.site.pages import Museum
from helpers.site.policy import Content, museum_content
from helpers.site.stage import Call
from helpers.site.traffic import Reply, Visit
from helpers.site.watch import Plan, Seen
from helpers.verdict import Finding

# 11-1 ---------------------------------------------------------------------------------------------------------

TWO_CRAWLERS = """\
import threading

seen = set()
fetched = []


def visit(page):
    if page not in seen:
        seen.add(page)
        fetched.append(page)


def crawl():
    for page in ("maps", "coins"):
        visit(page)


def main():
    crawlers = [threading.Thread(target=crawl) for _ in range(2)]
    for crawler in crawlers:
        crawler.start()
    for crawler in crawlers:
        crawler.join()
    return len(fetched)
"""


def _why_not_so_many(value: int) -> str:
    if value > 4:
        return f"{value} cannot come out: two crawlers look at two pages each, so `fetched` gets four entries at most."
    return (
        f"{value} cannot come out: of each page, the crawler that looks first finds it missing in `seen`, and "
        "fetches it."
    )


predict_crawlers = predict_exercise(
    id="11-1",
    title="Predict how often two crawlers fetch two pages",
    minutes=5,
    points=2,
    misconceptions=("M02", "M20"),
    hints=(
        "`if page not in seen` and `seen.add(page)` are two steps. What can the other crawler do between them?",
        (
            "Each page can be fetched once or twice. Look at the two pages one by one: does the first say anything "
            "about the second?"
        ),
        (
            "Both crawlers can find `maps` missing, and both can find `coins` missing. One of these can happen, "
            "both, or none."
        ),
    ),
    given=TWO_CRAWLERS,
    expression="len(fetched)",
    everyday=frozenset({2}),
    why_impossible=_why_not_so_many,
    example="answer = {0, 7}",
    why_others_fail=(
        "`{2}`: this is what nearly every run shows, and nothing in the program makes it so.",
        "`{2, 4}`: the two pages do not depend on each other; one of them can be fetched twice, and the other once.",
        "`{1, 2, 3, 4}`: whoever looks first finds a page missing, so each of the two pages is fetched at least once.",
    ),
)

# 11-2 ---------------------------------------------------------------------------------------------------------

FETCH_ALL = '''\
import requests


def fetch_all(urls, most):
    """The texts of these pages, in the order of `urls`.

    At most `most` requests are in flight together, and as many as that when there are enough pages.
    Every request has a time-out of at most 10 seconds. A page that does not come in that time raises
    requests.Timeout.
    """
    texts = []
    for url in urls:
        texts.append(requests.get(url).text)
    return texts
'''

_SMALL = Museum(rooms=60, seed=11)
_ORDER = tuple(f"/room/{number}" for number in (7, 3, 31, 12, 40, 5, 22, 18, 9, 27, 1, 33))


def _museum(_: str) -> Content:
    return museum_content(_SMALL)


def _fetch(paths: tuple[str, ...], most: int) -> Callable[[str, str], Call]:
    return lambda url, _: Call("fetch_all", ([url + path for path in paths], most))


def _all_texts(paths: tuple[str, ...], in_order: bool = True) -> Callable[[Seen], Finding | None]:
    def look(seen: Seen) -> Finding | None:
        times = seen.log.times_fetched
        # in the order of the addresses: that of the requests is another one in the next run
        often = [path for path in paths if times.get(path, 0) > 1]
        if often and len(set(paths)) == len(paths):
            return Finding("wrong-result", f"{often[0]} was fetched {times[often[0]]} times.")
        return texts_in_order(seen.result, [_SMALL.page(path) for path in paths], paths, in_order)

    return look


def _concurrent(most: int) -> Callable[[Seen], Finding | None]:
    return lambda seen: at_most(seen, most) or as_many_as(seen, most)


def _times_out(seen: Seen) -> Finding | None:
    if seen.error is None:
        return Finding(
            "wrong-result",
            f"It returned {shown(seen.result)}, although one page never came. The task asks for requests.Timeout.",
            "M48",
        )
    if "Timeout" not in seen.error["kinds"]:
        return raised(seen)
    given = [seconds for seconds in seen.timeouts() if seconds is None or seconds > 10]
    if given:
        said = "none" if given[0] is None else f"{given[0]:g} seconds"
        return Finding("wrong-result", f"The task asks for a time-out of at most 10 seconds; one request had {said}.")
    return None


_SOME = _ORDER[:5]
_TWICE = (*_ORDER[:4], _ORDER[1])
_TWELVE = _fetch(_ORDER, 4)

fetch_in_order = web_exercise(
    id="11-2",
    version=2,
    title="Write a fetch with threads that keeps the order",
    shape="write",
    minutes=15,
    misconceptions=("M20", "M36", "M37", "M44", "M48", "M50"),
    hints=(
        (
            "A thread that waits for an answer needs no core and holds no GIL. Which class of `concurrent.futures` has "
            "a number of threads that you choose, and hands them one page after the other?"
        ),
        (
            "The answers come in any order. `Executor.map` gives the results in the order of its input; with `submit` "
            "you keep the futures in a list, and ask them in that order."
        ),
        (
            "`with ThreadPoolExecutor(max_workers=most) as pool:`, and a small function that fetches one page with "
            "`requests.get(url, timeout=...)` and returns its text."
        ),
    ),
    given=FETCH_ALL,
    steps=(
        Step(
            "all texts are there",
            0,
            (
                RealRun(
                    "all pages",
                    "`fetch_all(urls, 4)` was called with twelve addresses.",
                    _TWELVE,
                    _museum,
                    _all_texts(_ORDER, in_order=False),
                    Plan(hold=12),
                ),
            ),
        ),
        Step(
            "at most `most` requests are in flight together, and as many as that",
            2,
            (
                RealRun(
                    "four at a time",
                    "`fetch_all(urls, 4)` was called with twelve addresses.",
                    _TWELVE,
                    _museum,
                    _concurrent(4),
                    Plan(hold=12),
                ),
                RealRun(
                    "three at a time",
                    "`fetch_all(urls, 3)` was called with five addresses.",
                    _fetch(_SOME, 3),
                    _museum,
                    _concurrent(3),
                    Plan(hold=5),
                ),
            ),
        ),
        Step(
            "the texts come in the order of the addresses",
            2,
            (
                RealRun(
                    "twelve pages",
                    "`fetch_all(urls, 4)` was called with twelve addresses; the newest request was answered first.",
                    _TWELVE,
                    _museum,
                    _all_texts(_ORDER),
                    Plan(hold=12),
                ),
            ),
        ),
        Step(
            "an address that comes twice has its text twice",
            0,
            (
                RealRun(
                    "an address twice",
                    "`fetch_all(urls, 3)` was called with five addresses, of which one comes twice.",
                    _fetch(_TWICE, 3),
                    _museum,
                    _all_texts(_TWICE),
                    Plan(hold=5),
                ),
            ),
        ),
        Step(
            "a page that does not come raises requests.Timeout",
            1,
            (
                RealRun(
                    "a page that never comes",
                    f"`fetch_all(urls, 4)` was called with five addresses, and the page {_SOME[2]} was never sent.",
                    _fetch(_SOME, 4),
                    _museum,
                    _times_out,
                    Plan(hold=0, silent=frozenset({_SOME[2]})),
                    wants_error=True,
                ),
            ),
        ),
    ),
    why_others_fail=(
        (
            "A thread for each page fetches all of them together: a site of 200 pages gets 200 requests at once. The "
            "number of threads is what limits the requests."
        ),
        "`as_completed` gives the pages in the order in which they come, which is not the order of the addresses.",
        "`pool.submit(...).result()` inside the loop waits for each page before it asks for the next one.",
    ),
)

# 11-3 ---------------------------------------------------------------------------------------------------------

ONE_SESSION = '''\
from concurrent.futures import ThreadPoolExecutor

import requests

session = requests.Session()


def fetch_page(url):
    return session.get(url, timeout=10).text


def fetch_all(urls, most):
    """The texts of these pages, in the order of `urls`, with at most `most` requests in flight together.

    No session is ever used by two threads at the same time. There are at most `most` sessions, and each of
    them is used again and again, so that its connection stays open. Every request has a time-out.
    """
    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(fetch_page, urls))
'''


def _no_shared_session(seen: Seen) -> Finding | None:
    if seen.shared_sessions():
        return Finding(
            "shared-session",
            "Two threads used the same `Session` at the same time. Nobody promises that this works: a session has "
            "cookies, redirects and connections that each call changes. Who makes the session, and who can reach it?",
            "M22",
        )
    return None


def _all_have_a_timeout(seen: Seen) -> Finding | None:
    if None in seen.timeouts():
        return Finding(
            "wrong-result", "A request had no time-out: one page that never comes would keep its thread for ever."
        )
    return None


def _few_connections(most: int) -> Callable[[Seen], Finding | None]:
    def look(seen: Seen) -> Finding | None:
        pages = len(_ORDER)
        if seen.sessions() > most:
            return Finding(
                "too-many-sessions",
                f"{seen.sessions()} sessions were made for {pages} pages and {most} threads. A session that is thrown "
                "away after one page cannot use its connection again. `requests.get` makes one for each call, too. "
                "How often is the line that makes yours run?",
                "M06",
            )
        if seen.log.connections > most:
            return Finding(
                "too-many-sessions",
                f"{seen.log.connections} connections were opened for {pages} pages by {seen.sessions()} sessions. What "
                "closes a connection that the next page could use?",
            )
        return None

    return look


session_per_thread = web_exercise(
    id="11-3",
    title="Repair a session that all threads share",
    shape="repair",
    minutes=15,
    misconceptions=("M06", "M22", "M44", "M50"),
    hints=(
        "Count the sessions of the given program, and the threads that use them. Then count what you want.",
        (
            "`threading.local()` is an object whose attributes every thread has for itself. A thread that has none yet "
            "finds no attribute there: that is the moment to make one."
        ),
        (
            "Two other ways: `ThreadPoolExecutor(..., initializer=...)` calls a function once in each of its threads; "
            "or a queue holds `most` sessions, and who fetches a page takes one out and puts it back."
        ),
    ),
    given=ONE_SESSION,
    keep="def fetch_all(urls, most): ...",
    steps=(
        Step(
            "no session is used by two threads at the same time",
            2,
            (
                RealRun(
                    "no session shared",
                    "`fetch_all(urls, 4)` was called with twelve addresses.",
                    _TWELVE,
                    _museum,
                    _no_shared_session,
                    Plan(hold=12),
                ),
            ),
        ),
        Step(
            "the pages are right, and four of them are on their way together",
            1,
            (
                RealRun(
                    "four at a time",
                    "`fetch_all(urls, 4)` was called with twelve addresses; the newest request was answered first.",
                    _TWELVE,
                    _museum,
                    lambda seen: (
                        _all_texts(_ORDER)(seen)
                        or at_most(seen, 4)
                        or as_many_as(seen, 4, "M11")
                        or _all_have_a_timeout(seen)
                    ),
                    Plan(hold=12),
                ),
            ),
        ),
        Step(
            "sessions are used again and again",
            2,
            (
                RealRun(
                    "few sessions",
                    "`fetch_all(urls, 4)` was called with twelve addresses.",
                    _TWELVE,
                    _museum,
                    _few_connections(4),
                    Plan(hold=12),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "A lock around `session.get` keeps the threads apart, and then one page is fetched after the other.",
        "A new session in `fetch_page` is shared by nobody, and its connection is used for one page only.",
        "`threading.local()` with the session made once, next to it, gives the attribute to the main thread alone.",
    ),
)

# 11-4 ---------------------------------------------------------------------------------------------------------

FETCH = '''\
import time

import requests


def fetch(url, session):
    """The text of one page, fetched with `session`, in at most three attempts.

    Every attempt has a time-out of at most 10 seconds.
    Tried again: a time-out, a lost connection, a status of 500 or more, and 429 (too many requests).
    Not tried again: any other status of 400 or more. It raises requests.HTTPError.
    Between two attempts the program sleeps, before the third one longer than before the second. If the
    site says in the header Retry-After how many seconds to wait, it sleeps at least as long as that.
    When the third attempt fails, the error is raised: a requests.RequestException.
    """
    return session.get(url).text
'''


def _one(path: str) -> Callable[[str, str], Call]:
    return lambda url, _: Call("fetch", (url + path, None), makers=((1, "session"),))


def _failing(first: int, reply: Reply) -> Callable[[str], Content]:
    """/page fails for the first requests, then comes."""

    def content(visit: Visit) -> Reply:
        if visit.path == "/page":
            return reply if visit.earlier < first else Reply(200, _SMALL.page("/room/3"))
        return Reply(404, "There is no such page.\n")

    return lambda _: content


_ALWAYS = 1000


def _text_after(attempts: int) -> Callable[[Seen], Finding | None]:
    def look(seen: Seen) -> Finding | None:
        made = seen.log.times_fetched["/page"]
        if seen.result != _SMALL.page("/room/3"):
            return Finding(
                "wrong-result",
                f"It returned {shortened(shown(seen.result))} after {_times(made, 'attempt')}, where the text of the "
                "page was asked for.",
            )
        if made != attempts:
            return Finding("wrong-result", f"It made {_times(made, 'attempt')}, where {attempts} were needed.")
        return None

    return look


def _times(count: int, what: str) -> str:
    return f"one {what}" if count == 1 else f"{count} {what}s"


def _fails_after(attempts: int, kind: str) -> Callable[[Seen], Finding | None]:
    def look(seen: Seen) -> Finding | None:
        made = seen.log.times_fetched["/page"]
        if seen.error is None:
            return Finding(
                "wrong-result",
                f"It returned {shortened(shown(seen.result))}, where an error should be raised. `requests` gives you a "
                "response for every status; who looks at the status?",
                "M48",
            )
        if kind not in seen.error["kinds"]:
            return raised(seen)
        if made != attempts:
            more = "tried again" if made > attempts else "given up"
            return Finding(
                "wrong-result",
                f"It was {more} after {_times(min(made, attempts), 'attempt')}: {made} were made, where {attempts} "
                "were asked for.",
            )
        return None

    return look


def _all_timed(seen: Seen) -> Finding | None:
    if finding := _fails_after(3, "RequestException")(seen):
        return finding
    given = [seconds for seconds in seen.timeouts() if seconds is None or seconds > 10]
    if given:
        said = "none" if given[0] is None else f"{given[0]:g} seconds"
        return Finding("wrong-result", f"The task asks for a time-out of at most 10 seconds; one attempt had {said}.")
    return None


def _waits_longer(seen: Seen) -> Finding | None:
    waits = seen.waits("/page")
    if len(waits) == 2 and waits[1] > waits[0]:
        return None
    told = " and ".join(f"{seconds:g}" for seconds in waits) or "0"
    return Finding(
        "no-back-off",
        f"Between the attempts it slept {told} seconds. A server that is overloaded needs more time with each failure: "
        "the second pause must be longer than the first.",
        "M20",
    )


def _waits_as_told(status: int) -> Callable[[Seen], Finding | None]:
    def look(seen: Seen) -> Finding | None:
        if found := _text_after(2)(seen):
            return found
        waits = seen.waits("/page")
        if max([*waits[:1], *seen.pauses("/page")[:1]], default=0.0) >= 7:
            return None
        slept = f"{waits[0]:g}" if waits else "0"
        return Finding(
            "no-back-off",
            f"The site answered with status {status} and `Retry-After: 7`, and the next attempt came after {slept} "
            "seconds. Where can you read what the site said?",
            "M20",
        )

    return look


def _with_the_session(seen: Seen) -> Finding | None:
    """All attempts were made with the session that `fetch` was given: it makes no other one."""
    made = seen.sessions()
    if made == 1:
        return None
    how = f"{made} sessions were used" if made else "no session was used"
    return Finding(
        "wrong-result",
        f"`fetch` is given a session, and {how} for its attempts. `requests.get` makes a session of its own each time.",
        "M06",
    )


_PAGE = _one("/page")
_OVERLOADED = Reply(503, "Overloaded.\n")
_TOLD = Reply(429, "Too many requests.\n", (("Retry-After", "7"),))
_TOLD_TOO = Reply(503, "Overloaded.\n", (("Retry-After", "7"),))
_UNHELD = Plan(hold=0)
_COMES = _failing(0, _OVERLOADED)
_OVERLOADED_TWICE = _failing(2, _OVERLOADED)

fetch_robustly = web_exercise(
    id="11-4",
    version=2,
    title="Write a fetch for sites that fail",
    shape="write",
    minutes=40,
    misconceptions=("M06", "M20", "M48"),
    hints=(
        (
            "Sort the failures first: which of them are exceptions of `session.get`, and which are responses with a "
            "status that you have to look at? Which of both can be better next time?"
        ),
        (
            "One loop over the attempts. In it: one `try` around the `get`, one decision about the status, and at one "
            "place the pause. After the last attempt there is no pause: the error is raised."
        ),
        (
            "`requests.Timeout` and `requests.ConnectionError` are worth another try; `response.raise_for_status()` "
            "raises `HTTPError`. A pause of `2 ** attempt` seconds doubles; `response.headers.get('Retry-After')` may "
            "be longer."
        ),
    ),
    given=FETCH,
    steps=(
        Step(
            "every attempt has a time-out, and there are three",
            2,
            (
                RealRun(
                    "a good page",
                    "`fetch` was called for a page that comes at once.",
                    _PAGE,
                    _COMES,
                    _text_after(1),
                    _UNHELD,
                ),
                RealRun(
                    "a page that never comes",
                    "`fetch` was called for a page that is never sent.",
                    _PAGE,
                    _COMES,
                    _all_timed,
                    Plan(hold=0, silent=frozenset({"/page"})),
                    wants_error=True,
                ),
            ),
        ),
        Step(
            "what can be better next time is tried again",
            2,
            (
                RealRun(
                    "an overloaded site",
                    "The page was answered with status 503 twice, and then sent.",
                    _PAGE,
                    _OVERLOADED_TWICE,
                    _text_after(3),
                    _UNHELD,
                ),
                RealRun(
                    "a lost connection",
                    "The connection was cut twice, and then the page was sent.",
                    _PAGE,
                    _failing(2, Reply(reset=True)),
                    _text_after(3),
                    _UNHELD,
                ),
            ),
        ),
        Step(
            "what cannot be better is not tried again, and nothing is tried for ever",
            1,
            (
                RealRun(
                    "a page that is not there",
                    "The page was answered with status 404.",
                    _PAGE,
                    _failing(_ALWAYS, Reply(404)),
                    _fails_after(1, "HTTPError"),
                    _UNHELD,
                    True,
                ),
                RealRun(
                    "a broken site",
                    "The page was answered with status 500, every time.",
                    _PAGE,
                    _failing(_ALWAYS, Reply(500)),
                    _fails_after(3, "RequestException"),
                    _UNHELD,
                    True,
                ),
            ),
        ),
        Step(
            "it waits longer each time",
            1,
            (
                RealRun(
                    "pauses",
                    "The page was answered with status 503 twice, and then sent.",
                    _PAGE,
                    _OVERLOADED_TWICE,
                    _waits_longer,
                    _UNHELD,
                ),
            ),
        ),
        Step(
            "it waits as long as the site says, and uses the session that it is given",
            1,
            (
                RealRun(
                    "the session",
                    "The page was answered with status 503 twice, and then sent.",
                    _PAGE,
                    _OVERLOADED_TWICE,
                    _with_the_session,
                    _UNHELD,
                ),
                RealRun(
                    "Retry-After",
                    "The page was answered with status 429 once, and then sent.",
                    _PAGE,
                    _failing(1, _TOLD),
                    _waits_as_told(429),
                    _UNHELD,
                ),
                RealRun(
                    "Retry-After of an overloaded site",
                    "The page was answered with status 503 once, and then sent.",
                    _PAGE,
                    _failing(1, _TOLD_TOO),
                    _waits_as_told(503),
                    _UNHELD,
                ),
            ),
        ),
    ),
    why_others_fail=(
        (
            "`except requests.RequestException: continue` around `raise_for_status()` tries a page that is not there "
            "three times: the site will not find it next time either."
        ),
        "The same pause before every attempt lets all clients of an overloaded site come back together.",
        "`future.result(timeout=10)` stops your waiting, not the request: the thread is still there.",
    ),
)

# 11-5 ---------------------------------------------------------------------------------------------------------

CRAWL = '''\
from urllib.parse import urldefrag, urljoin, urlsplit


def crawl(start, links_of, allowed, most):
    """The addresses of all pages of one site that can be reached from `start`, as a set.

    links_of(url)  fetches a page, and returns its links as they stand in it: relative, with fragments (#north),
                   some of them twice, some to other sites. It raises an exception when the page does not come;
                   such a page is not in the result, and the crawl goes on.
    allowed(url)   whether robots.txt allows this address.

    Each page is fetched once; an address without its fragment is a page. No page of another site (another
    scheme, host or port than `start`), and none that is not allowed, is fetched. At most `most` pages are
    fetched at the same time, and as many as that when so many are known.
    """
    found = {start}
    todo = [start]
    while todo:
        url = todo.pop()
        for link in links_of(url):
            page = urljoin(url, link)
            if page not in found and page.startswith("http://"):
                found.add(page)
                todo.append(page)
    return found
'''

_BIG = 200
_BROKEN = frozenset({"/room/9", "/room/40", "/room/133"})


def _big(elsewhere: str) -> Museum:
    return Museum(rooms=_BIG, seed=5, elsewhere=elsewhere)


def _big_content(elsewhere: str) -> Content:
    content = museum_content(_big(elsewhere))
    return lambda visit: Reply(500, "This room is closed.\n") if visit.path in _BROKEN else content(visit)


def _reachable() -> frozenset[str]:
    """The paths of all rooms that an obedient crawler can reach, the closed ones among them."""
    museum, found, todo = _big(""), {Museum.ENTRANCE}, [Museum.ENTRANCE]
    while todo:
        path = todo.pop()
        if path in _BROKEN:
            continue
        new = {door.room for door in museum.doors(path) if door.room} - found - set(museum.staff_paths)
        found |= new
        todo += sorted(new)
    return frozenset(found)


def _crawl(most: int) -> Callable[[str, str], Call]:
    return lambda url, _: Call("crawl", (url + "/", None, url, most), makers=((1, "links_of"), (2, "allowed")))


def _found_all(seen: Seen) -> Finding | None:
    expected = _reachable()
    museum = _big("")
    times = seen.log.times_fetched
    if seen.elsewhere.visits:
        return Finding("wrong-result", "A page of another site was fetched. What makes an address one of this site?")
    staff = sorted(path for path in times if path in museum.staff_paths)
    if staff:
        return Finding("wrong-result", f"{staff[0]} was fetched, which robots.txt does not allow.")
    if any(count > 1 for path, count in times.items() if path != Museum.ROBOTS):
        return Finding(
            "wrong-result",
            # which ones is a matter of speed
            "Pages were fetched more than once. When do you write down that a page is known: when it is found, or when "
            "it has come?",
            "M09",
        )
    never = sorted(expected - times.keys())
    if never:
        # how many there are may be an accident
        return Finding("wrong-result", f"Not all pages were fetched; one that was not is {never[-1]}.")
    said = seen.result
    if not isinstance(said, (set, frozenset, list, tuple)) or not all(isinstance(url, str) for url in said):
        return Finding("wrong-result", f"It returned {shortened(shown(said))}, where a set of addresses was asked for.")
    paths = {url.removeprefix(seen.url) for url in said}
    if wrong := sorted(paths & _BROKEN):
        return Finding("wrong-result", f"{wrong[0]} did not come, and is in the result.")
    if extra := sorted(paths - expected):
        return Finding("wrong-result", f"In the result is {shortened(extra[0])}, which is no page of this site.")
    if missing := sorted(expected - _BROKEN - paths):
        return Finding(
            "wrong-result", f"{missing[0]} was fetched, and is not in the result ({len(missing)} are missing)."
        )
    return None


# no more than an executor's default number of threads on one core
_CRAWL_5 = _crawl(5)
_fetching = Probe("fetching a page")


class _Tiny:
    """A site in the model checker: who fetches what, and how many at the same time.

    Args:
        closed: the pages that do not come.
        twins: two pages that come only while both are being fetched, or when nobody else can come.
    """

    def __init__(
        self,
        pages: dict[str, list[str]],
        closed: frozenset[str] = frozenset(),
        twins: frozenset[str] = frozenset(),
    ) -> None:
        self.pages, self.closed, self.twins = pages, closed, twins
        self.asked: list[str] = []
        self.inside = self.most = 0
        self.alone = False
        self._both = Event()

    def links_of(self, url: str) -> list[str]:
        with _fetching:
            self.asked.append(url)
            self.inside += 1
            self.most = max(self.most, self.inside)
        if url in self.twins:
            if self.twins <= set(self.asked):
                self._both.set()
            elif not self._both.wait(PATIENCE):
                self.alone = True
                self._both.set()
        with _fetching:
            self.inside -= 1
        if url in self.closed:
            raise requests.ConnectionError(f"{url} does not come")
        return list(self.pages.get(url, ()))


_HOME = "http://museum/"


def _tiny(
    most: int,
    pages: dict[str, list[str]],
    closed: frozenset[str] = frozenset(),
    twins: frozenset[str] = frozenset(),
) -> Scenario:
    def main(answer: Any) -> Any:
        site = _Tiny(pages, closed, twins)
        found = answer.crawl(_HOME, site.links_of, lambda url: "/staff" not in url, most)
        return found, site

    def accept(result: Any) -> bool | str:
        found, site = result
        twice = sorted({url for url in site.asked if site.asked.count(url) > 1})
        if twice:
            return f"`links_of` was called twice for {twice[0]}."
        wrong = sorted(set(site.asked) - pages.keys())
        if wrong:
            return f"`links_of` was called for {wrong[0]}."
        if site.most > most:
            return f"{site.most} pages were fetched at the same time, where at most {most} are allowed."
        never = sorted(pages.keys() - set(site.asked))
        if never:
            return f"{never[0]} was never fetched."
        if site.alone:
            return f"{' and '.join(sorted(twins))} were known, and only one of them was fetched at a time."
        if not issubclass(type(found), (set, frozenset, list, tuple)):
            return f"`crawl` returned {shown(found)}, where a set of addresses was asked for."
        missing = sorted(pages.keys() - closed - set(found))
        if missing:
            return f"{missing[0]} is not in the result."
        if set(found) & closed:
            return "A page that did not come is in the result."
        return True

    return Scenario(main=main, accept=accept)


_FORK = {_HOME: ["a", "b"], _HOME + "a": [], _HOME + "b": []}
# what follows the question mark belongs to an address; another scheme or port, or a longer host, is another site
_ELSEWHERE = ["https://museum/", "http://museum:8080/", "http://museum.town/", "http://elsewhere/"]
_A = "a?floor=1"
_CYCLE = {_HOME: [_A, "b#north"], _HOME + _A: ["b", "/"], _HOME + "b": [f"{_A}#south", *_ELSEWHERE]}
_CLOSED = {_HOME: ["a", "b"], _HOME + "a": ["c"], _HOME + "b": ["/c", "/staff/1"], _HOME + "c": []}

crawler = web_exercise(
    id="11-5",
    title="Write a crawler for 200 pages",
    shape="write",
    minutes=75,
    misconceptions=("M09", "M37", "M44"),
    hints=(
        (
            "Three questions first. Who decides whether an address is new, and can two threads ask that at the same "
            "time? How do you write the same address always in the same way? How do you know that the crawl is over?"
        ),
        (
            "Let the main thread do all that is shared: it alone knows `seen`, gives pages to a pool, and looks at the "
            "links that come back. The pool's threads call `links_of` and nothing else."
        ),
        (
            "`wait(running, return_when=FIRST_COMPLETED)` gives the futures that are done; for each new address of "
            "theirs, `submit`. The crawl is over when nothing runs. `urldefrag(urljoin(url, link)).url` is the address "
            "of a link."
        ),
    ),
    given=CRAWL,
    unprotected="M09",
    version=3,
    steps=(
        Step(
            "all pages are found, each is fetched once, and nothing else",
            3,
            (
                RealRun(
                    "a museum of 200 rooms",
                    "`crawl` was called for a site of 200 pages, three of which are answered with status 500.",
                    _CRAWL_5,
                    _big_content,
                    _found_all,
                    Plan(hold=24),
                    judges_floods=True,
                ),
            ),
        ),
        Step(
            "at most `most` pages are fetched together, and as many as that",
            2,
            (
                RealRun(
                    "five at a time",
                    "`crawl` was called with `most` = 5; the first page leads to twelve others.",
                    _CRAWL_5,
                    _big_content,
                    lambda seen: at_most(seen, 5) or as_many_as(seen, 5),
                    Plan(hold=24),
                    judges_floods=True,
                ),
            ),
        ),
        Step(
            "whatever the order of the threads",
            3,
            (
                Situation(
                    "three pages in a circle",
                    "Three pages lead to each other, and two are fetched together.",
                    _tiny(2, _CYCLE),
                ),
                Situation(
                    "a first page that does not come",
                    "The first page does not come, so there is nothing to be found.",
                    _tiny(2, {_HOME: []}, frozenset({_HOME})),
                ),
                Situation(
                    "a page that does not come",
                    "Two pages lead to a third, one of them does not come.",
                    _tiny(2, _CLOSED, frozenset({_HOME + "b"})),
                ),
                Situation(
                    "two pages at a time",
                    "The first page leads to two others, which are to be fetched together.",
                    _tiny(2, _FORK, twins=frozenset({_HOME + "a", _HOME + "b"})),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`if url not in seen` in one step and `seen.add(url)` in another lets two threads find the same page new.",
        "Threads that end when the queue is empty end too early: a page that is on its way brings new links.",
        "An address that is written down when its page has come is found again while it is on its way.",
        "`pool.map` over the links of a page, inside a thread of the same pool, can wait for itself.",
    ),
)
