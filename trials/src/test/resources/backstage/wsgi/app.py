import os
import signal
import time


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/sleep":
        time.sleep(4)
    elif path == "/raise":
        raise RuntimeError("the shop is broken")
    elif path == "/kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif path == "/eat":
        eaten = []
        while True:
            eaten.append(b"x" * (1 << 20))
    elif path == "/half":
        return half(start_response)
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
    return [b"well\n"]


def half(start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "1000")])
    yield b"h" * 500
    os.kill(os.getpid(), signal.SIGKILL)
