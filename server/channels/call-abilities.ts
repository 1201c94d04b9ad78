// What a channel can do whose items are telephone calls.
import type { CallFacts } from '#domain/call.ts'
import type { DeliveryError } from '#domain/message.ts'
import type { ChannelIo, InboxAccount } from './channel.ts'
import type { IncomingCall } from './incoming.ts'

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
