// What the steps of the flow need of the world. main.ts puts it together; tests put in their own clock, ids and fetch.
import type { Meaning } from '#ai/knowledge/meaning.ts'
import type { ModelSettings } from '#ai/model.ts'
import type { InboxAccount } from '#channels/channel.ts'
import type { Store } from '#db/pool.ts'
import type { Clock } from '#lib/clock.ts'
import type { Ids } from '#lib/ids.ts'
import type { Log } from '#lib/log.ts'
import type { SafeFetch } from '#lib/safe-fetch.ts'
import type { Storage } from '#lib/storage.ts'
import type { Accounts } from './accounts.ts'

export type Timing = {
  /** A message that has been `sending` for longer is looked up with the provider: longer than any send may take. */
  leaseMs: number
  /** How long a provider gets to list a message before "not found" is believed. */
  reconcileAfterMs: number
  /** First pause before the next attempt; it doubles up to an hour. */
  retryMs: number
  maxAttempts: number
  /** In place of the channels' own burst windows; null leaves them. */
  burst: { quietMs: number; maxMs: number } | null
  /** How long a takeover waits for an AI text that is on the wire at that moment. */
  takeoverWaitMs: number
  /** The text after a missed call waits so long: they may call again, or leave a voicemail. */
  textBackMs: number
  /** How often a turn that waits for its model looks whether somebody was faster. */
  overtakenMs: number
  /** How long an answer waits for pictures and voice notes that are still on their way. */
  mediaWaitMs: number
  /** A call that has not been heard of for so long is looked up with the provider. */
  callSilenceMs: number
  /** When to ask for the quality of a call that has ended. */
  callFollowMs: number
  /** Between two pages of a web site that names no pause of its own. */
  crawlPauseMs: number
}
export const defaultTiming: Timing = {
  leaseMs: 60_000,
  reconcileAfterMs: 10_000,
  retryMs: 2_000,
  maxAttempts: 12,
  burst: null,
  takeoverWaitMs: 5_000,
  textBackMs: 30_000,
  overtakenMs: 250,
  mediaWaitMs: 15_000,
  callSilenceMs: 4 * 3_600_000,
  callFollowMs: 12 * 60_000,
  crawlPauseMs: 250,
}

/** Passing signals outside the event log, e.g. that the AI is writing. */
export type Signal = {
  conversationId: string
  who: 'contact' | 'ai' | 'member'
  name: string | null
  preview: string | null
}

export type Flow = {
  store: Store
  clock: Clock
  ids: Ids
  log: Log
  accounts: Accounts
  storage: Storage
  ai: { model: ModelSettings | null; timeoutMs: number }
  /** Knowledge is also found by meaning, where an endpoint for that is configured. */
  meaning?: Meaning | null
  /** How pages of web sites are fetched; without it as every address of a stranger. Tests put in a world of their own. */
  fetchPage?: SafeFetch
  /** The SECRET_KEY: signs reply tokens and file addresses. */
  secret: string
  fetch: typeof fetch
  /** Nothing that a member names may lie on a private network (PRIVATE_ENDPOINTS). */
  outsideOnly?: boolean
  timing: Timing
  /** Public base address, without trailing slash. */
  publicUrl(): string
  /**
   * Base address of the provider's API for an inbox, with `simulator` resolved; null for the channel's default. As this
   * process reaches it, or as somebody's browser does.
   */
  apiBase(account: InboxAccount, from?: 'browser'): string | null
  /** A signed address under which a provider can fetch a file of ours. */
  fileUrl(workspaceId: string, fileId: string): string
  /** Tells the worker that something becomes due then. */
  wakeAt(at: Date): void
  signal(workspaceId: string, signal: Signal): void
}
