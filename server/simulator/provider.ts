// The contract of a simulated provider. One is a folder server/simulator/<provider>/ and one line in registry.ts.
// Nothing else knows its name: the page, the phones, the carrier and the doors ask what stands here.
import type { InboxAccount } from '#channels/channel.ts'
import type { ChannelKind } from '#domain/channel.ts'
import type { Keyword } from '#domain/consent.ts'
import type { App } from '#http/context.ts'
import type { ReceiptMode, SimulatorApp, SimulatorChoice, SimulatorGesture } from '#wire/simulator.ts'
import type { AgentCall } from './agents/outcomes.ts'
import type { WrittenMail } from './customer/compose-mail.ts'
import type { Customer } from './devices.ts'
import type { Failure, StoredReview, StoredText } from './items.ts'
import type { Mailbox } from './mailbox/mailbox.ts'
import type { World } from './world.ts'

export type SimulatedProvider = {
  /** As the channels name it: its webhooks go to /webhooks/<provider>/<key>, its API lies under /simulator/<provider>. */
  provider: string
  channels: readonly SimulatedChannel[]
  /**
   * The provider's API as the product calls it: its paths, its check of who calls, its answers and error bodies. Bodies
   * come as bytes. What it takes goes to the phone by `world.take`.
   */
  routes(app: App, world: World): void
}

export type SimulatedChannel = {
  channel: ChannelKind
  /** The program in which customers meet it. */
  app: SimulatorApp
  /** What a customer can do there besides writing and sending files. */
  gestures: readonly SimulatorGesture[]
  /** Looking at a message tells the business that it was read. */
  tellsRead: boolean
  /** Which of STOP, START and HELP the carrier can obey itself, and then says so with the message. */
  obeysKeywords: readonly Keyword[]
  /** What each way of the world is here. A way that is left out does not exist there: then all goes well. */
  ways: Partial<Record<ReceiptMode, Way>>
  /** A picture and words are two messages there. */
  splitsPictures?: true
  /** What customers write there are public reviews. */
  reviews?: {
    /** The address under which the product knows a new one. */
    newAddress(account: InboxAccount): string
  }
  /** Calls are taken by an AI agent of the provider, which reports them when they are over. */
  agent?: {
    /** The reports of one call, in their order. */
    reports(call: AgentCall, moment: Moment): WebhookCall[]
  }
  /** An id as the provider makes them: of a message, of one with files, of a file. */
  newId(what: 'text' | 'picture' | 'file', customer: Customer): string
  /** How the provider names the account, the business and the customer. Null where that customer cannot be there. */
  names(
    account: InboxAccount,
    customer: Customer,
  ): { account: string; business: string; customer: string } | null
  /** The provider's signed request to the business, in its own protocol; null where it says nothing of the kind. */
  webhook(happened: Happening, moment: Moment): WebhookCall | null | Promise<WebhookCall | null>
  /** The settings of an inbox to try it with, made up; `settings` must pass the channel's own check. */
  sample(make: Maker): { address: string; settings: Record<string, unknown> }
}

export type Way = {
  /** In words for the page, with the provider's own code. */
  help: string
  /** The provider takes the message, and this is what it reports after a moment. */
  fails?: Failure
  /** The message stays on its way: nobody says anything after “sent”. */
  waits?: true
  /** A mail arrives, and its reader reports it as spam. */
  complains?: true
}

export type ReceiptState = 'queued' | 'sent' | 'delivered' | 'undelivered'

/** What is told to the business. `message` and `target` lie on the phone already; their ids are the provider's. */
export type Happening =
  | { what: 'message'; message: StoredText; obeyed: Keyword | null }
  /** A button under a message of the business was tapped: `message` is what that says. */
  | { what: 'choice'; message: StoredText; target: StoredText; choice: SimulatorChoice }
  | { what: 'reaction'; target: StoredText; emoji: string | null; before: string | null }
  | { what: 'edit'; target: StoredText; text: string; times: number }
  | { what: 'unsend'; target: StoredText }
  | { what: 'read'; target: StoredText }
  | { what: 'receipt'; target: StoredText; state: ReceiptState; failure: Failure | null }

  /** A customer has written a review, or changed theirs. */
  | { what: 'review'; review: StoredReview; isNew: boolean }

  /** A mail as the customer's mail program wrote it, for providers that carry mail. */
  | { what: 'mail'; mail: WrittenMail }
  /** What became of a mail of the business. `complaint`: its reader reported it as spam. */
  | { what: 'mail_report'; mail: CarriedMail; failure: Failure | null; complaint?: true }

/** A mail that a provider took for one recipient; `reference` is our own id, which comes back with the report. */
export type CarriedMail = { id: string; recipient: string; reference: string | null }

export type Moment = {
  account: InboxAccount
  customer: Customer
  at: Date
  /** `wrong`: signed with another secret than the inbox's, as a forger would. */
  signature: 'right' | 'wrong'
  /** Where the provider calls this inbox. */
  webhookUrl: string
  /** The mailbox of the business, for services that keep the mail themselves and say only that there is something. */
  mailbox: Mailbox
  /** The provider's API, as this machine reaches it. */
  apiUrl: string
  /** 32 bytes that only this installation knows, always the same for a purpose: a provider's own keys. */
  derived(purpose: string): Buffer
  /** An address under which a file of the phone can be fetched by whoever has it, for some minutes. */
  storageUrl(fileId: string): string
}

export type WebhookCall = { url: string; headers: Record<string, string>; body: string }

/** Makes up what a provider would give out. */
export type Maker = {
  digits(length: number): string
  hex(length: number): string
  uuid(): string
  /** Letters and figures. */
  word(length: number): string
  /** As in a moment. */
  derived(purpose: string): Buffer
}

/** The inbox's own secret, or one that is not it. */
export function secretOf(moment: Pick<Moment, 'account' | 'signature'>, name: string): string {
  const value = settingOf(moment.account, name)
  return moment.signature === 'right' ? value : `${value}x`
}

/** A setting as text; empty where it is not filled in. */
export function settingOf({ settings }: Pick<InboxAccount, 'settings'>, name: string): string {
  const value = settings[name]
  return typeof value === 'string' ? value : ''
}
