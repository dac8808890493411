"""Redis' protocol, for both sides."""


class Fault(Exception):
    pass


def encode(answer):
    if answer is None:
        return b"$-1\r\n"
    if isinstance(answer, tuple):
        return (answer[0] + answer[1] + "\r\n").encode()
    if isinstance(answer, int):
        return b":%d\r\n" % answer
    if isinstance(answer, list):
        return b"*%d\r\n" % len(answer) + b"".join(encode(part) for part in answer)
    data = answer.encode("utf-8", "surrogateescape")
    return b"$%d\r\n%s\r\n" % (len(data), data)


async def receive(reader):
    """The next command's words; none at the end."""
    line = (await reader.readline()).decode().strip()
    if not line.startswith("*"):
        return line.split()
    return [await receive_part(reader) for _ in range(int(line[1:]))]


async def receive_part(reader):
    line = (await reader.readline()).decode().strip()
    kind, rest = line[:1], line[1:]
    if kind == "$":
        if rest == "-1":
            return None
        data = await reader.readexactly(int(rest) + 2)
        return data[:-2].decode("utf-8", "surrogateescape")
    if kind == "*":
        return [await receive_part(reader) for _ in range(int(rest))]
    if kind == "-":
        raise Fault(rest)
    return rest


async def ask(reader, writer, *words):
    writer.write(encode(list(words)))
    await writer.drain()
    return await receive_part(reader)
