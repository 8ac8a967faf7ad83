"""What a WMS says of itself: its layers, in which reference systems, whose they are and from when.

GetCapabilities after OGC 06-042 (1.3.0) and OGC 01-068r3 (1.1.1). The newer version is asked for; what comes is read by
its own version, and pictures are asked for in that.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from console.basemap.capabilities_xml import Node, XmlRefused, read_xml
from console.basemap.fetch import Fetcher, FetchProblem, told_words
from console.basemap.provider import Bounds, Trouble
from console.basemap.wms_hosts import allowed
from console.basemap.wms_service import Lack, NoService, Service, ServiceLayer
from console.domain.geo.wms_systems import MODERN, usable

LARGEST = 8 * 1024 * 1024
TIMEOUT_S = 15.0
MOST_LAYERS = 2000
LONGEST = 200
OWN_WORDS = (
    "service", "request", "version", "layers", "styles", "srs", "crs", "bbox", "width", "height", "format",
    "transparent", "exceptions", "bgcolor",
)  # fmt: skip
"""What is ours to say in an address; people paste whole requests."""
ROOTS = {"WMS_Capabilities": MODERN, "WMT_MS_Capabilities": "1.1.1"}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def plain_address(url: str) -> str:
    """An address as a person has it, without what we say ourselves."""
    parts = urlsplit(url.strip())
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if name.lower() not in OWN_WORDS]  # fmt: skip
    return parts._replace(query=urlencode(kept), fragment="").geturl()


def ask_service(url: str, hosts: tuple[str, ...]) -> Service:
    """Ask and read. Raises ``NoService``; takes 15 s at most."""
    if not allowed(url, hosts):
        raise NoService(Lack.HOST)
    address = plain_address(url)
    query = urlencode({"SERVICE": "WMS", "REQUEST": "GetCapabilities", "VERSION": MODERN})
    fetch = Fetcher({"Accept": "text/xml, application/xml, */*"}, TIMEOUT_S)
    body, failed = b"", None
    try:
        asked = f"{address}{'&' if urlsplit(address).query else '?'}{query}"
        body = fetch.get(asked, largest=LARGEST, plain=True).body or b""
    except FetchProblem as problem:
        failed = NoService(_lack_of(problem), str(problem))
    finally:
        fetch.close()
    if failed is not None:
        raise failed  # not from within: what was caught holds the connection
    return read_service(body, address)


def _lack_of(problem: FetchProblem) -> Lack:
    if str(problem).startswith(("HTTP 401", "HTTP 403", "HTTP 407")) or problem.trouble is Trouble.AWAY:
        return Lack.LOGIN
    return {Trouble.OFFLINE: Lack.UNREACHABLE, Trouble.BAD: Lack.NOT_WMS}.get(problem.trouble, Lack.REFUSED)


def read_service(data: bytes, url: str) -> Service:
    """The answer to GetCapabilities. Raises ``NoService``."""
    page = data[:100_000].lower()
    if b"<html" in page:
        raise NoService(Lack.LOGIN if b'type="password"' in page or b"type='password'" in page else Lack.NOT_WMS)
    try:
        root = read_xml(data)
    except XmlRefused as problem:
        lack = Lack.UNSAFE if "entities" in str(problem) or "elements" in str(problem) else Lack.NOT_WMS
        raise NoService(lack, str(problem)) from None
    if root.name in ("ServiceExceptionReport", "ExceptionReport"):
        raise NoService(Lack.REFUSED, told_words(data[:4096]))
    if root.name not in ROOTS:
        raise NoService(Lack.NOT_WMS, root.name[:40])
    return _service(root, url)


def _service(root: Node, url: str) -> Service:
    capability = root.at("Capability") or Node("", {})
    formats = {
        " ".join(each.text.split()).lower() for each in (capability.at("Request", "GetMap") or root).all("Format")
    }
    if formats and not any(each.startswith("image/png") for each in formats):
        raise NoService(Lack.NO_PNG, ", ".join(sorted(formats))[:LONGEST])
    source = root.words("Service", "ContactInformation", "ContactPersonPrimary", "ContactOrganization")
    layers = [layer for top in capability.all("Layer") for layer in _layers(top, (), None, source)][:MOST_LAYERS]
    if not layers:
        raise NoService(Lack.NO_LAYER)
    if not any(layer.systems for layer in layers):
        raise NoService(Lack.NO_SYSTEM, ", ".join(layers[0].offered)[:LONGEST])
    told = root.attributes.get("version", "")
    version = MODERN if told == MODERN else ROOTS[root.name]
    return Service(url, root.words("Service", "Title")[:LONGEST], version, tuple(layers))


def _layers(node: Node, systems: tuple[str, ...], bounds: Bounds | None, source: str) -> Iterator[ServiceLayer]:
    """This layer and those in it, which inherit its systems, box and attribution (06-042, table 6)."""
    told = [each.upper() for kind in ("CRS", "SRS") for child in node.all(kind) for each in child.text.split()]
    systems = (*systems, *(each for each in dict.fromkeys(told) if each not in systems))
    bounds = _bounds(node) or bounds
    source = node.words("Attribution", "Title")[:LONGEST] or source
    name = node.words("Name")
    if name and "," not in name:
        yield ServiceLayer(
            name[:LONGEST], node.words("Title")[:LONGEST] or name[:LONGEST], node.words("Abstract")[:LONGEST], source,
            _day(node), tuple(usable(systems)), systems[:8], bounds,
        )  # fmt: skip
    for child in node.all("Layer"):
        yield from _layers(child, systems, bounds, source)


def _bounds(node: Node) -> Bounds | None:
    box, plain = node.at("EX_GeographicBoundingBox"), node.at("LatLonBoundingBox")
    try:
        if box is not None:
            names = ("westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude")
            west, south, east, north = (float(box.words(name)) for name in names)
        elif plain is not None:
            west, south, east, north = (float(plain.attributes[name]) for name in ("minx", "miny", "maxx", "maxy"))
        else:
            return None
    except (KeyError, ValueError):
        return None
    good = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if good else None


def _day(node: Node) -> str:
    """Of the time that is drawn when nobody asks for another: a dimension's default, in 1.1.1 its extent's."""
    for kind in ("Dimension", "Extent"):
        for each in node.all(kind):
            found = _DAY.match(each.attributes.get("default", ""))
            if each.attributes.get("name", "").lower() == "time" and found:
                try:
                    return datetime.date(*map(int, found.groups())).isoformat()
                except ValueError:
                    continue
    return ""
