// The contract of a channel. A channel is one folder; `verify` and `parse` are pure, `send` gets its `fetch`.
// Expected failure is a value; a throw is a bug and lets the job try again.
import type { CallFacts } from '#domain/call.ts'
import type { AddressKind, Capabilities, ChannelKind, Pace, SettingField } from '#domain/channel.ts'
import type { Choice, DeliveryError, EmailHeaders, MessageStatus } from '#domain/message.ts'
import type { FilledTemplate, Template } from '#domain/template.ts'

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
}

/** A request as it came, before anything is believed. `url` is the configured public URL plus path and query. */
export type RawRequest = {
  method: string
  url: string
  headers: Record<string, string | undefined>
  body: Buffer
  receivedAt: Date
}

export type Verification =
  | { ok: true }
  /** The provider asks for an echo to prove that we own the address. */
  | { ok: true; handshake: { status: number; contentType: string; body: string } }
  /**
   * `later`: nobody can tell just now (the provider's keys are out of reach). `again`: it is refused, and yet the provider
   * must keep what it brought, because a wrong setting of ours would lose it. Both make the provider call again.
   */
  | { ok: false; reason: string; later?: true; again?: true }

/** A file named by a provider: fetched by us afterwards, or carried along. */
export type IncomingFile = {
  name: string
  type: string
  url?: string
  content?: Uint8Array
  contentId?: string
  /** Why it is of little use though it is there, in words for people: only Outlook opens a winmail.dat. */
  problem?: string
}

export type IncomingMessage = {
  kind: 'message'
  /** The provider's id of it: the key under which it is stored once. */
  externalId: string
  /** The customer's address, in its one spelling. */
  from: string
  /** Where it is another kind than the channel's own: the id of somebody who hides their number. */
  fromKind?: AddressKind
  fromName: string | null
  /** Our address that it was sent to, where the provider says. */
  to: string | null
  text: string
  subject: string | null
  /** Sanitised HTML for display, for mails. */
  html: string | null
  files: IncomingFile[]
  email: EmailHeaders | null
  /** True where nobody may be answered automatically: a machine wrote it (RFC 3834), a list, a bounce. */
  automatic: boolean
  automaticReason?: string
  /** The provider's id of the message that this one answers. */
  quotes?: string
  /** The provider has already obeyed this keyword itself (Twilio's OptOutType): record it, do not confirm. */
  optOutHandled?: 'opt_out' | 'opt_in' | 'help'
  sentAt: Date | null
  /** The mail as it came, where a provider hands it over whole: kept beside what was read from it. */
  raw?: Uint8Array
  /** What else the provider said and somebody may want to see. */
  meta: Record<string, unknown>
}

export type IncomingReceipt = {
  kind: 'receipt'
  /** The provider's id of our message. */
  externalId: string
  /** Our own id, where the provider carries it back: links a send whose answer we never saw. */
  messageId: string | null
  status: Extract<MessageStatus, 'sending' | 'sent' | 'delivered' | 'read' | 'failed'>
  error: DeliveryError | null
  /** The failure means that this address will never work, or that the person opted out with the carrier. */
  effect?: 'address_unusable' | 'opted_out'
  /** The reader marked the message as unwanted: an opt-out too, with its own source. */
  complained?: true
  /** Whom it is about, where a message goes to several: what fails for somebody in copy does not fail the message. */
  recipient?: string
  /** It says something about the message (`error`) or its reader (`effect`, `complained`) and moves nothing: a delay, a complaint. */
  keepsStatus?: true
  /** What had been delivered came back: mail servers accept a mail first and may refuse it later. */
  returned?: true
  at: Date | null
}

/**
 * What somebody at the business wrote elsewhere, on the phone or in the provider's own app: a person has answered
 * there. It is stored as ours, and the AI stays out of the conversation.
 */
export type IncomingEcho = {
  kind: 'echo'
  externalId: string
  /** The customer's address, in its one spelling. */
  to: string
  /** Where it is another kind than the channel's own. */
  toKind?: AddressKind
  text: string
  files: IncomingFile[]
  quotes?: string
  /** As people call whoever writes there, e.g. “Somebody in the Instagram app”. */
  by?: string
  /** The provider says that it went out through our own app: it is one of ours, and never stored as somebody else's. */
  own?: true
  /**
   * The provider echoes what we send ourselves too, and says no id of ours: it may be the very message that is on its
   * way at this moment, heard of before the answer to the call.
   */
  maybeOurs?: boolean
  /** What else the provider said, kept with the message. */
  meta?: Record<string, unknown>
}

/**
 * A mail that somebody at the business wrote with another program and that was found among the sent ones. Stored as
 * theirs where it belongs to a conversation or goes to a contact; other people's business is none of ours.
 */
export type IncomingSentMail = {
  kind: 'sent_mail'
  /** As every mail; `from` is an address of the business. */
  mail: IncomingMessage
  /** To whom it went, in their one spelling, without our own addresses; the main one first. */
  recipients: string[]
}

/** The provider gave a message of ours another id than the one we know it by: answers will name this one. */
export type IncomingRenamed = { kind: 'renamed'; messageId: string; externalId: string }

/** Something that a chore brought and that cannot be read: goes to quarantine; `request` is what `parse` reads again. */
export type IncomingUnreadable = { kind: 'unreadable'; request: RawRequest; reason: string }

/** Somebody set or took back (`emoji` null) a reaction to a message, theirs or ours. */
export type IncomingReaction = {
  kind: 'reaction'
  /** The provider's id of the message that it marks. */
  targetId: string
  /** The customer's address, in its one spelling. */
  from: string
  emoji: string | null
  at: Date | null
}

/** A message was edited, or taken back (`text` null): then its files go as well. */
export type IncomingChange = {
  kind: 'change'
  targetId: string
  text: string | null
  at: Date | null
}

/** Everything that we had sent to this address until then has been delivered or read. */
export type IncomingWatermark = {
  kind: 'watermark'
  from: string
  status: Extract<MessageStatus, 'delivered' | 'read'>
  upTo: Date
  /** Where the provider names a message of ours in place of a time: that one and all before it. Counts before `upTo`. */
  upToId?: string
}

/** A message from before the account was connected: shown in its thread, answered by nobody. */
export type IncomingPast = {
  kind: 'past'
  externalId: string
  direction: 'in' | 'out'
  /** The customer's address, in its one spelling. */
  address: string
  /** Where it is another kind than the channel's own. */
  addressKind?: AddressKind
  name: string | null
  text: string
  files: IncomingFile[]
  quotes?: string
  /** How far one of ours got; `sent` where nobody says. */
  status?: Extract<MessageStatus, 'sent' | 'delivered' | 'read'>
  at: Date
  /** What else the provider said and somebody may want to see. */
  meta?: Record<string, unknown>
}

/** A name from the business's own address book. */
export type IncomingName = { kind: 'name'; address: string; name: string }

/** All templates that the provider has for this account now: what is not among them is gone there. */
export type IncomingTemplates = { kind: 'templates'; all: Template[] }

/** What the provider says about one template that it has told of before. Fields that are missing stay as they are. */
export type IncomingTemplateChange = {
  kind: 'template_change'
  externalId: string
  change: Partial<Pick<Template, 'state' | 'category' | 'reason'>>
}

/**
 * The provider says that two identities are one person. `replaces`: the person gave up `address` for the other one (a
 * number change), so what we write goes there from now on.
 */
export type IncomingIdentity = {
  kind: 'identity'
  address: string
  /** Where `address` is another kind than the channel's own. */
  addressKind?: AddressKind
  other: { kind: AddressKind; value: string }
  replaces: boolean
}

/** What the provider says about the account itself (a template's state, a number's quality, a token that was revoked). */
export type IncomingNotice = {
  kind: 'notice'
  code: string
  level: 'info' | 'warning' | 'error'
  /** In plain words, shown under the inbox's health. */
  text: string
  data: Record<string, unknown>
}

/** What a notice told of is over: it is taken back. Harmless where there is none. */
export type IncomingNoticeOver = { kind: 'notice_over'; code: string }

/**
 * What one request tells of a telephone call. Requests about one call come doubled and in any order, so each says only
 * what it knows; flow/calls.ts puts them together (domain/call.ts).
 */
export type IncomingCall = {
  kind: 'call'
  /** The provider's id of the call as a whole, not of one of its legs. */
  externalId: string
  /** Our own id, where the provider carries it back: links a call of ours whose answer we never saw. */
  callId: string | null
  /** Null where this request does not say. */
  direction: 'in' | 'out' | null
  /** The customer's number in its one spelling, `anonymous` where it is hidden; null where this request does not say. */
  customer: string | null
  customerName: string | null
  /** Our number on the line, where the request says. */
  ours: string | null
  facts: CallFacts
  /** A recording that came along, by its id among `facts.recordings`. */
  audio?: { id: string; type: string; content: Uint8Array }
}

export type IncomingIgnored = { kind: 'ignored'; why: string }
export type IncomingItem =
  | IncomingMessage
  | IncomingReceipt
  | IncomingEcho
  | IncomingSentMail
  | IncomingRenamed
  | IncomingUnreadable
  | IncomingReaction
  | IncomingChange
  | IncomingWatermark
  | IncomingPast
  | IncomingIdentity
  | IncomingName
  | IncomingTemplates
  | IncomingTemplateChange
  | IncomingNotice
  | IncomingNoticeOver
  | IncomingCall
  | IncomingIgnored

export type ParseOutcome =
  | {
      ok: true
      items: IncomingItem[]
      reply?: { status: number; contentType: string; body: string }
      /** Chores to run at once: the provider says only that there is something to fetch. */
      wake?: string[]
    }
  /** Goes to quarantine with its raw bytes; `reason` is shown to people. */
  | { ok: false; reason: string }

export type OutgoingFile = {
  /** Names it in the HTML of a mail, where it is a picture in the text. */
  contentId?: string | null
  name: string
  type: string
  size: number
  read(): Promise<Uint8Array>
  publicUrl: string
}

export type OutgoingMessage = {
  id: string
  conversationId: string
  to: string
  text: string
  subject: string | null
  files: OutgoingFile[]
  email: EmailHeaders | null
  /** Sanitised HTML beside the text, for channels with rich formatting; pictures as `data-content-id`. */
  html?: string | null
  /** One call there ends what goes to many alike (RFC 8058); null where this message is no such. */
  unsubscribeUrl?: string | null
  /** Written by the AI or a rule: channels mark it as automatic where their protocol has a mark. */
  automatic: boolean
  /** The provider's window is over, and a person wrote this under its rule for human agents (`humanAgentHours`). */
  humanAgent?: boolean
  attempt: number
  /** An approved template with its gaps filled; `text` is what it says, for reading. Checked before it came here. */
  template?: FilledTemplate
  /** Answers to tap. Checked against the channel's capabilities before they came here. */
  choices?: Choice[]
  /** The provider's id of the message that this one answers. */
  quotes?: string
}

/** What the provider calls parts of our message that went out, where one message of ours is several of theirs. */
type Parts = { partIds?: string[] }

export type SendResult =
  | ({
      outcome: 'sent'
      externalId: string
      status: Extract<MessageStatus, 'sending' | 'sent' | 'delivered'>
      segments?: number
    } & Parts)
  /** The provider certainly did not take it: try again later. */
  | { outcome: 'retry'; error: DeliveryError; afterMs?: number }
  /** It will never go: say why. */
  | ({ outcome: 'rejected'; error: DeliveryError; effect?: 'address_unusable' | 'opted_out' } & Parts)
  /** Nobody knows whether it was taken (timeout, broken connection): reconcile before anything else. */
  | ({ outcome: 'unknown'; error: DeliveryError } & Parts)

export type ReconcileResult =
  | {
      outcome: 'found'
      externalId: string
      status: Extract<MessageStatus, 'sending' | 'sent' | 'delivered' | 'read'>
      /** The provider took it (so it is not sent again) and could not deliver it. */
      failure?: { error: DeliveryError; effect?: 'address_unusable' | 'opted_out' }
    }
  | { outcome: 'not_found' }
  /** The provider cannot tell: a person decides. */
  | { outcome: 'cannot_tell' }
  | { outcome: 'retry'; afterMs: number }

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

/** What of a message says where it belongs. */
export type Threaded = Pick<IncomingMessage, 'subject' | 'email' | 'meta'>
/** Where a message says that it belongs, strongest first. */
export type ThreadHints = {
  /** From a signed token: routes, but does not authenticate. */
  conversationId: string | null
  /** Provider ids of earlier messages, the nearest first. */
  ids: string[]
  /** The service's own id of the thread, where it has one. */
  thread?: string
  /** The subject without its reply marks; null where it is too general to join anything by. */
  subjectKey: string | null
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

/** A call that a person asked for: their own telephone rings first, then the customer is called. */
export type OutgoingCall = {
  id: string
  /** The customer's number, and the person's. */
  to: string
  memberPhone: string
}
export type PlaceResult =
  | { outcome: 'placed'; externalId: string }
  /** It certainly does not ring anywhere, and will not by itself. */
  | { outcome: 'rejected'; error: DeliveryError }
  /** Nobody knows whether a telephone rings: look it up, and never call a second time on a guess. */
  | { outcome: 'unknown'; error: DeliveryError }
export type FoundCall =
  | { outcome: 'found'; items: IncomingCall[]; externalId: string }
  | { outcome: 'not_found' }
  | { outcome: 'later'; afterMs: number }
  | { outcome: 'cannot_tell' }

/** What a finished call may still be asked for. */
export type FinishedCall = {
  id: string
  externalId: string
  direction: 'in' | 'out'
  recordingIds: string[]
  facts: CallFacts
}
export type FollowResult =
  | { outcome: 'done'; items: IncomingCall[] }
  /** Not ready: ask again. What is known already may come along. */
  | { outcome: 'later'; items: IncomingCall[]; afterMs: number }

/** Only for channels whose items are telephone calls. */
export type CallAbilities = {
  /** Places a call; one request, and what is known after it. Only where capabilities say `calls.place`. */
  place?(call: OutgoingCall, account: InboxAccount, io: ChannelIo): Promise<PlaceResult>
  /** Was a call whose answer was lost placed? Also asked about calls that have not been heard of for long. */
  find?(
    call: OutgoingCall & { externalId: string | null; claimedAt: Date; knownExternalIds: string[] },
    account: InboxAccount,
    io: ChannelIo,
  ): Promise<FoundCall>
  /** Quality and transcripts that the provider makes after the call. */
  follow?(call: FinishedCall, account: InboxAccount, io: ChannelIo): Promise<FollowResult>
  /** May we keep the only copy? Removes a recording at the provider, where the inbox's settings ask for it. */
  removeRecording?(
    recordingId: string,
    account: InboxAccount,
    io: ChannelIo,
  ): Promise<'removed' | 'kept' | 'later'>
  /** The automatic text after a missed call, where the inbox's settings ask for one. */
  textBack?(account: InboxAccount): { text: string | null; everyHours: number } | null
  /** Whose telephone is rung for a call by a member who has none in the profile. */
  fallbackPhone?(account: InboxAccount): string | null
  /** Will the call be recorded, and what is said about it? For the person who is about to call. */
  announces?(account: InboxAccount): { recorded: boolean; text: string | null }
}
/** Did the provider take the address at which we can be reached? `detail` is what was done. */
export type ConnectResult = { ok: true; detail: string } | { ok: false; reason: string; remedy: string }
export type TemplateList =
  | { outcome: 'done'; templates: Template[] }
  | { outcome: 'failed'; reason: string; remedy: string }

/** `externalId`: the provider's id of the customer's newest message. */
export type CustomerSignal = { kind: 'read' | 'typing'; to: string; externalId: string }

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
