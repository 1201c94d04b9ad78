// A customer writes: the message is put on their phone, and the provider calls the business about it.
import type { InboxAccount } from '#channels/channel.ts'
import { insertSimulatorRow, patchSimulatorRow, type SimulatorRow } from '#db/simulator.ts'
import { type Keyword, matchKeyword } from '#domain/consent.ts'
import { Refusal } from '#domain/errors.ts'
import { newId } from '#lib/ids.ts'
import { loadDeviceSettings, saveDeviceSettings } from '#simulator/device-settings.ts'
import type { Customer } from '#simulator/devices.ts'
import { keepFile } from '#simulator/files.ts'
import { getSimulated } from '#simulator/inboxes.ts'
import { newText, type StoredText } from '#simulator/items.ts'
import type { Outside } from '#simulator/outside.ts'
import { drawPicture } from '#simulator/pictures.ts'
import type { Happening, SimulatedChannel } from '#simulator/provider.ts'
import type { PictureChoice, SimulatorFile, SimulatorTextBody } from '#wire/simulator.ts'
import { deliverToBusiness, type HowOften } from './deliver.ts'

export type TextToSend = Required<SimulatorTextBody>

/** One side of a conversation at a provider: who writes to which inbox. */
type Line = { outside: Outside; workspaceId: string; customer: Customer; account: InboxAccount }
export type OpenLine = Line & { simulated: SimulatedChannel; names: Names }
type Names = NonNullable<ReturnType<SimulatedChannel['names']>>

/** The line between a customer and an inbox of the simulator, or a refusal. */
export async function openLine(
  outside: Outside,
  workspaceId: string,
  customer: Customer,
  inboxId: string,
): Promise<OpenLine> {
  const { account, simulated } = await getSimulated(outside, workspaceId, inboxId)
  const names = simulated.names(account, customer)
  if (!names) throw new Refusal('no_address', 'This customer has no address there.')
  return { outside, workspaceId, customer, account, simulated, names }
}

/**
 * Texts the business. Resolves when its door has answered every copy; the row then says what. Where a picture and words
 * are two messages, the words are the row.
 */
export async function sendText(line: OpenLine, body: TextToSend): Promise<SimulatorRow> {
  const { simulated, outside } = line
  if (simulated.splitsPictures && body.picture && body.text !== '') {
    await sendText(line, { ...body, text: '' })
    return sendText(line, { ...body, picture: null })
  }
  const at = outside.http.flow.clock.now()
  const externalId = simulated.newId(body.picture ? 'picture' : 'text', line.customer)
  const file = body.picture && (await keepPicture(line, at, body.picture))
  const files = file ? [file] : []
  return say(line, body, { text: body.text, externalId, files, at }, async (message) => {
    const obeyed = await obeyAtCarrier(line, body.text)
    return { what: 'message', message, obeyed }
  })
}

type Said = Pick<StoredText, 'text' | 'externalId' | 'files'> & { at: Date; quotes?: string }

/** Puts what the customer says on their phone, and tells the business of it. */
export async function say(
  { outside, workspaceId, customer, account, simulated, names }: OpenLine,
  how: HowOften,
  { at, ...said }: Said,
  happen: (message: StoredText) => Promise<Happening>,
): Promise<SimulatorRow> {
  const { db } = outside.http.store
  const stored = newText({
    app: simulated.app,
    inboxId: account.id,
    provider: account.provider,
    account: names.account,
    from: names.customer,
    to: names.business,
    ...said,
  })
  const row: SimulatorRow = {
    id: newId('sim', at),
    device: customer.id,
    direction: 'to_business',
    external_id: `message ${said.externalId}`,
    body: stored,
    at,
  }
  await insertSimulatorRow(db, workspaceId, row)
  const answers = await deliverToBusiness({ outside, account, customer }, how, await happen(stored))
  const status = answers.some((a) => a.status >= 200 && a.status < 300) ? 'received' : 'refused'
  const change: Partial<StoredText> = { answers, status, sentAt: at.toISOString() }
  await patchSimulatorRow(db, workspaceId, row.id, change)
  return { ...row, body: { ...stored, ...change } }
}

async function keepPicture(line: OpenLine, at: Date, picture: PictureChoice): Promise<SimulatorFile> {
  const { outside, workspaceId, customer, simulated } = line
  const file =
    picture.from === 'album'
      ? { name: `${picture.name}.png`, type: 'image/png', content: drawPicture(picture.name) }
      : { name: picture.name, type: picture.type, content: Buffer.from(picture.data, 'base64') }
  const place = {
    id: simulated.newId('file', customer),
    device: customer.id,
    direction: 'to_business' as const,
    at,
  }
  return keepFile(outside.http.store, workspaceId, place, file)
}

const CARRIER_WORDS = {
  opt_out:
    'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  opt_in:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe.',
  help: 'Reply STOP to unsubscribe. Msg&Data rates may apply.',
} as const

/** Where the carrier is told to obey keywords itself: it answers, remembers who refuses whom, and tells the business. */
async function obeyAtCarrier(line: OpenLine, text: string): Promise<Keyword | null> {
  const { outside, workspaceId, customer, account, simulated, names } = line
  const { store, flow } = outside.http
  const settings = await loadDeviceSettings(store, workspaceId, customer.id)
  const sender = names.business
  const keyword = settings.carrierKeywords ? matchKeyword(text, settings.refuses.includes(sender)) : null
  if (!keyword || !simulated.obeysKeywords.includes(keyword)) return null
  const at = flow.clock.now()
  const others = settings.refuses.filter((address) => address !== sender)
  if (keyword !== 'help')
    await saveDeviceSettings(store, workspaceId, customer.id, at, {
      refuses: keyword === 'opt_out' ? [...others, sender] : others,
    })
  const externalId = simulated.newId('text', customer)
  const body = newText({
    app: simulated.app,
    inboxId: account.id,
    provider: account.provider,
    account: names.account,
    externalId,
    from: sender,
    to: names.customer,
    text: CARRIER_WORDS[keyword],
    status: 'delivered',
    sentAt: at.toISOString(),
  })
  const row: SimulatorRow = {
    id: newId('sim', at),
    device: customer.id,
    direction: 'to_customer',
    external_id: `message ${externalId}`,
    body,
    at,
  }
  await insertSimulatorRow(store.db, workspaceId, row)
  return keyword
}
