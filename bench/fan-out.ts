// How soon a stored message is on members' screens: a hundred of them, and a thousand open feeds of one workspace.
import { openStore, type Store } from '#db/pool.ts'
import type { Bench } from './bench.ts'
import { median, percentile } from './figure.ts'
import { connectionOf, type Product, startProduct, TOKEN } from './product.ts'
import { evenClock, type Sockets, startSockets } from './sockets.ts'
import { targets } from './targets.ts'
import { connectInbox, type Signing, startTwilioEnd } from './texting.ts'
import { makeWebhook, sidOf } from './webhooks.ts'

const MEMBERS = 100
const STREAMS = 1_000

export async function fanOut(bench: Bench): Promise<void> {
  const dataDir = await bench.folder()
  const product = await startProduct(bench, { dataDir, env: { SAMPLE_DATA: 'off' } })
  const { signing } = await connectInbox(product, await startTwilioEnd(bench))
  const store = openStore(await connectionOf(dataDir), { max: 1, onError: () => undefined })
  bench.onEnd(() => store.close())
  const quick = bench.options.quick
  await measureMembers(bench, product, signing, store, quick ? 60 : 300)
  await measureStreams(bench, product, signing, store, quick ? 15 : 60)
}

type Round = {
  /** From the webhook's 2xx, and from the moment that the event carries, to each socket; sorted. */
  sinceAnswer: number[]
  sinceWritten: number[]
}

async function measureMembers(
  bench: Bench,
  product: Product,
  signing: Signing,
  store: Store,
  count: number,
): Promise<void> {
  const rounds = await measureRounds(bench, { product, signing, store, sockets: MEMBERS, count, name: 'm' })
  const all = Float64Array.from(rounds.flatMap((round) => round.sinceWritten)).sort()
  const how = `${count} messages to ${MEMBERS} sockets, from the event's own time to its arrival in the browser's place`
  const what = `stored message to a member, ${MEMBERS} connected`
  bench.report(`${what}, p50`, percentile(all, 0.5), 'ms', targets.memberP50, how)
  bench.report(`${what}, p99`, percentile(all, 0.99), 'ms', targets.memberP99, how)
}

async function measureStreams(
  bench: Bench,
  product: Product,
  signing: Signing,
  store: Store,
  count: number,
): Promise<void> {
  const rounds = await measureRounds(bench, { product, signing, store, sockets: STREAMS, count, name: 's' })
  const last = (of: (round: Round) => number[]) =>
    Float64Array.from(rounds.map((round) => of(round).at(-1) ?? Number.NaN)).sort()
  const written = last((round) => round.sinceWritten)
  const answered = last((round) => round.sinceAnswer)
  const how = `${count} messages, ${STREAMS} sockets of one workspace in one process beside the server`
  const what = `last of ${STREAMS} sockets`
  bench.report(`${what} after the commit, p50`, percentile(written, 0.5), 'ms', null, how)
  bench.report(`${what} after the commit, p99`, percentile(written, 0.99), 'ms', targets.fanOutLast, how)
  bench.report(`${what} after the webhook's 2xx, p50`, percentile(answered, 0.5), 'ms', null, how)
  bench.report(
    `${what} after the webhook's 2xx, p99`,
    percentile(answered, 0.99),
    'ms',
    targets.fanOutLast,
    how,
  )
  const first = median(rounds.map((round) => round.sinceWritten[0] ?? Number.NaN))
  bench.note(`the first socket heard after ${first.toFixed(1)} ms`)
}

async function measureRounds(
  bench: Bench,
  options: {
    product: Product
    signing: Signing
    store: Store
    sockets: number
    count: number
    name: string
  },
): Promise<Round[]> {
  const { product, signing, store, count, name } = options
  const sockets: Sockets = startSockets(bench)
  await sockets.open(`${product.url.replace('http', 'ws')}/api/v1/stream`, TOKEN, options.sockets)
  const rounds: Round[] = []
  const plan = { ...signing, name: `fan-out ${name}`, firstSender: 0, senders: 20, texts: [''] }
  // The first messages make contacts and warm the way; they are not counted.
  const warm = 20
  bench.mark()
  for (let i = 0; i < count + warm; i++) {
    const letters = `zq${name}${i}qz`
    await sockets.watch(letters)
    const request = makeWebhook({ ...plan, texts: [letters] }, i)
    const status = await postRaw(product.url, request)
    const answeredAt = evenClock()
    const heard = await sockets.collect()
    if (status !== 200 || heard.even.length < options.sockets)
      bench.fail(`message ${i} was answered ${status} and reached ${heard.even.length} of ${options.sockets}`)
    const { rows } = await store.pool.query<{ at: number }>(
      `select (extract(epoch from e.at) * 1000)::float8 as at from events e join messages m on m.workspace_id = e.workspace_id and m.id = e.message_id
       where m.external_id = $1 and e.type = 'message.received'`,
      [sidOf(plan, i)],
    )
    const writtenAt = rows[0]?.at ?? Number.NaN
    if (i >= warm)
      rounds.push({
        sinceAnswer: heard.even.map((at) => at - answeredAt),
        sinceWritten: heard.wall.map((at) => at - writtenAt),
      })
  }
  await sockets.stop()
  return rounds
}

/** Sends a made request through fetch; resolves with the status when the head of the answer is there. */
async function postRaw(origin: string, request: Buffer): Promise<number> {
  const [head = '', body = ''] = request.toString().split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = lines
    .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])
    .filter(([name]) => name !== 'host' && name !== 'content-length')
  const response = await fetch(origin + (first.split(' ')[1] ?? ''), { method: 'POST', headers, body })
  await response.arrayBuffer()
  return response.status
}
