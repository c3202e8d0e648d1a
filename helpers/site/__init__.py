"""A web site of our own, for lessons and exercises about the web: no internet, no fixed port, no other machine.

* `pages.py`: what the site shows: a museum of some hundred rooms, made from a seed;
* `traffic.py`: requests, replies, and the log of who asked for what;
* `policy.py`: when a request is answered, and with what: delays, errors, limits;
* `server.py`: HTTP/1.1 on the loopback interface, one thread, a free port;
* `local.py`: the site as lessons use it: `with Site() as site:` or `site = open_site()`.

The protocol is read by h11 (https://h11.readthedocs.io); servers of the standard library give each connection a thread
that cannot be asked to hold its reply, and their own documentation does not recommend them for more than simple uses.
"""

from helpers.site.local import Site, open_site
from helpers.site.pages import Museum
from helpers.site.policy import Holding, Policy, Showing
from helpers.site.server import Server
from helpers.site.traffic import Log, Reply, Visit

__all__ = ["Holding", "Log", "Museum", "Policy", "Reply", "Server", "Showing", "Site", "Visit", "open_site"]
