import { describe, expect, it } from 'vitest'
import { options, serve, world } from '#test/fakes/small-web.ts'
import { safeFetch } from './safe-fetch.ts'

describe('what it fetches', () => {
  it('an HTTPS address, at the address that was checked, under its own name', async () => {
    const server = await serve('https', (_request, response) =>
      response.setHeader('content-type', 'image/png').end('picture'),
    )
    const { fetch, asked } = world({ 'media.example': [['127.0.0.1']] }, [server.port])
    const result = await fetch(`https://media.example:${server.port}/a?b=c`, options)
    expect(result).toMatchObject({
      ok: true,
      status: 200,
      contentType: 'image/png',
      url: `https://media.example:${server.port}/a?b=c`,
    })
    expect(result.ok && Buffer.from(result.body).toString()).toBe('picture')
    expect(server.seen).toMatchObject([
      { host: `media.example:${server.port}`, path: '/a?b=c', serverName: 'media.example', method: 'GET' },
    ])
    expect(asked).toEqual(['media.example'])
  })

  it('a plain HTTP address on this machine only where its origin is allowed, to the port', async () => {
    const server = await serve('http', (_request, response) => response.end('ok'))
    expect(
      await safeFetch(`${server.origin}/x`, { ...options, allowOrigins: [server.origin] }),
    ).toMatchObject({ ok: true })
    expect(await safeFetch(`${server.origin}/x`, options)).toMatchObject({ ok: false, problem: 'bad_url' })
    expect(
      await safeFetch(`http://127.0.0.1:${server.port + 1}/x`, { ...options, allowOrigins: [server.origin] }),
    ).toMatchObject({ ok: false, problem: 'bad_url' })
    expect(
      await safeFetch(`http://localhost:${server.port}/x`, { ...options, allowOrigins: [server.origin] }),
    ).toMatchObject({ ok: false, problem: 'bad_url' })
    expect(server.seen).toHaveLength(1)
  })

  it('sends a body and headers, and keeps the frame of the request for itself', async () => {
    const server = await serve('http', (_request, response) => response.writeHead(202).end())
    const result = await safeFetch(`${server.origin}/hook`, {
      ...options,
      method: 'POST',
      body: '{"a":1}',
      headers: {
        'Content-Type': 'application/json',
        Host: 'elsewhere.example',
        'Transfer-Encoding': 'chunked',
        'X-Signature': 'abc',
      },
      allowOrigins: [server.origin],
    })
    expect(result).toMatchObject({ ok: true, status: 202 })
    expect(server.seen).toMatchObject([
      {
        method: 'POST',
        body: '{"a":1}',
        host: `127.0.0.1:${server.port}`,
        headers: { 'content-type': 'application/json', 'x-signature': 'abc', 'accept-encoding': 'identity' },
      },
    ])
  })
})

describe('where it does not go', () => {
  it.each([
    ['https://127.0.0.1/', 'refused_address'],
    ['https://[::1]/', 'refused_address'],
    ['https://[::ffff:10.0.0.1]/', 'refused_address'],
    ['https://0x7f.1/', 'refused_address'],
    ['https://2130706433/', 'refused_address'],
    ['https://169.254.169.254/latest/meta-data/', 'refused_address'],
    ['https://[64:ff9b::a9fe:a9fe]/', 'refused_address'],
    ['https://localhost/', 'refused_address'],
    ['https://8.8.8.8:22/', 'refused_address'],
    ['https://user:secret@example.com/', 'bad_url'],
    ['http://example.com/', 'bad_url'],
    ['ftp://example.com/', 'bad_url'],
    ['file:///etc/passwd', 'bad_url'],
    ['/relative', 'bad_url'],
    ['', 'bad_url'],
  ])('%s: %s', async (url, problem) => {
    expect(await safeFetch(url, options)).toMatchObject({ ok: false, problem, retryable: false })
  })

  it('a name that leads into a private network, also where only one of its addresses does', async () => {
    const { fetch } = world(
      { 'media.example': [['10.0.0.1']], 'both.example': [['127.0.0.1', '10.0.0.1']] },
      [],
    )
    expect(await fetch('https://media.example/', options)).toMatchObject({
      ok: false,
      problem: 'refused_address',
    })
    expect(await fetch('https://both.example/', options)).toMatchObject({
      ok: false,
      problem: 'refused_address',
    })
  })

  it('a name that changes its mind between check and connection: it is asked once', async () => {
    const server = await serve('https', (_request, response) => response.end('the checked one'))
    const { fetch, asked } = world({ 'turns.example': [['127.0.0.1'], ['10.0.0.1']] }, [server.port])
    expect(await fetch(`https://turns.example:${server.port}/`, options)).toMatchObject({ ok: true })
    expect(asked).toHaveLength(1)
    // Each redirect is a new question, and here the answer has become a private address.
    expect(await fetch(`https://turns.example:${server.port}/`, options)).toMatchObject({
      ok: false,
      problem: 'refused_address',
    })
  })

  it('a host whose certificate is not its own', async () => {
    const server = await serve('https', (_request, response) => response.end('no'))
    const { fetch } = world({ 'wrong.example': [['127.0.0.1']] }, [server.port])
    expect(await fetch(`https://wrong.example:${server.port}/`, options)).toMatchObject({
      ok: false,
      problem: 'bad_certificate',
    })
    expect(server.seen).toEqual([])
  })
})

describe('redirects', () => {
  it.each([
    ['https://10.0.0.1/', 'refused_address'],
    ['https://private.example/', 'refused_address'],
    ['http://media.example/', 'refused_redirect'],
    ['//user:secret@media.example/', 'bad_url'],
  ])('to %s: %s', async (location, problem) => {
    const server = await serve('https', (_request, response) => response.writeHead(302, { location }).end())
    const { fetch } = world({ 'media.example': [['127.0.0.1']], 'private.example': [['192.168.0.1']] }, [
      server.port,
    ])
    expect(await fetch(`https://media.example:${server.port}/`, options)).toMatchObject({
      ok: false,
      problem,
    })
    expect(server.seen).toHaveLength(1)
  })

  it('from an allowed origin do not lead to its neighbours', async () => {
    const neighbour = await serve('http', (_request, response) => response.end('internal'))
    const server = await serve('http', (_request, response) =>
      response.writeHead(307, { location: `${neighbour.origin}/admin` }).end(),
    )
    expect(await safeFetch(server.origin, { ...options, allowOrigins: [server.origin] })).toMatchObject({
      ok: false,
      problem: 'refused_redirect',
    })
    expect(neighbour.seen).toEqual([])
  })

  it('drop credentials once another host is asked, for good', async () => {
    const server = await serve('https', (request, response) => {
      const target = {
        '/1': `https://cdn.example:${server.port}/2`,
        '/2': `https://media.example:${server.port}/3`,
      }[request.url ?? '']
      if (target) response.writeHead(302, { location: target }).end()
      else response.end('end')
    })
    const { fetch } = world({ 'media.example': [['127.0.0.1']], 'cdn.example': [['127.0.0.1']] }, [
      server.port,
    ])
    const headers = {
      Authorization: 'Basic c2VjcmV0',
      'X-Api-Key': 'secret',
      Cookie: 'a=b',
      Accept: 'image/*',
    }
    expect(await fetch(`https://media.example:${server.port}/1`, { ...options, headers })).toMatchObject({
      ok: true,
    })
    expect(
      server.seen.map(({ host, headers: h }) => [
        host.split('.')[0],
        h.authorization,
        h['x-api-key'],
        h.cookie,
        h.accept,
      ]),
    ).toEqual([
      ['media', 'Basic c2VjcmV0', 'secret', 'a=b', 'image/*'],
      ['cdn', undefined, undefined, undefined, 'image/*'],
      ['media', undefined, undefined, undefined, 'image/*'],
    ])
  })

  it('keep credentials on the same host', async () => {
    const server = await serve('http', (request, response) =>
      request.url === '/1' ? response.writeHead(301, { location: '/2' }).end() : response.end('end'),
    )
    expect(
      await safeFetch(`${server.origin}/1`, {
        ...options,
        headers: { authorization: 'Basic x' },
        allowOrigins: [server.origin],
      }),
    ).toMatchObject({ ok: true, url: `${server.origin}/2` })
    expect(server.seen[1]?.headers.authorization).toBe('Basic x')
  })

  it('are followed three times, not four, and never with a body', async () => {
    const server = await serve('http', (request, response) => {
      const left = Number(request.url?.slice(1))
      if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end()
      else response.end('end')
    })
    const allowed = { ...options, allowOrigins: [server.origin] }
    expect(await safeFetch(`${server.origin}/3`, allowed)).toMatchObject({ ok: true })
    expect(await safeFetch(`${server.origin}/4`, allowed)).toMatchObject({
      ok: false,
      problem: 'too_many_redirects',
    })
    expect(await safeFetch(`${server.origin}/1`, { ...allowed, method: 'POST', body: 'x' })).toMatchObject({
      ok: false,
      problem: 'refused_redirect',
    })
  })
})
