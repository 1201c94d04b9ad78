// A customer texts: the message is put on their phone, and the provider calls the business about it.
import type { InboxAccount } from '#channels/channel.ts'
import { insertSimulatorRow, patchSimulatorRow, type SimulatorRow } from '#db/simulator.ts'
import { matchKeyword } from '#domain/consent.ts'
import { Refusal } from '#domain/errors.ts'
import { newId } from '#lib/ids.ts'
import { loadDeviceSettings, saveDeviceSettings } from '#simulator/device-settings.ts'
import type { Customer } from '#simulator/devices.ts'
import { keepFile } from '#simulator/files.ts'
import { getSimulated } from '#simulator/inboxes.ts'
import type { StoredText } from '#simulator/items.ts'
import type { Outside } from '#simulator/outside.ts'
import { drawPicture } from '#simulator/pictures.ts'
import { type Answer, callBusiness } from '#simulator/twilio/call.ts'
import { addressed, countSegments, incomingForm, newSid, setting } from '#simulator/twilio/form.ts'
import { API_VERSION } from '#simulator/twilio/resource.ts'
import type { PictureChoice, SimulatorFile, SimulatorTextBody } from '#wire/simulator.ts'

export type TextToSend = Required<SimulatorTextBody>

/** Texts the business. Resolves when its door has answered every copy; the row then says what. */
export async function sendText(
  outside: Outside,
  workspaceId: string,
  customer: Customer,
  body: TextToSend,
): Promise<SimulatorRow> {
  const { store, flow } = outside.http
  const { account, app } = await getSimulated(outside, workspaceId, body.inboxId, ['texts', 'whatsapp'])
  const { phone } = customer
  if (!phone) throw new Refusal('no_address', 'This customer has a mailbox only: write a mail.')
  const at = flow.clock.now()
  const sid = newSid(body.picture ? 'MM' : 'SM')
  const place = { id: newSid('ME'), device: customer.id, direction: 'to_business' as const, at }
  const file = body.picture && (await keepPicture(outside, workspaceId, place, body.picture))
  const stored: StoredText = {
    kind: 'text',
    app,
    inboxId: account.id,
    accountSid: setting(account, 'accountSid'),
    sid,
    from: addressed(account, phone),
    to: addressed(account, account.address),
    text: body.text,
    files: file ? [file] : [],
    status: 'queued',
    errorCode: null,
    answers: [],
    segments: countSegments(body.text),
    statusCallback: null,
    messagingServiceSid: null,
    sentAt: null,
  }
  const row: SimulatorRow = {
    id: newId('sim', at),
    device: customer.id,
    direction: 'to_business',
    external_id: `message ${sid}`,
    body: stored,
    at,
  }
  await insertSimulatorRow(store.db, workspaceId, row)

  const optOutType = await obeyAtCarrier(outside, workspaceId, customer, account, body.text)
  const url = `${flow.publicUrl()}/webhooks/${account.provider}/${account.key}`
  const media = `${outside.loopback()}/simulator/twilio/${API_VERSION}/Accounts/${stored.accountSid}/Messages/${sid}/Media`
  const form = incomingForm(account, {
    sid,
    text: body.text,
    phone,
    name: customer.name,
    files: stored.files.map((one) => ({ url: `${media}/${one.id}`, type: one.type })),
    segments: stored.segments,
    optOutType,
  })
  const calls = Array.from({ length: body.copies }, () =>
    callBusiness(outside, account, url, form, body.signature),
  )
  const answers = (await Promise.all(calls)).filter((answer): answer is Answer => answer !== null)
  const status = answers.some((a) => a.status >= 200 && a.status < 300) ? 'received' : 'refused'
  const change: Partial<StoredText> = { answers, status, sentAt: at.toISOString() }
  await patchSimulatorRow(store.db, workspaceId, row.id, change)
  return { ...row, body: { ...stored, ...change } }
}

async function keepPicture(
  outside: Outside,
  workspaceId: string,
  place: Parameters<typeof keepFile>[2],
  picture: PictureChoice,
): Promise<SimulatorFile> {
  const file =
    picture.from === 'album'
      ? { name: `${picture.name}.png`, type: 'image/png', content: drawPicture(picture.name) }
      : { name: picture.name, type: picture.type, content: Buffer.from(picture.data, 'base64') }
  return keepFile(outside.http.store, workspaceId, place, file)
}

const CARRIER_WORDS = {
  opt_out:
    'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  opt_in:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe.',
  help: 'Reply STOP to unsubscribe. Msg&Data rates may apply.',
} as const
const OPT_OUT_TYPES = { opt_out: 'STOP', opt_in: 'START', help: 'HELP' } as const

/** Where the carrier is told to obey keywords itself: it answers, remembers who refuses whom, and tells the business. */
async function obeyAtCarrier(
  outside: Outside,
  workspaceId: string,
  customer: Customer,
  account: InboxAccount,
  text: string,
): Promise<'STOP' | 'START' | 'HELP' | null> {
  const { store, flow } = outside.http
  const settings = await loadDeviceSettings(store, workspaceId, customer.id)
  const sender = addressed(account, account.address)
  const keyword = settings.carrierKeywords ? matchKeyword(text, settings.refuses.includes(sender)) : null
  if (!keyword) return null
  const at = flow.clock.now()
  const others = settings.refuses.filter((address) => address !== sender)
  if (keyword !== 'help')
    await saveDeviceSettings(store, workspaceId, customer.id, at, {
      refuses: keyword === 'opt_out' ? [...others, sender] : others,
    })
  const sid = newSid('SM')
  const body: StoredText = {
    kind: 'text',
    app: account.channel === 'whatsapp' ? 'whatsapp' : 'texts',
    inboxId: account.id,
    accountSid: setting(account, 'accountSid'),
    sid,
    from: sender,
    to: addressed(account, customer.phone ?? ''),
    text: CARRIER_WORDS[keyword],
    files: [],
    status: 'delivered',
    errorCode: null,
    answers: [],
    segments: 1,
    statusCallback: null,
    messagingServiceSid: null,
    sentAt: at.toISOString(),
  }
  const row: SimulatorRow = {
    id: newId('sim', at),
    device: customer.id,
    direction: 'to_customer',
    external_id: `message ${sid}`,
    body,
    at,
  }
  await insertSimulatorRow(store.db, workspaceId, row)
  return OPT_OUT_TYPES[keyword]
}
