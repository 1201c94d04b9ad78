// What comes in: a request before anything is believed, and what `parse` and the chores make of it.
import type { CallFacts } from '#domain/call.ts'
import type { AddressKind } from '#domain/channel.ts'
import type { DeliveryError, EmailHeaders, MessageStatus } from '#domain/message.ts'
import type { Template } from '#domain/template.ts'

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
