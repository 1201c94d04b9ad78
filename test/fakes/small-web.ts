// Servers on loopback that stand for the web: what they saw is kept, and they end with the test.
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach } from 'vitest'
import { createSafeFetch, type SafeFetchOptions } from '#lib/safe-fetch.ts'
import { makeCertificate } from './certificate.ts'

const certificate = makeCertificate([
  'media.example',
  'cdn.example',
  'both.example',
  'turns.example',
  'acme.example',
  'www.acme.example',
])
const ended: (() => void)[] = []
afterEach(() => {
  for (const end of ended.splice(0)) end()
})

const endedWithFile: (() => void)[] = []
afterAll(() => {
  for (const end of endedWithFile.splice(0)) end()
})

type Seen = {
  host: string
  path: string
  method: string
  headers: http.IncomingHttpHeaders
  body: string
  serverName: string | false
}

/** A server on loopback; what it saw is kept. */
export async function serve(
  scheme: 'http' | 'https',
  answer: (request: http.IncomingMessage, response: http.ServerResponse) => void,
  lasts: 'test' | 'file' = 'test',
) {
  const seen: Seen[] = []
  const handler: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const serverName =
        'servername' in request.socket ? (request.socket.servername as string | false) : false
      seen.push({
        host: request.headers.host ?? '',
        path: request.url ?? '',
        method: request.method ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        serverName,
      })
      answer(request, response)
    })
  }
  const server = scheme === 'https' ? https.createServer(certificate, handler) : http.createServer(handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const end = () => {
    server.closeAllConnections()
    server.close()
  }
  if (lasts === 'test') ended.push(end)
  else endedWithFile.push(end)
  return { seen, port, origin: `${scheme}://127.0.0.1:${port}` }
}

/** A world in which 127.0.0.1 is the public internet and everything else is private. */
export function world(names: Record<string, string[][]>, ports: number[]) {
  const asked: string[] = []
  const fetch = createSafeFetch({
    resolve: (host) => {
      asked.push(host)
      const turn = names[host]?.length === 1 ? names[host][0] : names[host]?.shift()
      if (!turn) return Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))
      return Promise.resolve(turn.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
    },
    allows: (address) => address === '127.0.0.1',
    ports: ['', ...ports.map(String)],
    ca: certificate.cert,
  })
  return { fetch, asked }
}

export const options: SafeFetchOptions = { maxBytes: 10_000, timeoutMs: 5_000 }
