// A line between browser and server that can be cut: connections break and are refused, as when the server is gone, and
// come through again when it is mended.

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { afterAll } from 'vitest'

export type Line = { url: string; cut(): Promise<void>; mend(): Promise<void> }

/** A second address of the server behind `url`. Taken away after the file's tests. */
export async function startLine(url: string): Promise<Line> {
  const target = Number(new URL(url).port)
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        open.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve)
    })
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of open) socket.destroy()
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  afterAll(() => (server.listening ? cut() : undefined))
  return { url: `http://127.0.0.1:${port}`, cut, mend: () => listen(port) }
}
