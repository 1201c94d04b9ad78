// ElevenLabs' post-call webhooks: the transcript with its analysis, or that a call never came about.
import { hmac } from '#lib/crypto.ts'
import type { AgentCall } from '#simulator/agents/outcomes.ts'
import { jsonCall } from '#simulator/calls.ts'
import { type Moment, secretOf, type WebhookCall } from '#simulator/provider.ts'

const REASONS = {
  customer: 'Client ended call',
  agent: 'Agent ended call',
  forwarded: 'Transferred to a person',
  no_answer: '',
} as const

/** The length of a call stands in its id, so that its recording needs no place to be kept. */
export function secondsIn(id: string): number | null {
  const seconds = /^conv_[0-9a-f]{32}_(\d{1,3})$/.exec(id)?.[1]
  return seconds === undefined ? null : Number(seconds)
}

export function reports(call: AgentCall, moment: Moment): WebhookCall[] {
  const { account, at } = moment
  const time = Math.floor(at.getTime() / 1_000)
  const id = `conv_${call.key.replaceAll('-', '')}_${call.seconds}`
  const event = call.lines
    ? { type: 'post_call_transcription', event_timestamp: time, data: talkOf(call, id, account.address) }
    : {
        type: 'call_initiation_failure',
        event_timestamp: time,
        data: {
          conversation_id: id,
          failure_reason: 'no-answer',
          metadata: { type: 'twilio', body: { To: call.customer, From: account.address } },
        },
      }
  const told = jsonCall(moment.webhookUrl, event, (body) => ({
    'elevenlabs-signature': `t=${time},v0=${hmac('sha256', secretOf(moment, 'webhookSecret'), `${time}.${body}`).toString('hex')}`,
  }))
  return [told]
}

function talkOf(call: AgentCall, id: string, number: string): Record<string, unknown> {
  return {
    conversation_id: id,
    status: 'done',
    has_audio: true,
    transcript: call.lines?.map(({ speaker, text, at }) => ({
      role: speaker === 'agent' ? 'agent' : 'user',
      message: text,
      tool_calls: null,
      time_in_call_secs: at,
    })),
    metadata: {
      start_time_unix_secs: Math.floor(call.startedAt.getTime() / 1_000),
      call_duration_secs: call.seconds,
      termination_reason: REASONS[call.ended],
      phone_call: {
        type: 'twilio',
        direction: call.direction === 'in' ? 'inbound' : 'outbound',
        agent_number: number,
        external_number: call.customer,
      },
    },
    analysis: { call_successful: call.success ? 'success' : 'failure', transcript_summary: call.summary },
  }
}
