// What people write down by hand about what happened elsewhere.
import { z } from 'zod'
import { Direction } from '#domain/message.ts'
import { Id } from './common.ts'

const entry = {
  direction: Direction.describe('`in`: from the customer; `out`: from the business'),
  kind: z.string().min(1).max(40).describe('One of the kinds that the channel names in `loggedByHand`'),
  text: z.string().trim().max(8_000).default(''),
  happenedAt: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('When it happened; now, where nothing is said'),
  url: z.string().trim().max(1_000).optional().describe('Where it can be seen'),
  clientId: z.string().min(1).max(64).describe('The sender’s own id: the same one is logged once'),
}
export const LogBody = z.object({
  ...entry,
  inboxId: Id.optional().describe('Where the conversation has its home elsewhere: the inbox that is the log'),
  addressId: Id.optional(),
})
export type LogBody = z.infer<typeof LogBody>

export const LogNewBody = z
  .object({
    ...entry,
    contactId: Id.optional().describe(
      'A contact that is known; else one is found by the person’s address, or made',
    ),
    person: z.string().trim().max(500).optional().describe('Their address there, such as their profile'),
    name: z.string().trim().max(120).optional().describe('For a contact that is made'),
  })
  .refine((b) => b.contactId !== undefined || b.person !== undefined, 'say who it is')
export type LogNewBody = z.infer<typeof LogNewBody>

/** On a message that was logged: nothing of it was sent or received by us. */
export const Logged = z
  .object({
    kind: z.string(),
    happenedAt: z.iso.datetime(),
    url: z.string().nullable(),
    by: z.string().describe('Who logged it'),
  })
  .meta({ id: 'Logged' })
export type Logged = z.infer<typeof Logged>
