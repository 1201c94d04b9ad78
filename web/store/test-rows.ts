// Rows and messages for the tests of this folder.
import type { Message } from '#wire/api/messages.ts'
import type { CachedRow } from './list-cache.ts'

/** The nth minute of a fixed day. */
export function minute(n: number): string {
  return new Date(Date.UTC(2026, 10, 20, 9, n)).toISOString()
}

export function aRow(over: Partial<CachedRow> & { id: string }): CachedRow {
  return {
    contact: { id: `contact ${over.id}`, name: 'Ana', display: '+1 555 010 0100', optedOut: false },
    channel: 'sms',
    inboxId: 'inbox',
    status: 'active',
    handler: 'ai',
    handledBy: null,
    escalation: null,
    subject: null,
    preview: 'Hello',
    lastMessageAt: minute(0),
    lastDirection: 'in',
    lastAuthor: 'contact',
    lastStatus: 'received',
    lastSeq: 1,
    readSeq: 0,
    unread: 1,
    requiresAction: false,
    lastCall: null,
    missedCall: false,
    draft: false,
    leadStatus: 'new',
    temperature: 'warm',
    intent: null,
    mood: null,
    urgency: null,
    sample: false,
    ...over,
  }
}

export function aMessage(seq: number, over: Partial<Message> = {}): Message {
  return {
    id: `message ${seq}`,
    conversationId: 'a',
    seq,
    direction: 'in',
    channel: 'sms',
    inboxId: 'inbox',
    address: '+1 555 010 0100',
    author: { kind: 'contact', id: 'contact', name: 'Ana' },
    purpose: 'reply',
    call: null,
    text: `text ${seq}`,
    subject: null,
    htmlUrl: null,
    rawUrl: null,
    attachments: [],
    email: null,
    auth: null,
    status: 'received',
    error: null,
    verdict: null,
    template: null,
    choices: [],
    quoted: null,
    understanding: null,
    turnId: null,
    approved: null,
    automatic: false,
    review: null,
    logged: null,
    clientId: null,
    createdAt: minute(seq),
    sentAt: null,
    deliveredAt: null,
    readAt: null,
    reactions: [],
    edited: null,
    unsent: null,
    later: null,
    waitsUntil: null,
    ...over,
  }
}
