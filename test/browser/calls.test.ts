// A missed call with a voicemail: it appears live, plays, and its words lead to the place where they were said.
import { afterAll, describe, expect, it } from 'vitest'
import { displayAddress } from '#domain/address.ts'
import { attributeOf, makeTone, startVoiceFake } from '#test/fakes/voice-server.ts'
import { startBrowser } from '#test/harness/browser.ts'
import { until } from '#test/harness/product.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { findViolations } from './axe.ts'
import { inboxOf, startDesk } from './desk.ts'

const { newVisitor } = await startBrowser()
const { product, owner } = await startDesk()
const voice = await startVoiceFake()
afterAll(() => voice.stop())

const OFFICE = '+12125550188'
const ANA = '+12125550111'
const CALLER = '+12127367001'
const { body: line } = await product.api.post<Inbox>('/inboxes', {
  channel: 'voice',
  provider: 'twilio',
  name: 'Office line',
  address: OFFICE,
  settings: {
    accountSid: voice.accountSid,
    authToken: voice.authToken,
    apiBase: voice.url,
    ring: [`${ANA} Ana`],
    transcribe: true,
    recordOutgoing: true,
  },
})

describe('a missed call', () => {
  it('appears live, becomes a voicemail, plays, and is heard from a line of its transcript on', async () => {
    const page = await newVisitor()
    await owner.signIn(page)
    await page.goto(`${product.url}/inbox`)
    const inbox = inboxOf(page)
    await inbox.first.waitFor()
    // The telephone rings: the list says so at once.
    const { sid, twiml } = await voice.ring(line.webhookUrl, CALLER, OFFICE)
    const row = inbox.row(displayAddress('phone', CALLER))
    await row.getByText('Incoming call').waitFor()
    const base = { CallSid: sid, From: CALLER, To: OFFICE, Direction: 'inbound', CallStatus: 'in-progress' }
    const greeting = await voice.tell(attributeOf(twiml, 'Dial', 'action'), {
      ...base,
      DialCallStatus: 'no-answer',
      DialBridged: 'false',
    })
    await row.getByText('Missed call').waitFor()
    await row.getByText('Requires action').waitFor()
    await row.click()
    const card = page.getByRole('article', { name: /^Missed call/ })
    await card.getByRole('button', { name: 'Text back' }).waitFor()

    // Words come while the caller speaks; the voicemail when it is recorded.
    const began = Date.now()
    const words = attributeOf(twiml, 'Transcription', 'statusCallbackUrl')
    const say = (order: number, second: number, transcript: string) =>
      voice.tell(words, {
        CallSid: sid,
        TranscriptionEvent: 'transcription-content',
        Track: 'inbound_track',
        SequenceId: String(order),
        Final: 'true',
        Timestamp: new Date(began + second * 1000).toISOString(),
        TranscriptionData: JSON.stringify({ transcript }),
      })
    await say(1, 1, 'Hello, this is Maria Rivera.')
    await say(2, 4, 'Do you have a table for four on Friday?')
    const { sid: recording, url } = voice.keepRecording(makeTone(8))
    await voice.tell(attributeOf(greeting.twiml, 'Record', 'recordingStatusCallback'), {
      ...base,
      RecordingSid: recording,
      RecordingUrl: url,
      RecordingStatus: 'completed',
      RecordingDuration: '8',
      RecordingSource: 'RecordVerb',
      RecordingStartTime: new Date(began).toISOString(),
    })
    const voicemail = page.getByRole('article', { name: /^Voicemail 0:08/ })
    await voicemail.getByRole('button', { name: 'Play the voicemail' }).waitFor()
    const audio = voicemail.locator('audio')
    await expect.poll(() => audio.evaluate((a: HTMLAudioElement) => a.duration)).toBeCloseTo(8, 0)

    await voicemail.getByRole('button', { name: /^Transcript · 2 lines/ }).click()
    const lines = voicemail.getByRole('list', { name: 'Transcript' }).getByRole('button')
    await lines.nth(1).click()
    await expect.poll(() => audio.evaluate((a: HTMLAudioElement) => a.currentTime)).toBeGreaterThanOrEqual(4)
    await expect.poll(() => lines.nth(1).getAttribute('aria-current')).toBe('true')
    await voicemail.getByRole('button', { name: 'Pause the voicemail' }).click()
    await voicemail.getByRole('button', { name: 'Play the voicemail' }).waitFor()
    expect(await voicemail.getByText('cannot be played').count()).toBe(0)
    expect(await findViolations(page)).toEqual([])

    // What was said is found like anything that was written.
    await inbox.search.fill('table for four')
    await inbox.found.filter({ hasText: 'table' }).first().waitFor()
    await inbox.search.fill('')

    // One press, and the words are there to be sent by text.
    await voicemail.getByRole('button', { name: 'Text back' }).click()
    await expect.poll(() => inbox.composer.inputValue()).toMatch(/Sorry we missed your call/)
    await inbox.composer.press('Enter')
    await inbox.said(/Sorry we missed your call/).waitFor()
    await expect.poll(() => row.getByText('Requires action').count()).toBe(0)
    await voicemail.getByText('Dealt with').waitFor()
  })
})

describe('the call button', () => {
  it('says whose telephone rings and what is announced, and calls', async () => {
    const page = await newVisitor()
    await owner.signIn(page)
    const { items } = (await product.api.get('/conversations?limit=100')).body
    const id = items.find(
      (c: { contact: { display: string } }) => c.contact.display === displayAddress('phone', CALLER),
    ).id
    await page.goto(`${product.url}/inbox/${id}`)
    await inboxOf(page).head.getByRole('button', { name: 'Call', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Call the customer' })
    await dialog.getByText(displayAddress('phone', ANA)).waitFor()
    await dialog.getByText('This call will be recorded.').waitFor()
    expect(await findViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Call now' }).click()
    await page.getByRole('article', { name: /^Calling/ }).waitFor()
    const placed = await until(() => voice.calls[0], 'the call at the provider')
    expect(placed.form).toMatchObject({ To: ANA, From: OFFICE })
    await voice.tell(placed.form['StatusCallback'] ?? '', {
      CallSid: placed.sid,
      From: OFFICE,
      To: ANA,
      CallStatus: 'no-answer',
      Direction: 'outbound-api',
    })
    await page
      .getByRole('article', { name: /^No answer/ })
      .getByText('Your own telephone was not answered')
      .waitFor()
  })
})
