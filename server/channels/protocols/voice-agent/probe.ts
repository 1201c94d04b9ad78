// Does the provider take the API key, and does it know the number of this inbox? Changes nothing there.
import { z } from 'zod'
import type { ChannelIo, InboxAccount, TestStep } from '#channels/channel.ts'
import { apiBaseOf, callOnce } from '#channels/protocols/http-call/call.ts'
import { normaliseSender } from '#domain/address.ts'

export type NumberList = {
  provider: string
  api: string
  path: string
  headers: Record<string, string>
  /** The field of a number in the list. */
  field: string
}

/** Without a key there is nothing to ask: reports come by webhook, and prove themselves. */
export async function probeAgent(
  account: InboxAccount,
  io: ChannelIo,
  key: string | null,
  list: NumberList,
): Promise<TestStep[]> {
  if (key === null)
    return [
      {
        step: 'credentials',
        ok: true,
        detail: 'There is no API key here, and none is needed for reports.',
        remedy: null,
      },
    ]
  const answer = await callOnce(io, {
    url: apiBaseOf(io.apiBase, list.api) + list.path,
    headers: list.headers,
    body: null,
  })
  if (answer.outcome !== 'answered' || answer.status >= 500)
    return [
      {
        step: 'credentials',
        ok: false,
        detail: `${list.provider} did not answer.`,
        remedy: 'Try again in a moment; if it stays so, check this machine’s way to the internet.',
      },
    ]
  if (answer.status < 200 || answer.status >= 300)
    return [
      {
        step: 'credentials',
        ok: false,
        detail: `${list.provider} refused the API key (${answer.status}).`,
        remedy: `Make a new API key at ${list.provider} and enter it here.`,
      },
    ]
  const steps: TestStep[] = [
    { step: 'credentials', ok: true, detail: `${list.provider} takes the API key.`, remedy: null },
  ]
  if (!account.address) return steps
  const rows = z.array(z.looseObject({})).safeParse(answer.json)
  const numbers = rows.success
    ? rows.data.map((row) => {
        const number = row[list.field]
        return typeof number === 'string' ? normaliseSender(number) : null
      })
    : []
  const ok = numbers.includes(account.address)
  steps.push({
    step: 'sender',
    ok,
    detail: ok
      ? `${list.provider} has the number ${account.address}.`
      : `${list.provider} has no number ${account.address}.`,
    remedy: ok ? null : 'Correct the number of the inbox, or connect it at the provider.',
  })
  return steps
}
