// The contract of a channel. A channel is one folder; `verify` and `parse` are pure, `send` gets its `fetch`.
// Expected failure is a value; a throw is a bug and lets the job try again.
import type { Capabilities, ChannelKind, Pace, SettingField } from '#domain/channel.ts'
import type { DeliveryError, EmailHeaders } from '#domain/message.ts'
import type { Template } from '#domain/template.ts'
import type { CallAbilities } from './call-abilities.ts'
import type {
  IncomingItem,
  ParseOutcome,
  RawRequest,
  Threaded,
  ThreadHints,
  Verification,
} from './incoming.ts'
import type { CustomerSignal, OutgoingMessage, ReconcileResult, SendResult } from './outgoing.ts'

// One place to import the contract from, whatever the subject.
export type * from './call-abilities.ts'
export type * from './incoming.ts'
export type * from './outgoing.ts'

/** The configured account, decrypted. `settings` holds what the channel's own fields name. */
export type InboxAccount = {
  id: string
  workspaceId: string
  key: string
  channel: ChannelKind
  provider: string
  name: string
  /** Our own address there, in its one spelling: E.164, mail address. */
  address: string
  settings: Record<string, unknown>
  /** When the inbox was made. */
  connectedAt?: Date
}

/** What a channel needs of the world. `apiBase` of an inbox is resolved by the caller (`simulator` included). */
export type ChannelIo = {
  fetch: typeof fetch
  now(): Date
  /** Where the provider calls us back for this inbox. */
  webhookUrl: string
  /** Base address of the provider's API for this inbox; the channel's own default where the inbox names none. */
  apiBase: string | null
  /** Secret for signed reply tokens. */
  secret: string
  /**
   * Stores settings that the provider has changed by itself, such as a refresh token that replaces itself: merged into
   * those of the inbox, secrets sealed. Absent where nothing may be changed.
   */
  keep?(settings: Record<string, unknown>): Promise<void>
}

/**
 * How a sign-in in the browser begins: where it comes back to, what it must bring along, and its PKCE challenge.
 * `apiBase`: the inbox's own base address of the provider, as a browser reaches it.
 */
export type SignInRequest = { redirectUri: string; state: string; challenge: string; apiBase: string | null }
/** What it came back with. */
export type SignInAnswer = { code: string; verifier: string; redirectUri: string }
export type SignInResult =
  /** `settings` are merged into those of the inbox. `address`: who signed in, where the provider says. */
  | { ok: true; settings: Record<string, unknown>; address: string | null }
  | { ok: false; reason: string; remedy: string }
/** For accounts to which a person signs in with the browser. */
export type SignIn = {
  /** Whom one signs in with ("Google") and whether that is done; null where these settings need no sign-in. */
  describe(settings: Record<string, unknown>): { name: string; done: boolean } | null
  /** The address for the browser, or what is missing for it. */
  begin(
    account: InboxAccount,
    request: SignInRequest,
  ): { ok: true; url: string } | { ok: false; reason: string }
  finish(account: InboxAccount, answer: SignInAnswer, io: ChannelIo): Promise<SignInResult>
}

export type MediaIo = Pick<ChannelIo, 'fetch' | 'now' | 'apiBase' | 'keep'>
export type MediaLocation =
  | { outcome: 'at'; url: string }
  /** Not now: worth another try. */
  | { outcome: 'later'; reason: string }
  /** Never again; `reason` is shown to people in place of the file. */
  | { outcome: 'gone'; reason: string }

/** One step of the test of an inbox: `detail` is what was seen, `remedy` what to do where it is not right. */
export type TestStep = {
  step: 'credentials' | 'sender' | 'webhook' | 'signature' | 'received'
  ok: boolean
  detail: string
  /** When what `detail` tells happened, ISO. */
  at?: string
  remedy: string | null
}

/**
 * Work that recurs for an inbox: asking a provider that does not call us, renewing a subscription, looking whether a
 * token still lives. `run` gets the state that its last run gave back (null the first time) and may be repeated after a
 * kill: items that it gives out are stored once by their ids, and the state is kept after they are.
 */
export type Chore = {
  name: string
  everyMs: number
  run(account: InboxAccount, state: Record<string, unknown> | null, io: ChannelIo): Promise<ChoreResult>
}
export type ChoreResult =
  | { outcome: 'done'; state: Record<string, unknown> | null; items: IncomingItem[]; againAfterMs?: number }
  /** It could not be done: `reason` is shown under the inbox's health; tried again after a pause that grows. */
  | { outcome: 'failed'; reason: string; remedy: string }

export type ProfileResult =
  | { outcome: 'found'; name: string }
  /** The provider tells no name of this person, and will not. */
  | { outcome: 'none' }
  | { outcome: 'later'; reason: string }

/** How an address of webhooks is shared by several accounts, where a provider has one for all of them. */
export type Sharing = {
  /** The accounts that a verified request is about, by names that no two accounts share. */
  named(raw: RawRequest): string[]
  /** Which of them this one is. */
  nameOf(account: InboxAccount): string
  /** Only accounts with the same secret are of one app: a request that its signature proves is proved for all of them. */
  secretOf(account: InboxAccount): string
}

/** Did the provider take the address at which we can be reached? `detail` is what was done. */
export type ConnectResult = { ok: true; detail: string } | { ok: false; reason: string; remedy: string }
export type TemplateList =
  | { outcome: 'done'; templates: Template[] }
  | { outcome: 'failed'; reason: string; remedy: string }

export type Channel = {
  /** Largest request of this provider in bytes, where it is more than the usual 4 MB: mails come with their files. */
  maxRequestBytes?: number
  /** Unique, e.g. `sms-twilio`; the folder's name. */
  id: string
  provider: string
  /** The provider as people read it after the word “by”. */
  providerName: string
  capabilities: Capabilities
  settings: SettingField[]
  /** Checks the settings of an inbox before they are stored. Problems name the field and the remedy. */
  checkSettings(
    settings: Record<string, unknown>,
  ):
    | { ok: true; settings: Record<string, unknown> }
    | { ok: false; problems: { path: string; message: string }[] }
  verify(raw: RawRequest, account: InboxAccount): Verification
  /**
   * For proofs made with a key that lies at the provider: asked after `verify` (form, address, time) said yes, and both
   * must. Fetches the key with `io.fetch` and keeps it for a while.
   */
  confirm?(
    raw: RawRequest,
    account: InboxAccount,
    io: Pick<ChannelIo, 'fetch' | 'now' | 'apiBase'>,
  ): Promise<Verification>
  parse(raw: RawRequest, account: InboxAccount): ParseOutcome | Promise<ParseOutcome>
  send(message: OutgoingMessage, account: InboxAccount, io: ChannelIo): Promise<SendResult>
  /** Asks the provider whether it has a message whose fate is unknown. `claimedAt`: when we began to send it. */
  reconcile(
    message: OutgoingMessage & { claimedAt: Date; knownExternalIds: string[] },
    account: InboxAccount,
    io: ChannelIo,
  ): Promise<ReconcileResult>
  /** For channels whose messages name their thread; the others go by address. */
  threadHints?(message: Threaded, account: InboxAccount, secret: string): ThreadHints
  /** For channels with headers: recipients and thread of an answer to everybody on that message. */
  answerHeaders?(parent: EmailHeaders, account: InboxAccount): EmailHeaders
  /**
   * For providers that name files by something else than where they lie: asks for the present address of one, right
   * before it is fetched. `url` is what `parse` gave out. The answer is fetched like any stranger's address.
   */
  locateMedia?(url: URL, account: InboxAccount, io: MediaIo): Promise<MediaLocation>
  /**
   * How messages come in, for channels that take no webhooks: a sentence for the person who tests the inbox. Absent
   * where the provider calls the webhook.
   */
  ownDoor?: string
  /** Does the account work? Asks the provider about the credentials and the sender, and changes nothing there. */
  probe?(account: InboxAccount, io: ChannelIo): Promise<TestStep[]>
  chores?: Chore[]
  /** The name of whoever is only a number there. Asked once, after their first message; what people entered stays. */
  profile?(address: string, account: InboxAccount, io: ChannelIo): Promise<ProfileResult>
  /** For providers that deliver for several accounts to one address. */
  sharing?: Sharing
  /** The templates that the provider has for this account, all pages of them. */
  templates?: { list(account: InboxAccount, io: ChannelIo): Promise<TemplateList> }
  /**
   * Tells the customer that their newest message was read, or that an answer is being written. Best effort: nobody waits
   * for it and it is never repeated, so it says nothing about how it went.
   */
  signal?(signal: CustomerSignal, account: InboxAccount, io: ChannelIo): Promise<void>
  /** The speed that this account's settings name, in place of the capability's. */
  pace?(account: InboxAccount): Pace[]
  /**
   * It tells of reactions, edits, taken back messages or watermarks. They may be faster than what they are about, so
   * what arrives is looked up among the marks that wait.
   */
  marks?: true
  calls?: CallAbilities
  signIn?: SignIn
  /** Tells the provider where to reach us, on a button: what the README would otherwise ask a person to do there. */
  connect?: { label: string; help: string; run(account: InboxAccount, io: ChannelIo): Promise<ConnectResult> }
  /** Takes back what we wrote there (`externalId`). Doing it twice is harmless. */
  withdraw?(
    message: { to: string; externalId: string },
    account: InboxAccount,
    io: ChannelIo,
  ): Promise<{ outcome: 'done' } | { outcome: 'failed'; error: DeliveryError }>
  /** Which hosts may be asked for media with the account's credentials, and with which headers. */
  media?(
    url: URL,
    account: InboxAccount,
    apiBase: string | null,
  ): { allowed: boolean; headers: Record<string, string> }
}
