// Do the credentials of an inbox at Twilio work? Asked of the list of messages, which every kind of key may read.
import type { ChannelIo, InboxAccount, TestStep } from '#channels/channel.ts'
import { describeError } from './errors.ts'
import { listMessages, readRefusal } from './rest.ts'
import { twilioSettings } from './settings.ts'

/** One step; nothing is changed at Twilio. */
export async function probeCredentials(account: InboxAccount, io: ChannelIo): Promise<TestStep> {
  const answer = await listMessages(
    { io, settings: twilioSettings(account) },
    { filter: [['PageSize', '1']] },
  )
  if (answer.outcome === 'page')
    return { step: 'credentials', ok: true, detail: 'Twilio accepts the credentials.', remedy: null }
  if (answer.outcome === 'answered' && answer.status < 500) {
    const { code, said } = readRefusal(answer.json)
    const { reason, action } = describeError(code ?? (answer.status === 401 ? '20003' : null), said).error
    return { step: 'credentials', ok: false, detail: `${reason}.`, remedy: action }
  }
  return {
    step: 'credentials',
    ok: false,
    detail: `Twilio did not answer (${answer.outcome === 'answered' ? `HTTP ${answer.status}` : answer.code}).`,
    remedy: 'Try again in a moment. If it stays so, check the API address in the settings of the inbox.',
  }
}
