// Retell's events of a call: begun, ended, analysed.
import { hmac } from '#lib/crypto.ts'
import { recordingUrl } from '#simulator/agents/numbers.ts'
import type { AgentCall } from '#simulator/agents/outcomes.ts'
import { jsonCall } from '#simulator/calls.ts'
import { type Moment, secretOf, type WebhookCall } from '#simulator/provider.ts'

const REASONS = {
  customer: 'user_hangup',
  agent: 'agent_hangup',
  forwarded: 'call_transfer',
  no_answer: 'dial_no_answer',
} as const

export function reports(call: AgentCall, moment: Moment): WebhookCall[] {
  const { account, apiUrl } = moment
  const [from, to] =
    call.direction === 'in' ? [call.customer, account.address] : [account.address, call.customer]
  const begun = {
    call_type: 'phone_call',
    call_id: `call_${call.key.replaceAll('-', '')}`,
    direction: call.direction === 'in' ? 'inbound' : 'outbound',
    from_number: from,
    to_number: to,
    start_timestamp: call.startedAt.getTime(),
  }
  const lines = call.lines ?? []
  const ended = {
    ...begun,
    call_status: call.lines ? 'ended' : 'not_connected',
    end_timestamp: call.endedAt.getTime(),
    duration_ms: call.seconds * 1_000,
    disconnection_reason: REASONS[call.ended],
    ...(call.lines
      ? { transcript_object: lines.map(lineOf), recording_url: recordingUrl(apiUrl, call) }
      : {}),
  }
  const analysis = {
    call_summary: call.summary,
    user_sentiment: call.mood,
    call_successful: call.success,
    in_voicemail: false,
  }
  const events = call.lines
    ? [
        { event: 'call_started', call: { ...begun, call_status: 'ongoing' } },
        { event: 'call_ended', call: ended },
        { event: 'call_analyzed', call: { ...ended, call_analysis: analysis } },
      ]
    : [{ event: 'call_ended', call: ended }]
  return events.map((event) => jsonCall(moment.webhookUrl, event, (body) => signed(moment, body)))
}

function lineOf({ speaker, text, at }: NonNullable<AgentCall['lines']>[number]) {
  return {
    role: speaker === 'agent' ? 'agent' : 'user',
    content: text,
    words: text.split(' ').map((word, n) => ({ word, start: at + n * 0.3, end: at + n * 0.3 + 0.3 })),
  }
}

function signed(moment: Moment, body: string): Record<string, string> {
  const at = String(moment.at.getTime())
  const digest = hmac('sha256', secretOf(moment, 'apiKey'), body + at).toString('hex')
  return { 'x-retell-signature': `v=${at},d=${digest}` }
}
