// Is the AI on here, and why? One pure function, shown wherever it matters and asked before anything is sent.
import type { ConversationKind, ConversationStatus, Handler } from './conversation.ts'

export type AiFacts = {
  /** Switch of the whole workspace. */
  workspaceOn: boolean
  /** Switch of the channel ("SMS Replies"). */
  channelOn: boolean
  channelLabel: string
  /** Switch of the inbox. */
  inboxOn: boolean
  inboxName: string
  inboxPaused: boolean
  /** What keeps every machine silent on this channel: its answers are public, or nothing leaves from here at all. */
  peopleOnly?: 'public' | 'log' | null
  handler: Handler
  /** Who took the conversation over, for the sentence. */
  handledBy: string | null
  status: ConversationStatus
  kind: ConversationKind
  contactPaused: boolean
  contactPausedReason: string | null
  /** When the pause ends by itself, as people read it. */
  contactPausedUntil?: string | null
  optedOut: boolean
  /** Nothing can be written where this conversation stands (calls): the AI waits for a message. */
  cannotWrite?: boolean
}

export type AiReason = {
  code:
    | 'workspace_off'
    | 'channel_off'
    | 'inbox_off'
    | 'inbox_paused'
    | 'human_managed'
    | 'escalated'
    | 'contact_paused'
    | 'public_replies'
    | 'logged_by_hand'
    | 'opted_out'
    | 'internal'
    | 'no_text'
  text: string
  /** What a person can do about it; the app maps it to a button. */
  fix: 'settings' | 'inbox' | 'resume_ai' | 'contact' | null
}
export type AiState = { on: boolean; reasons: AiReason[] }

/** Every reason that keeps the AI silent, strongest first; `on` exactly when there is none. */
export function decideAiState(facts: AiFacts): AiState {
  const reasons: AiReason[] = []
  if (facts.kind === 'internal')
    reasons.push({ code: 'internal', text: 'This is an internal conversation', fix: null })
  if (facts.optedOut)
    reasons.push({ code: 'opted_out', text: 'The customer opted out of messages', fix: 'contact' })
  if (facts.status === 'escalated')
    reasons.push({ code: 'escalated', text: 'The conversation is escalated to a person', fix: 'resume_ai' })
  else if (facts.handler === 'human')
    reasons.push({
      code: 'human_managed',
      text: facts.handledBy
        ? `${facts.handledBy} is handling this conversation`
        : 'A person is handling this conversation',
      fix: 'resume_ai',
    })
  if (facts.contactPaused)
    reasons.push({
      code: 'contact_paused',
      text: `The AI is paused for this contact${facts.contactPausedUntil ? ` until ${facts.contactPausedUntil}` : ''}${facts.contactPausedReason ? `: ${facts.contactPausedReason}` : ''}`,
      fix: 'contact',
    })
  if (facts.peopleOnly === 'public')
    reasons.push({
      code: 'public_replies',
      text: `Answers on ${facts.channelLabel} are public: people write them`,
      fix: null,
    })
  if (facts.peopleOnly === 'log')
    reasons.push({
      code: 'logged_by_hand',
      text: `${facts.channelLabel} is a log by hand: nothing is sent from here`,
      fix: null,
    })
  if (!facts.workspaceOn)
    reasons.push({
      code: 'workspace_off',
      text: 'The AI is switched off for the whole business',
      fix: 'settings',
    })
  if (!facts.channelOn)
    reasons.push({
      code: 'channel_off',
      text: `AI replies are switched off for ${facts.channelLabel}`,
      fix: 'settings',
    })
  if (facts.inboxPaused)
    reasons.push({ code: 'inbox_paused', text: `The inbox ${facts.inboxName} is paused`, fix: 'inbox' })
  if (!facts.inboxOn)
    reasons.push({
      code: 'inbox_off',
      text: `The AI is switched off for the inbox ${facts.inboxName}`,
      fix: 'inbox',
    })
  if (facts.cannotWrite)
    reasons.push({
      code: 'no_text',
      text: `${facts.channelLabel}s are answered by people; the AI answers when the customer writes`,
      fix: null,
    })
  return { on: reasons.length === 0, reasons }
}
