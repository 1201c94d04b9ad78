// The simulator: the world outside, as the page in the app sees it. A device is a customer with a phone and a mailbox.
import { z } from 'zod'
import { ChannelKind } from '#domain/channel.ts'
import { Id, Timestamp } from './api/common.ts'

/** Which program on the customer's side an inbox is met with. */
export const SimulatorApp = z.enum([
  'texts',
  'whatsapp',
  'messenger',
  'instagram',
  'telegram',
  'tiktok',
  'reviews',
  'calls',
  'mail',
  'site',
])
export type SimulatorApp = z.infer<typeof SimulatorApp>

/** What a customer can do to a message that lies there already. */
export const SimulatorGesture = z.enum(['reaction', 'edit', 'unsend', 'choice'])
export type SimulatorGesture = z.infer<typeof SimulatorGesture>

/** What becomes of what the business sends to a device. */
export const ReceiptMode = z.enum([
  'normal',
  'late',
  'out_of_order',
  'none',
  'unreachable',
  'unknown_address',
  'filtered',
  'opted_out',
  'outage',
  'no_answer',
])
export type ReceiptMode = z.infer<typeof ReceiptMode>

export const DeviceId = z.string().trim().min(1).max(320)

export const DeviceSettings = z.object({
  receipts: ReceiptMode,
  lateSeconds: z.number().int().min(1).max(600),
  carrierKeywords: z
    .boolean()
    .describe('The carrier obeys STOP, START and HELP itself, as Twilio’s Advanced Opt-Out does'),
})
export type DeviceSettings = z.infer<typeof DeviceSettings>

export const SimulatorDevice = z
  .object({
    id: DeviceId,
    name: z.string(),
    phone: z.object({ value: z.string(), display: z.string() }).nullable(),
    email: z.string().nullable(),
    /** Their name in programs that need no number; null for whoever has none. */
    handle: z.string().nullable(),
    settings: DeviceSettings,
    /** Newest message to or from it. */
    lastAt: Timestamp.nullable(),
    builtIn: z.boolean(),
  })
  .meta({ id: 'SimulatorDevice' })
export type SimulatorDevice = z.infer<typeof SimulatorDevice>

export const SimulatorInbox = z
  .object({
    id: Id,
    key: z.string(),
    app: SimulatorApp,
    name: z.string(),
    address: z.string(),
    display: z.string(),
    paused: z.boolean(),
    /** Who provides it, as people read it after the word “by”. */
    by: z.string(),
    readReceipts: z.boolean(),
    gestures: z.array(SimulatorGesture),
    /** STOP, START and HELP mean something there. */
    keywords: z.boolean(),
    /** The carrier can obey STOP itself there. */
    obeysKeywords: z.boolean(),
    /** What the ways of the world are here; what is missing does not exist there. */
    ways: z.array(z.object({ mode: ReceiptMode, help: z.string() })),
    /** Customers can mail it: the built-in receiver runs, or a provider carries its mail. */
    takesMail: z.boolean(),
    /** A small web page of the business with the chat on it. */
    siteUrl: z.string().nullable(),
    /** How a call with an AI agent can end, where one answers there; empty where calls are walked through step by step. */
    outcomes: z.array(z.object({ id: z.string(), label: z.string(), hint: z.string() })),
  })
  .meta({ id: 'SimulatorInbox' })
export type SimulatorInbox = z.infer<typeof SimulatorInbox>

/** A channel that can be tried with one click. */
export const SimulatorOffer = z
  .object({
    channel: ChannelKind,
    provider: z.string(),
    app: SimulatorApp,
    label: z.string(),
    by: z.string(),
    /** There is one already. */
    added: z.boolean(),
  })
  .meta({ id: 'SimulatorOffer' })
export type SimulatorOffer = z.infer<typeof SimulatorOffer>
export const SimulatorInboxBody = z.object({ channel: ChannelKind, provider: z.string().max(40) })

export const SimulatorOverview = z
  .object({
    business: z.string(),
    devices: z.array(SimulatorDevice),
    inboxes: z.array(SimulatorInbox),
    offers: z.array(SimulatorOffer),
  })
  .meta({ id: 'SimulatorOverview' })
export type SimulatorOverview = z.infer<typeof SimulatorOverview>

const Picture = z.object({ id: Id, name: z.string(), type: z.string(), size: z.number().int() })
export type SimulatorFile = z.infer<typeof Picture>

/** What the product’s door said, once for each copy. */
export const DoorAnswers = z.array(z.object({ status: z.number().int(), note: z.string().nullable() }))

const common = {
  id: Id,
  inboxId: Id,
  from: z.enum(['customer', 'business']),
  text: z.string(),
  files: z.array(Picture),
  /** What the product’s door answered to what the customer sent, one for each copy; empty for what it sent. */
  answers: DoorAnswers,
  at: Timestamp,
}
/** A button that the business put under a message. */
export const SimulatorChoice = z.object({ id: z.string(), title: z.string() })
export type SimulatorChoice = z.infer<typeof SimulatorChoice>

export const SimulatorText = z.object({
  kind: z.literal('text'),
  ...common,
  status: z.enum(['queued', 'sent', 'delivered', 'read', 'undelivered', 'failed', 'received', 'refused']),
  /** Why it did not get through, with the provider's code where it has one. */
  failure: z.object({ code: z.string().nullable(), words: z.string() }).nullable(),
  choices: z.array(SimulatorChoice),
  /** The emoji that each side has set. */
  reactions: z.object({ customer: z.string().nullable(), business: z.string().nullable() }),
  /** The words of the message that this answers. */
  quoted: z.string().nullable(),
  edits: z.number().int(),
  unsent: z.boolean(),
})
export type SimulatorText = z.infer<typeof SimulatorText>

export const SimulatorMail = z.object({
  kind: z.literal('mail'),
  ...common,
  fromName: z.string().nullable(),
  fromAddress: z.string(),
  to: z.string(),
  subject: z.string(),
  html: z.string().nullable().describe('Sanitised'),
  messageId: z.string(),
  inReplyTo: z.string().nullable(),
  automatic: z.string().nullable().describe('Its Auto-Submitted header'),
})
export type SimulatorMail = z.infer<typeof SimulatorMail>

/** A review of the business, as its author and everybody else sees it. */
export const SimulatorReview = z.object({
  kind: z.literal('review'),
  ...common,
  stars: z.number().int(),
  edited: z.boolean(),
  /** What the business has answered in public. */
  reply: z.object({ text: z.string(), at: Timestamp }).nullable(),
})
export type SimulatorReview = z.infer<typeof SimulatorReview>

export const SimulatorItem = z
  .discriminatedUnion('kind', [SimulatorText, SimulatorMail, SimulatorReview])
  .meta({ id: 'SimulatorItem' })
export type SimulatorItem = z.infer<typeof SimulatorItem>

export const SimulatorThread = z
  .object({
    items: z.array(SimulatorItem).describe('Oldest first'),
    /** Where each inbox’s conversation with this customer is, for a link. */
    conversations: z.array(z.object({ inboxId: Id, conversationId: Id })),
  })
  .meta({ id: 'SimulatorThread' })
export type SimulatorThread = z.infer<typeof SimulatorThread>

export const pictureNames = ['leak', 'boiler'] as const
const MAX_PICTURE = 5_000_000
export const PictureChoice = z.discriminatedUnion('from', [
  z.object({ from: z.literal('album'), name: z.enum(pictureNames) }),
  z.object({
    from: z.literal('upload'),
    name: z.string().trim().min(1).max(200),
    type: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
    /** Base64. */
    data: z.base64().max(Math.ceil((MAX_PICTURE * 4) / 3), 'send at most 5 MB'),
  }),
])
export type PictureChoice = z.infer<typeof PictureChoice>

const copies = z.number().int().min(1).max(10).default(1).describe('The same webhook so many times at once')

export const SimulatorTextBody = z
  .object({
    inboxId: Id,
    text: z.string().max(1600).default(''),
    picture: PictureChoice.nullable().default(null),
    copies,
    signature: z.enum(['right', 'wrong']).default('right'),
  })
  .refine((b) => b.text.trim() !== '' || b.picture !== null, 'write a text or choose a picture')
export type SimulatorTextBody = z.input<typeof SimulatorTextBody>

export const SimulatorMailBody = z
  .object({
    inboxId: Id,
    kind: z.enum(['mail', 'auto_reply', 'bounce']).default('mail'),
    subject: z.string().trim().max(300).default(''),
    text: z.string().max(100_000).default(''),
    /** Sends an HTML version along, as most mail programs do. */
    html: z.boolean().default(true),
    /** The item that is answered, reported or quoted. */
    replyTo: Id.nullable().default(null),
    copies,
  })
  .refine((b) => b.kind === 'mail' || b.replyTo !== null, 'choose the mail that this answers')
  .refine((b) => b.kind !== 'mail' || b.text.trim() !== '', 'write something')
export type SimulatorMailBody = z.input<typeof SimulatorMailBody>

export const SimulatorReadBody = z.object({ inboxId: Id })

/** What a customer does to a message on their phone. */
export const SimulatorGestureBody = z
  .discriminatedUnion('what', [
    z.object({ what: z.literal('reaction'), itemId: Id, emoji: z.string().min(1).max(32).nullable() }),
    z.object({ what: z.literal('edit'), itemId: Id, text: z.string().trim().min(1).max(1600) }),
    z.object({ what: z.literal('unsend'), itemId: Id }),
    z.object({ what: z.literal('choice'), itemId: Id, choiceId: z.string().min(1).max(300) }),
  ])
  .and(z.object({ copies, signature: z.enum(['right', 'wrong']).default('right') }))
export type SimulatorGestureBody = z.input<typeof SimulatorGestureBody>

/** Writes the customer's review, or changes the one that stands. */
export const SimulatorReviewBody = z.object({
  inboxId: Id,
  stars: z.number().int().min(1).max(5),
  text: z.string().trim().max(4096).default(''),
  copies,
  signature: z.enum(['right', 'wrong']).default('right'),
})
export type SimulatorReviewBody = z.input<typeof SimulatorReviewBody>

/** A call that an AI agent has had with the customer. */
export const SimulatorAgentCallBody = z.object({
  inboxId: Id,
  outcome: z.string().min(1).max(40),
  copies,
  signature: z.enum(['right', 'wrong']).default('right'),
})
export type SimulatorAgentCallBody = z.input<typeof SimulatorAgentCallBody>
export const SimulatorAgentCall = z
  .object({
    label: z.string(),
    seconds: z.number().int(),
    lines: z.array(z.object({ speaker: z.enum(['agent', 'customer']), text: z.string(), at: z.number() })),
    /** What the product’s door said to each report of the provider. */
    answers: DoorAnswers,
  })
  .meta({ id: 'SimulatorAgentCall' })
export type SimulatorAgentCall = z.infer<typeof SimulatorAgentCall>

/** A call of a customer, as their telephone knows it. The page holds it between two steps. */
export const SimulatorCall = z
  .object({
    sid: z.string().max(80),
    twiml: z.string().max(20_000),
    phase: z.enum(['ringing', 'speaking', 'voicemail', 'ended']),
    /** What a machine says to the caller. */
    hears: z.array(z.string()),
    /** The telephones of the business that ring. */
    rings: z.array(z.string().max(40)).max(20),
  })
  .meta({ id: 'SimulatorCall' })
export type SimulatorCall = z.infer<typeof SimulatorCall>

export const SimulatorCallBody = z.object({
  inboxId: Id,
  step: z.enum(['dial', 'answer', 'let_ring', 'hang_up']),
  call: SimulatorCall.optional(),
  seconds: z.number().int().min(0).max(180).default(0),
})
export type SimulatorCallBody = z.infer<typeof SimulatorCallBody>
