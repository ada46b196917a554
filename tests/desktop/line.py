"""A way to a server's socket, as a process of its own: to end it cuts the line. Usage: line.py PATH SERVER-PATH"""
import asyncio
import os
import sys

PATH, SERVER = sys.argv[1:]


async def carry(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    writer.close()


async def serve(reader, writer):
    far_reader, far_writer = await asyncio.open_unix_connection(SERVER)
    await asyncio.gather(carry(reader, far_writer), carry(far_reader, writer))


async def main():
    if os.path.exists(PATH):
        os.unlink(PATH)  # left by the one before, who was killed
    server = await asyncio.start_unix_server(serve, PATH)
    print('ready', flush=True)
    await server.serve_forever()


asyncio.run(main())
