"""Clients that wrk cannot play: readers that stall, and listeners that take 128 kbit/s."""

import select
import socket
import time
from dataclasses import dataclass

from servers import Server

BYTES_PER_SECOND = 128_000 // 8


def open_reader(server: Server, path: str, receive_buffer: int) -> socket.socket:
    """A connection that asked for a file and read nothing of it yet."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    client.connect(("127.0.0.1", server.port))
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: bench\r\nUser-Agent: reader\r\n\r\n".encode())
    return client


def stalled(server: Server, path: str, count: int) -> list[socket.socket]:
    """That many readers, each with its first byte waiting."""
    clients = [open_reader(server, path, 4096) for _ in range(count)]
    waiting = set(clients)
    poll = select.poll()
    by_number = {client.fileno(): client for client in clients}
    for client in clients:
        poll.register(client, select.POLLIN)
    deadline = time.monotonic() + 30
    while waiting and time.monotonic() < deadline:
        for number, _ in poll.poll(1000):
            poll.unregister(number)
            waiting.discard(by_number[number])
    if waiting:
        raise SystemExit(f"{len(waiting)} of {count} stalled readers got no first byte")
    return clients


@dataclass
class Listener:
    """A player: plays once a second of audio is there, keeps one more second."""

    client: socket.socket
    received: int = 0
    started: float | None = None
    underruns: int = 0

    def step(self, now: float) -> None:
        """Takes what the player has room for, and looks whether it ran dry."""
        played = (now - self.started) * BYTES_PER_SECOND if self.started is not None else 0
        room = int(played) + 2 * BYTES_PER_SECOND - self.received
        while room > 0:
            try:
                count = len(self.client.recv(room))
            except BlockingIOError:
                break
            if count == 0:
                raise SystemExit("a listener was cut off")
            self.received += count
            room -= count
        if self.started is None:
            if self.received >= BYTES_PER_SECOND:
                self.started = now
        elif self.received < played:
            self.underruns += 1
            # Plays on after it has a second again, as players do.
            self.started = now - max(0, self.received - BYTES_PER_SECOND) / BYTES_PER_SECOND


def paced(server: Server, path: str, count: int, seconds: float) -> dict:
    """Listeners for some time; how often one ran dry and what they cost."""
    listeners = []
    for _ in range(count):
        client = open_reader(server, path, 32 * 1024)
        client.setblocking(False)
        listeners.append(Listener(client))
    before = server.cpu_seconds()
    begin = time.monotonic()
    late = 0.0
    ticks = 0
    while (now := time.monotonic()) - begin < seconds:
        for listener in listeners:
            listener.step(time.monotonic())
        ticks += 1
        late = max(late, time.monotonic() - now)
        time.sleep(max(0, begin + ticks * 0.1 - time.monotonic()))
    elapsed = time.monotonic() - begin
    cpu = server.cpu_seconds() - before
    memory = server.memory()
    for listener in listeners:
        listener.client.close()
    return {
        "listeners": count,
        "seconds": round(elapsed),
        "underruns": sum(listener.underruns for listener in listeners),
        "cpuPercentOfOneCore": round(100 * cpu / elapsed, 2),
        "longestClientPauseMilliseconds": round(late * 1000),
        **memory,
    }
