// The same person on two channels, in the app: suggested, merged with a look before, undone; and answered by another
// channel from the same thread.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PHONE, startBrowser } from '#test/harness/browser.ts'
import { until } from '#test/harness/product.ts'
import type { Contact, ContactDetail } from '#wire/api/contacts.ts'
import { findViolations } from './axe.ts'
import { type Customer, inboxOf, startDesk } from './desk.ts'

const { newVisitor } = await startBrowser()
const { product, owner, newCustomer } = await startDesk()
const { api } = product
let people = 0

/** A contact whom the business knows by mail, and the same person texting. */
async function newPerson() {
  const n = ++people
  const email = `kim${n}@parkelectric.example`
  const { body: known } = await api.post<Contact>('/contacts', {
    name: `Kim Park ${n}`,
    company: 'Park Electric',
    addresses: [{ kind: 'email', value: email }],
  })
  const customer = newCustomer()
  await customer.write(`How can I pay? You can also mail ${email}`)
  await customer.arrived(1)
  const conversation = await customer.conversation()
  await until(async () => {
    const { body } = await api.get<ContactDetail>(`/contacts/${conversation.contact.id}`)
    return body.duplicates[0]
  }, 'the suggestion')
  return { known, customer, email, conversation }
}

async function open(customer: Customer, options = {}): Promise<Page> {
  const page = await newVisitor(options)
  await owner.signIn(page)
  await page.goto(`${product.url}/inbox/${(await customer.conversation()).id}`)
  await inboxOf(page).said(/./).first().waitFor()
  return page
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

describe('the card', () => {
  it('leads to the merge, with a look before; the thread, the list and the panel follow, and go back', async () => {
    const { known, customer, email, conversation } = await newPerson()
    const page = await open(customer)
    const { contact, head } = inboxOf(page)
    await contact.getByText(`This contact gave their e-mail address ${email} in a message`).waitFor()
    await contact.getByRole('button', { name: 'Merge…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge two contacts' })
    await dialog.getByText('Afterwards').waitFor()
    // Whoever is known better stays: the two change places, and what moves is said anew.
    await dialog.getByRole('button', { name: 'Change places' }).click()
    await dialog
      .getByRole('region', { name: 'Stays' })
      .getByText(known.name ?? '')
      .waitFor()
    await dialog.getByText(/^1 conversation of .* moves along\.$/).waitFor()
    expect(await findViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })

    await head.getByText(known.name ?? '').waitFor()
    await contact.getByText(email).first().waitFor()
    await contact.getByText('Merged from').waitFor()
    await inboxOf(page)
      .row(known.name ?? '')
      .first()
      .waitFor()
    expect((await customer.conversation()).contact.id).toBe(known.id)

    // By the toast, at once.
    await button(page, 'Undo').click()
    await head.getByText(customer.display).first().waitFor()
    await contact.getByText('Might be the same person').waitFor()
    expect((await customer.conversation()).contact.id).toBe(conversation.contact.id)
  })

  it('goes away for good where somebody says no', async () => {
    const { customer } = await newPerson()
    const page = await open(customer)
    const { contact } = inboxOf(page)
    await contact.getByRole('button', { name: 'Not the same' }).click()
    await contact.getByText('Might be the same person').waitFor({ state: 'hidden' })
    await page.reload()
    await contact.getByText('Reach').waitFor()
    expect(await contact.getByText('Might be the same person').count()).toBe(0)
  })
})

describe('the contacts', () => {
  it('list the probable duplicates with their number; a merge there follows to the survivor, and is undone later', async () => {
    const { known, conversation, customer } = await newPerson()
    const page = await newVisitor()
    await owner.signIn(page)
    await page.goto(`${product.url}/contacts/${conversation.contact.id}`)
    await page.getByRole('link', { name: /Probable duplicates\s*\d+ pairs/ }).click()
    const pair = page
      .getByRole('list', { name: 'Probable duplicates' })
      .locator(':scope > li')
      .filter({ hasText: known.name ?? '' })
    await pair.getByRole('button', { name: 'Merge…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge two contacts' })
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await pair.waitFor({ state: 'hidden' })
    // The contact that was open is a part of the other now.
    await page.waitForURL(`**/contacts/${known.id}*`)
    await page.getByRole('button', { name: /^Undo the merge with/ }).click()
    await page.getByText('Merged from').waitFor({ state: 'hidden' })
    expect((await customer.conversation()).contact.id).toBe(conversation.contact.id)
  })

  it('are merged by hand, after a search', async () => {
    const { known, customer } = await newPerson()
    const page = await open(customer)
    await inboxOf(page).contact.getByRole('button', { name: 'More for this contact' }).click()
    await page.getByRole('menuitem', { name: 'Merge with another contact…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge two contacts' })
    await dialog.getByRole('searchbox', { name: 'Search contacts' }).fill(known.name ?? '')
    await dialog.getByRole('button', { name: known.name ?? '' }).click()
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await inboxOf(page)
      .head.getByText(known.name ?? '')
      .waitFor()
  })
})

describe('a reply by another channel', () => {
  it('is chosen by one press, has a subject, and the thread says by which way it went', async () => {
    const { known, customer, email } = await newPerson()
    const { id, contact } = await customer.conversation()
    await api.post(`/contacts/${known.id}/merge`, { fromId: contact.id })
    const page = await open(customer)
    const inbox = inboxOf(page)
    await inbox.contact
      .getByRole('region', { name: 'Write to them' })
      .getByRole('button', { name: 'Email' })
      .click()
    await inbox.write.getByRole('button', { name: `Reply by Email ${email}` }).waitFor()
    await inbox.write.getByRole('textbox', { name: 'Subject' }).fill('Your quote')
    await inbox.composer.fill('Here it is.')
    await inbox.composer.press('Control+Enter')
    await inbox.messages.getByText(`Email · ${email}`).waitFor()
    const ours = await until(
      async () => (await customer.thread()).find((m) => m.text === 'Here it is.'),
      'the mail',
    )
    expect([ours.conversationId, ours.channel, ours.subject]).toEqual([id, 'email', 'Your quote'])
    // The choice stays for what is written next, until the customer writes by another way.
    await inbox.write.getByRole('textbox', { name: 'Subject' }).waitFor()
    await inbox.write.getByRole('button', { name: /^Reply by/ }).click()
    await page
      .getByRole('menuitemradio', { name: /^SMS to/ })
      .first()
      .click()
    await inbox.write.getByRole('textbox', { name: 'Subject' }).waitFor({ state: 'hidden' })
  })

  it('looks again at what was attached', async () => {
    const { known, customer } = await newPerson()
    await api.post(`/contacts/${known.id}/merge`, { fromId: (await customer.conversation()).contact.id })
    const page = await open(customer)
    const inbox = inboxOf(page)
    await inbox.contact
      .getByRole('region', { name: 'Write to them' })
      .getByRole('button', { name: 'Email' })
      .click()
    await inbox.write.locator('input[type=file]').setInputFiles({
      name: 'plan.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from('PK\u0003\u0004 a plan'),
    })
    const chip = inbox.write.getByRole('listitem').filter({ hasText: 'plan.zip' })
    await chip.getByText(/^\d+ byte$/).waitFor()
    await inbox.write.getByRole('button', { name: /^Reply by/ }).click()
    await page
      .getByRole('menuitemradio', { name: /^SMS to/ })
      .first()
      .click()
    await chip.getByText('SMS does not take this kind of file').waitFor()
    await inbox.composer.fill('with the plan')
    expect(await inbox.write.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
    await chip.getByRole('button', { name: 'Remove plan.zip' }).click()
    expect(await inbox.write.getByRole('button', { name: 'Send', exact: true }).isEnabled()).toBe(true)
  })

  it('adds the address that is missing, on a phone too', async () => {
    const customer = newCustomer()
    await customer.write('How can I pay?')
    await customer.arrived(1)
    const page = await open(customer, { viewport: PHONE })
    const inbox = inboxOf(page)
    await inbox.write.getByRole('button', { name: /^Reply by/ }).click()
    await page.getByRole('menuitem', { name: 'Add an e-mail address to write by mail…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add an e-mail address' })
    await dialog.getByRole('textbox', { name: 'E-mail address' }).fill('new@customer.example')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Show the contact' }).click()
    const panel = page.getByRole('dialog', { name: 'Contact' })
    await panel.getByRole('region', { name: 'Write to them' }).getByRole('button', { name: 'Email' }).click()
    await panel.waitFor({ state: 'hidden' })
    await inbox.write.getByRole('textbox', { name: 'Subject' }).waitFor()
  })
})
