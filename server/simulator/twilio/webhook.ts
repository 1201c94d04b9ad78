// What Twilio calls the business with: a form, signed with the account's token over the address and the fields.
import { randomUUID } from 'node:crypto'
import { computeSignature } from '#channels/protocols/twilio/signature.ts'
import type { Happening, Moment, WebhookCall } from '#simulator/provider.ts'
import { secretOf } from '#simulator/provider.ts'
import { type Form, incomingForm, receiptForm } from './form.ts'
import { API_VERSION } from './resource.ts'

const OPT_OUT_TYPES = { opt_out: 'STOP', opt_in: 'START', help: 'HELP' } as const

export function webhook(happened: Happening, moment: Moment): WebhookCall | null {
  switch (happened.what) {
    case 'message':
      return signed(moment, moment.webhookUrl, messageForm(happened, moment))
    case 'receipt': {
      // The initial state is in the answer to the call that sends; receipts go where that call said.
      const { target, state, failure } = happened
      return report(moment, target, state, failure?.code ?? null)
    }
    case 'read':
      return report(moment, happened.target, 'read', null)
    default:
      return null
  }
}

function messageForm({ message, obeyed }: Happening & { what: 'message' }, moment: Moment): Form {
  const { account, customer } = moment
  const media = `${moment.apiUrl}/${API_VERSION}/Accounts/${message.account}/Messages/${message.externalId}/Media`
  return incomingForm(account, {
    sid: message.externalId,
    text: message.text,
    phone: customer.phone ?? '',
    name: customer.name,
    files: message.files.map((file) => ({ url: `${media}/${file.id}`, type: file.type })),
    segments: message.segments,
    optOutType: obeyed && OPT_OUT_TYPES[obeyed],
  })
}

type Target = (Happening & { what: 'read' })['target']

function report(
  moment: Moment,
  target: Target,
  status: string,
  errorCode: string | null,
): WebhookCall | null {
  if (!target.callback) return null
  const form = receiptForm({
    sid: target.externalId,
    accountSid: target.account,
    from: target.from,
    to: target.to,
    status,
    errorCode,
    messagingServiceSid: target.extra['messagingServiceSid'] ?? null,
    at: moment.at,
  })
  return signed(moment, target.callback, form)
}

function signed(moment: Moment, address: string, form: Form): WebhookCall {
  // The part behind # is for the provider alone: how often and when to try again.
  const url = address.split('#', 1)[0] ?? ''
  return {
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'user-agent': 'TwilioProxy/1.1',
      'x-twilio-signature': computeSignature(url, form, secretOf(moment, 'authToken')),
      'i-twilio-idempotency-token': randomUUID(),
    },
    body: new URLSearchParams(form).toString(),
  }
}
