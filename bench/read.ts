// What members wait for: the first page of the list, an opened conversation, search over the whole history. Over
// HTTP with a token, at ten thousand conversations, and with --large at a million.
import type { Bench } from './bench.ts'
import { median, type Target } from './figure.ts'
import { type Generator, startGenerator } from './generator.ts'
import { COMMON_WORD, type History, LONG_THREAD, startHistory, UNCOMMON_WORD } from './history.ts'
import type { LoadResult } from './load.ts'
import { TOKEN } from './product.ts'
import { describeProfile, profileArgs } from './profile.ts'
import { targets } from './targets.ts'

const SMALL = { conversations: 10_000, messages: 200_000 }
const LARGE = { conversations: 1_000_000, messages: 2_000_000 }
const HUGE = { conversations: 1_000_000, messages: 10_000_000 }

type Measured = { listP50: number; threadP50: number }

export async function read(bench: Bench): Promise<void> {
  const { large, huge, profile } = bench.options
  const history = await startHistory(bench, { execArgv: profile ? profileArgs(profile, 'read') : [] })
  const generator = startGenerator(bench)
  await history.fill(SMALL.conversations, SMALL.messages)
  const small = await measure(bench, history, generator, '10 k', null)
  if (large) {
    const plan = huge ? HUGE : LARGE
    await history.fill(plan.conversations, plan.messages)
    await measure(bench, history, generator, huge ? '1 M, 10 M messages' : '1 M', small)
  }
  await history.product.stop()
  if (profile) for (const line of await describeProfile(profile, 'read')) bench.note(line)
}

async function measure(
  bench: Bench,
  history: History,
  generator: Generator,
  size: string,
  before: Measured | null,
): Promise<Measured> {
  const { quick, huge } = bench.options
  const rounds = quick ? 1 : 3
  const ms = quick ? 1_500 : 3_000
  const run = async (paths: string[]): Promise<{ one: Figures; many: Figures }> => {
    await generator.prepareGets(
      history.product.port,
      paths.map((path) => `/api/v1${path}`),
      TOKEN,
    )
    const one: LoadResult[] = []
    const many: LoadResult[] = []
    // The first answers are not counted: plans and pages are fetched once.
    await generator.send({ connections: 4, ms: 500 })
    bench.mark()
    for (let round = 0; round < rounds; round++) {
      one.push(await generator.send({ connections: 1, ms }))
      many.push(await generator.send({ connections: 16, ms }))
    }
    const failed = [...one, ...many].reduce((sum, result) => sum + result.failed.length, 0)
    if (failed > 0) bench.fail(`${failed} reads of ${paths[0]} failed`)
    return { one: middle(one), many: middle(many) }
  }
  const report = (
    what: string,
    { one, many }: { one: Figures; many: Figures },
    wanted: { p50?: Target | null; p95?: Target | null; p99?: Target | null; rate?: Target | null },
    how: string,
  ) => {
    const alone = `${how}; 1 connection, median of ${rounds} × ${ms / 1_000} s`
    bench.report(`${what}, p50 (${size})`, one.p50, 'ms', wanted.p50 ?? null, alone)
    if (wanted.p95) bench.report(`${what}, p95 (${size})`, one.p95, 'ms', wanted.p95, alone)
    bench.report(`${what}, p99 (${size})`, one.p99, 'ms', wanted.p99 ?? null, alone)
    bench.report(`${what}, at 16 (${size})`, many.perSecond, '/s', wanted.rate ?? null, how)
  }

  const list = await run(['/conversations'])
  const growth = before ? { atMost: before.listP50 * targets.listGrowth } : targets.listP50
  report('first page of the list', list, { p50: growth, rate: before ? null : targets.listRate }, 'of 20')

  const ids = await history.longThreads()
  const thread = await run(ids.map((id) => `/conversations/${id}/messages?limit=${LONG_THREAD}`))
  report('thread of 100', thread, { p50: targets.threadP50 }, `GET messages of ${ids.length} conversations`)
  const detail = await run(ids.map((id) => `/conversations/${id}`))
  report('its head', detail, {}, 'GET conversation: AI state and ways to answer')

  const search =
    before && huge
      ? { p95: targets.searchHugeP95 }
      : before
        ? {}
        : { p50: targets.searchP50, p99: targets.searchP99 }
  const words = await history.uniqueWords()
  const find = (word: string) => `/conversations/search?q=${encodeURIComponent(word)}`
  report('search, word of one message', await run(words.map(find)), search, `${words.length} words`)
  report(`search, uncommon word`, await run([find(UNCOMMON_WORD)]), search, '0.6 % of the messages')
  report(`search, common word`, await run([find(COMMON_WORD)]), search, 'a third of the messages')
  return { listP50: list.one.p50, threadP50: thread.one.p50 }
}

type Figures = Pick<LoadResult, 'p50' | 'p95' | 'p99' | 'perSecond'>
function middle(results: LoadResult[]): Figures {
  return {
    p50: median(results.map((r) => r.p50)),
    p95: median(results.map((r) => r.p95)),
    p99: median(results.map((r) => r.p99)),
    perSecond: median(results.map((r) => r.perSecond)),
  }
}
