import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { query } from '#db/pool.ts'
import {
  clearDevice,
  insertSimulatorRow,
  listSimulatorDevices,
  listSimulatorMessages,
  listSimulatorTexts,
} from '#db/simulator.ts'
import { defaultHours, defaultSettings, insertWorkspace } from '#db/workspaces.ts'
import { Profile } from '#domain/knowledge.ts'
import { silentLog } from '#lib/log.ts'
import { createStore } from '#test/harness/database.ts'
import { loadDeviceSettings, saveDeviceSettings } from './device-settings.ts'
import { findDeviceFile } from './files.ts'
import { readMail } from './items.ts'
import { type SimulatorMailServer, startSimulatorMail } from './mail-sink.ts'

const store = await createStore()
const at = new Date('2026-11-03T14:05:00Z')
let server: SimulatorMailServer

async function business(id: string, message: string): Promise<void> {
  await insertWorkspace(store.db, {
    id,
    name: id,
    profile: Profile.parse({ name: id }),
    hours: defaultHours,
    settings: defaultSettings,
    created_at: at,
  })
  const insert = (text: string) => query(store.db, text, [id])
  await insert(`insert into inboxes (workspace_id, id, key, channel, provider, name, address, settings)
    values ($1, 'ibx_1', $1 || '-key', 'email', 'smtp', 'Mail', 'hello@harbor.example', '{"smtpHost":"simulator"}')`)
  await insert(`insert into contacts (workspace_id, id) values ($1, 'con_1')`)
  await insert(
    `insert into addresses (workspace_id, id, contact_id, kind, value) values ($1, 'adr_1', 'con_1', 'email', 'riley.park@mail.example')`,
  )
  await insert(
    `insert into conversations (workspace_id, id, contact_id, inbox_id, address_id, channel, last_message_at) values ($1, 'conv_1', 'con_1', 'ibx_1', 'adr_1', 'email', now())`,
  )
  await query(
    store.db,
    `insert into messages (workspace_id, id, conversation_id, seq, direction, channel, inbox_id, address_id, author, body, status, created_at)
     values ($1, $2, 'conv_1', 1, 'out', 'email', 'ibx_1', 'adr_1', 'member', 'Hello', 'sending', now())`,
    [id, message],
  )
}

beforeAll(async () => {
  await business('ws_one', 'msg_one')
  await business('ws_two', 'msg_two')
  server = await startSimulatorMail(store, silentLog)
})
afterAll(() => server.stop())

function send(mail: {
  messageId: string
  from?: string
  to?: string
  attachments?: { filename: string; content: string }[]
}): Promise<unknown> {
  const { hostname, port } = new URL(server.url)
  const transport = createTransport({
    host: hostname,
    port: Number(port),
    ignoreTLS: true,
    allowInternalNetworkInterfaces: true,
  })
  return transport
    .sendMail({
      from: 'Harbor <hello@harbor.example>',
      to: 'riley.park@mail.example',
      subject: 'Prices',
      text: 'It costs $149.',
      ...mail,
    })
    .finally(() => transport.close())
}

it('puts a mail into the mailbox of the right business, though two write from one address', async () => {
  await send({
    messageId: '<msg_two@harbor.example>',
    attachments: [{ filename: 'offer.txt', content: 'for you' }],
  })
  expect(await listSimulatorMessages(store, 'ws_one', 'riley')).toEqual([])
  const [row] = await listSimulatorMessages(store, 'ws_two', 'riley')
  const mail = row && readMail(row)
  expect(mail).toMatchObject({
    subject: 'Prices',
    fromName: 'Harbor',
    fromAddress: 'hello@harbor.example',
    messageId: '<msg_two@harbor.example>',
    to: 'riley.park@mail.example',
  })
  const file = await findDeviceFile(store, 'ws_two', mail?.files[0]?.id ?? '')
  expect(file?.content.toString()).toBe('for you')
  expect(await findDeviceFile(store, 'ws_one', mail?.files[0]?.id ?? '')).toBeNull()
})

it('shows a mail twice that was sent twice', async () => {
  await send({ messageId: '<msg_one@harbor.example>' })
  await send({ messageId: '<msg_one@harbor.example>' })
  expect(await listSimulatorMessages(store, 'ws_one', 'riley')).toHaveLength(2)
})

it('refuses who writes from nowhere here, and what a device is told to refuse', async () => {
  await expect(send({ messageId: '<x@y.example>', from: 'spy@evil.example' })).rejects.toMatchObject({
    responseCode: 550,
  })
  await saveDeviceSettings(store, 'ws_one', 'noor', at, { receipts: 'unknown_address' })
  await expect(
    send({ messageId: '<msg_one@harbor.example>', to: 'noor@haddad-studio.example' }),
  ).rejects.toMatchObject({ responseCode: 550 })
  await saveDeviceSettings(store, 'ws_one', 'noor', at, { receipts: 'outage' })
  await expect(
    send({ messageId: '<msg_one@harbor.example>', to: 'noor@haddad-studio.example' }),
  ).rejects.toMatchObject({ responseCode: 421 })
  expect(await listSimulatorMessages(store, 'ws_one', 'noor')).toEqual([])
})

it('keeps how a device behaves apart by business, field by field, and when it is emptied', async () => {
  await saveDeviceSettings(store, 'ws_one', 'callum', at, { receipts: 'late', lateSeconds: 30 })
  await saveDeviceSettings(store, 'ws_one', 'callum', at, { carrierKeywords: true })
  expect(await loadDeviceSettings(store, 'ws_one', 'callum')).toMatchObject({
    receipts: 'late',
    lateSeconds: 30,
    carrierKeywords: true,
  })
  expect(await loadDeviceSettings(store, 'ws_two', 'callum')).toMatchObject({ receipts: 'normal' })
  await clearDevice(store.db, 'ws_one', 'callum')
  expect(await loadDeviceSettings(store, 'ws_one', 'callum')).toMatchObject({ receipts: 'late' })
})

it('empties one device of one business, with its files', async () => {
  const [row] = await listSimulatorMessages(store, 'ws_two', 'riley')
  const file = (row && readMail(row)?.files[0]?.id) ?? ''
  await clearDevice(store.db, 'ws_two', 'riley')
  expect(await listSimulatorMessages(store, 'ws_two', 'riley')).toEqual([])
  expect(await findDeviceFile(store, 'ws_two', file)).toBeNull()
  expect((await listSimulatorDevices(store, 'ws_one')).map((one) => one.device)).toEqual(['riley'])
})

it('lists texts by account, address and time of sending; what is queued was not sent', async () => {
  const text = (sid: string, body: Record<string, unknown>) =>
    insertSimulatorRow(store.db, 'ws_one', {
      id: `sim_${sid}`,
      device: 'riley',
      direction: 'to_customer',
      external_id: `message ${sid}`,
      at,
      body: { account: 'AC1', to: '+1', from: '+2', sentAt: null, ...body },
    })
  await text('SM1', {})
  await text('SM2', { sentAt: '2026-11-03T15:00:00.000Z' })
  await text('SM3', { to: '+3', sentAt: '2026-11-05T15:00:00.000Z' })
  await text('SM4', { account: 'AC2' })
  const list = async (f: { to?: string; after?: Date; before?: Date }) => {
    const rows = await listSimulatorTexts(store, 'ws_one', {
      account: 'AC1',
      to: f.to ?? null,
      from: null,
      after: f.after ?? null,
      before: f.before ?? null,
      limit: 10,
      offset: 0,
    })
    return rows.map((row) => row.external_id)
  }
  expect(await list({})).toEqual(['message SM3', 'message SM2', 'message SM1'])
  expect(await list({ to: '+1' })).toEqual(['message SM2', 'message SM1'])
  expect(
    await list({ after: new Date('2026-11-03T00:00:00Z'), before: new Date('2026-11-04T00:00:00Z') }),
  ).toEqual(['message SM2'])
})
