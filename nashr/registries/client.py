"""The HTTP client that asks the registries: within limits, and no other host than theirs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

import httpx

from nashr import __version__
from nashr.messages import Message
from nashr.project.cache import Cache, key_of
from nashr.registries.services import origin

#: Seconds to connect and between two pieces of an answer, and for an answer as a whole.
TIMEOUT, DEADLINE = 10.0, 30.0
#: Bytes of an answer, after it was unpacked.
LARGEST = 5_000_000
_MOST_REDIRECTS = 4
#: Seconds that are waited where a registry asks to, once.
_LONGEST_WAIT = 5.0
_BUSY = frozenset({429, 500, 502, 503, 504})
_CHUNK = 1 << 16


class RegistryError(Exception):
    """A registry gave no answer that can be used: a sentence."""


class NotFound(RegistryError):
    """The registry does not know the work."""


class Unreachable(RegistryError):
    """The registry cannot be reached from here, or does not answer in time."""


class Client:
    """Asks for addresses of the allowed ``origins``; ``refresh`` passes the cache over."""

    def __init__(
        self,
        origins: frozenset[str],
        cache: Cache,
        *,
        refresh: bool = False,
        timeout: float = TIMEOUT,
        deadline: float = DEADLINE,
    ) -> None:
        self._origins = origins
        self._cache = cache
        self._refresh = refresh
        self._deadline = deadline
        self._http = httpx.Client(
            follow_redirects=False,
            timeout=timeout,
            headers={"User-Agent": f"nashr/{__version__}"},
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, address: str, accept: str, parameters: Mapping[str, str] | None = None) -> bytes:
        """What stands at an address. Raises ``RegistryError``."""
        whole = str(httpx.URL(address, params=parameters) if parameters else httpx.URL(address))
        key = key_of("registry", whole, accept)
        kept = None if self._refresh else self._cache.get(key)
        if kept is not None:
            return kept
        data = self._ask(whole, accept)
        self._cache.put(key, data)
        return data

    def _ask(self, address: str, accept: str) -> bytes:
        end = time.monotonic() + self._deadline
        has_waited = False
        for _ in range(_MOST_REDIRECTS + 2):
            if origin(address) not in self._origins:
                message = Message("{host} is none of the registries; it is not asked.")
                raise RegistryError(message.having(host=_host(address)))
            with self._response(address, accept) as response:
                if response.is_redirect:
                    address = urljoin(address, response.headers.get("Location", ""))
                    continue
                if response.status_code in _BUSY and not has_waited:
                    has_waited = True
                    time.sleep(min(_wait(response), max(0.0, end - time.monotonic())))
                    continue
                return self._body(response, address, end)
        message = Message("{host} sends from one address to the next.")
        raise RegistryError(message.having(host=_host(address)))

    @contextmanager
    def _response(self, address: str, accept: str) -> Iterator[httpx.Response]:
        host = _host(address)
        try:
            with self._http.stream("GET", address, headers={"Accept": accept}) as response:
                yield response
        except httpx.TimeoutException:
            raise Unreachable(Message("{host} does not answer in time.", host=host)) from None
        except httpx.TransportError as error:
            message = Message("{host} cannot be reached: {error}.", host=host, error=str(error))
            raise Unreachable(message) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            message = Message("{host} gives an answer that cannot be read: {error}.")
            raise RegistryError(message.having(host=host, error=str(error))) from None

    def _body(self, response: httpx.Response, address: str, end: float) -> bytes:
        host, status = _host(address), response.status_code
        if status in (404, 410):
            raise NotFound(Message("{host} does not know it.", host=host))
        if status in _BUSY:
            message = Message("{host} is busy (HTTP {status}); try again later.")
            raise Unreachable(message.having(host=host, status=status))
        if status != 200:
            message = Message("{host} refuses to answer (HTTP {status}).", host=host, status=status)
            raise RegistryError(message)
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_bytes(_CHUNK):
            size += len(piece)
            if size > LARGEST:
                message = Message("{host} gives an answer of more than {most} MB.")
                raise RegistryError(message.having(host=host, most=LARGEST // 1_000_000))
            if time.monotonic() > end:
                raise Unreachable(Message("{host} does not answer in time.", host=host))
            pieces.append(piece)
        return b"".join(pieces)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or "The registry"
    except ValueError:
        return "The registry"


def _wait(response: httpx.Response) -> float:
    """The seconds that a registry asks to wait, within bounds (RFC 9110, section 10.2.3)."""
    asked = response.headers.get("Retry-After", "")
    return min(float(asked), _LONGEST_WAIT) if asked.isascii() and asked.isdecimal() else 1.0
