// The upper bound of ingest by HTTP in Node: a bare Fastify route that checks the signature, lets the unique key
// sort out duplicates, and writes one row with one statement. No batching, no conversation, no event, no job.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { openStore } from '#db/pool.ts'
import type { Bench } from './bench.ts'
import { answerParent, startChild } from './child.ts'
import type { Place } from './three-statements.ts'

type Start = { place: Place; webhookUrl: string; authToken: string }

/** Starts it on the database of the three statements; resolves with its port. */
export async function startBareWebhook(
  bench: Bench,
  start: Start,
): Promise<{ port: number; stop(): Promise<void> }> {
  const child = startChild<Start, { port: number }>('bare-webhook.ts')
  bench.onEnd(() => child.stop())
  const { port } = await child.ask(start)
  return { port, stop: () => child.stop() }
}

const INSERT = `insert into messages (workspace_id, id, conversation_id, seq, direction, channel, inbox_id, address_id, external_id, author, body, status, created_at)
  values ('ws_threestate', 'msg_' || substr($1, 3), $2, $3, 'in', 'sms', 'ibx_three', $4, $1, 'contact', $5, 'received', now())
  on conflict (workspace_id, inbox_id, external_id) where external_id is not null do nothing`

if (process.argv[1] === import.meta.filename)
  answerParent<Start, { port: number }>(async ({ place, webhookUrl, authToken }) => {
    const store = openStore(place, { max: 10, onError: () => undefined })
    const senders = (await store.pool.query<{ n: number }>('select count(*)::int as n from addresses'))
      .rows[0]
    const app = Fastify({ logger: false })
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    // Far above what the three statements have used in the same conversations.
    let seq = 1_000_000_000
    app.post('/webhooks/twilio/:key', async (request, reply) => {
      const form = [...new URLSearchParams(String(request.body))]
      const signed = form
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => name + value)
        .join('')
      const expected = createHmac('sha1', authToken)
        .update(webhookUrl + signed)
        .digest()
      const given = Buffer.from(String(request.headers['x-twilio-signature']), 'base64')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return reply.code(403).send()
      const fields = Object.fromEntries(form)
      seq++
      const sender = String(1 + (seq % (senders?.n ?? 1))).padStart(19, '0')
      await store.run('bare', INSERT, [
        fields['MessageSid'],
        `conv_${sender}`,
        seq,
        `adr_${sender}`,
        fields['Body'],
      ])
      return reply.code(200).header('content-type', 'text/plain').send('')
    })
    await app.listen({ host: '127.0.0.1', port: 0 })
    return { port: (app.server.address() as AddressInfo).port }
  })
