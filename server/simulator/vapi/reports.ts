// Vapi's server messages, proved in the way that the inbox names.
import { hmac } from '#lib/crypto.ts'
import { recordingUrl } from '#simulator/agents/numbers.ts'
import type { AgentCall } from '#simulator/agents/outcomes.ts'
import { jsonCall } from '#simulator/calls.ts'
import { type Moment, secretOf, settingOf, type WebhookCall } from '#simulator/provider.ts'

const REASONS = {
  customer: 'customer-ended-call',
  agent: 'assistant-ended-call',
  forwarded: 'assistant-forwarded-call',
  no_answer: 'customer-did-not-answer',
} as const

export function reports(call: AgentCall, moment: Moment): WebhookCall[] {
  const { account } = moment
  const customer = { number: call.customer, name: moment.customer.name }
  const about = {
    call: {
      id: call.key,
      type: call.direction === 'in' ? 'inboundPhoneCall' : 'outboundPhoneCall',
      createdAt: call.startedAt.toISOString(),
      customer,
    },
    customer,
    phoneNumber: { number: account.address },
  }
  const began = { startedAt: call.startedAt.toISOString() }
  const report = {
    type: 'end-of-call-report',
    timestamp: moment.at.getTime(),
    endedReason: REASONS[call.ended],
    ...(call.lines ? { ...began, durationSeconds: call.seconds } : {}),
    endedAt: call.endedAt.toISOString(),
    ...about,
    artifact: call.lines ? artifactOf(call, moment) : { messages: [] },
    analysis: call.lines ? { summary: call.summary, successEvaluation: String(call.success) } : {},
  }
  const states = call.lines ? [{ type: 'status-update', status: 'in-progress', ...began, ...about }] : []
  return [...states, report].map((message) =>
    jsonCall(moment.webhookUrl, { message }, (body) => proofOf(moment, body)),
  )
}

function artifactOf(call: AgentCall, { apiUrl }: Moment) {
  const lines = call.lines ?? []
  const url = recordingUrl(apiUrl, call)
  return {
    transcript: lines
      .map(({ speaker, text }) => `${speaker === 'agent' ? 'AI' : 'User'}: ${text}`)
      .join('\n'),
    messages: lines.map(({ speaker, text, at }) => ({
      role: speaker === 'agent' ? 'bot' : 'user',
      message: text,
      time: call.startedAt.getTime() + at * 1_000,
      secondsFromStart: at,
    })),
    recordingUrl: url,
    stereoRecordingUrl: url,
  }
}

function proofOf(moment: Moment, body: string): Record<string, string> {
  const secret = secretOf(moment, 'secret')
  switch (settingOf(moment.account, 'proof')) {
    case 'hmac': {
      const header = settingOf(moment.account, 'header') || 'x-vapi-signature'
      return { [header]: hmac('sha256', secret, body).toString('hex') }
    }
    case 'secret':
      return { 'x-vapi-secret': secret }
    default:
      return { authorization: `Bearer ${secret}` }
  }
}
