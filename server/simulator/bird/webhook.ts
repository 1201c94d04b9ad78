import { hmac, sha256 } from '#lib/crypto.ts'
import { jsonCall } from '#simulator/calls.ts'
import { type Happening, type Moment, secretOf, settingOf, type WebhookCall } from '#simulator/provider.ts'
import { toResource } from './resource.ts'

/** Messages and states, in Bird's envelope. Files lie in the API, behind the access key. */
export function webhook(happened: Happening, moment: Moment): WebhookCall | null {
  const { account, at, apiUrl, customer } = moment
  if (happened.what === 'message') {
    const { message } = happened
    const base = `${apiUrl}/workspaces/${settingOf(account, 'workspaceId')}/messages/${message.externalId}/media`
    const files = message.files.map(({ id, type, name }) => ({
      mediaUrl: `${base}/${id}`,
      contentType: type,
      filename: name,
    }))
    const payload = toResource(account, message, { status: 'delivered', at, files, customer: customer.name })
    return signed(moment, 'sms.inbound', payload)
  }
  if (happened.what !== 'receipt') return null
  const { target, state, failure } = happened
  const payload = toResource(
    account,
    { ...target, failure },
    { status: state, at, files: [], customer: null },
  )
  return signed(moment, 'sms.outbound', payload)
}

function signed(moment: Moment, event: string, payload: Record<string, unknown>): WebhookCall {
  const timestamp = String(Math.floor(moment.at.getTime() / 1_000))
  return jsonCall(moment.webhookUrl, { service: 'channels', event, payload }, (body) => {
    const digest = Buffer.from(sha256(body), 'hex')
    const text = Buffer.concat([Buffer.from(`${timestamp}\n${moment.webhookUrl}\n`), digest])
    return {
      'messagebird-request-timestamp': timestamp,
      'messagebird-signature': hmac('sha256', secretOf(moment, 'signingKey'), text).toString('base64'),
    }
  })
}
