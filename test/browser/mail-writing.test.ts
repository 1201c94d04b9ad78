// A member answers a mail to several people: who gets it is said before, and one click changes it. And forwards it.
import nodemailer from 'nodemailer'
import { afterAll, expect, it } from 'vitest'
import { startSmtpFake } from '#test/fakes/smtp-server.ts'
import { startBrowser } from '#test/harness/browser.ts'
import { startProduct, until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import { makeOwner } from './owner.ts'

const { newVisitor } = await startBrowser()
const smtp = await startSmtpFake()
afterAll(() => smtp.stop())
const product = await startProduct({ config: { smtpIn: { host: '127.0.0.1', port: 0 } } })
const owner = await makeOwner(product)

const arrived = (words: string) =>
  until(() => smtp.mails.find((mail) => mail.raw.includes(words)), `a mail with “${words}”`)

it('answers everybody, or whom they choose, and forwards', async () => {
  await product.api.post('/inboxes', {
    channel: 'email',
    provider: 'smtp',
    name: 'Mail',
    address: 'hello@harbor.example',
    settings: { smtpHost: '127.0.0.1', smtpPort: smtp.port, smtpSecurity: 'none' },
    aiEnabled: false,
  })
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: product.smtpPort ?? 0,
    secure: false,
    ignoreTLS: true,
  })
  await transport.sendMail({
    from: 'Ann Brook <ann@customer.example>',
    to: 'hello@harbor.example',
    cc: 'ben@customer.example',
    subject: 'The leak',
    text: 'It drips again.',
  })
  transport.close()
  const conversation = await until(
    async () => (await product.api.get<{ items: ConversationRow[] }>('/conversations')).body.items[0],
    'the mail',
  )

  const page = await newVisitor()
  await owner.signIn(page)
  await page.goto(`${product.url}/inbox/${conversation.id}`)
  const write = page.getByRole('region', { name: 'Write' })
  await write.getByText('ben@customer.example').waitFor()
  await write.getByLabel('Message').fill('To both.')
  await write.getByRole('button', { name: 'Send', exact: true }).click()
  expect([...(await arrived('To both.')).to].sort()).toEqual(['ann@customer.example', 'ben@customer.example'])

  await write.getByRole('button', { name: /^Change/ }).click()
  await write.getByRole('button', { name: 'Take ben@customer.example out' }).click()
  const bcc = write.getByLabel('Bcc')
  await bcc.fill('dora at nowhere')
  await bcc.press('Enter')
  await write.getByRole('alert').getByText('dora at nowhere is no mail address').waitFor()
  await write.getByRole('button', { name: 'Take dora at nowhere out' }).click()
  await bcc.fill('dora@elsewhere.example,')
  await write.getByLabel('Message').fill('To Ann, and Dora sees it.')
  await write.getByRole('button', { name: 'Send', exact: true }).click()
  const second = await arrived('Dora sees it.')
  expect([...second.to].sort()).toEqual(['ann@customer.example', 'dora@elsewhere.example'])
  // The choice was for that one mail.
  await write.getByText('ben@customer.example').waitFor()

  const thread = page.locator('#thread')
  await thread.getByRole('button', { name: 'Forward' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Forward this mail' })
  await dialog.getByLabel('To').fill('chris@elsewhere.example')
  await dialog.getByLabel('Your words').fill('Can you go there?')
  await dialog.getByRole('button', { name: 'Forward' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await thread.getByText('Forwarded to chris@elsewhere.example').waitFor()
  expect((await arrived('Can you go there?')).to).toEqual(['chris@elsewhere.example'])
})
