// What a review rests on, gathered from what is stored.

import type { Tx } from '#db/pool.ts'
import {
  bookedIn,
  findToReview,
  type ReviewedConversation,
  type ReviewMessage,
  readForReview,
} from '#db/reviews.ts'
import { listTasks, type TaskRecord } from '#db/tasks.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import type { ReviewFacts } from '#domain/build-review.ts'
import { openState } from '#domain/hours.ts'
import { type Purpose, purposes } from '#domain/message.ts'
import { defaultReviewSettings, ReviewSettings } from '#domain/review.ts'
import { clearLanguage, moodOf, wantsAnswer } from '#domain/review-words.ts'
import type { ReviewLine } from '#domain/rubric.ts'
import { factsBrief } from './brief.ts'

/** Longer threads are judged by what was said last. */
const LINES = 200
const FAST_CHAT_MS = 5 * 60_000
/** Nobody waits at their mailbox. */
const FAST_MAIL_MS = 3_600_000
const spoken: Purpose[] = ['reply', 'handover', 'call']

export type Gathered = {
  conversation: ReviewedConversation
  messages: ReviewMessage[]
  tasks: TaskRecord[]
  facts: ReviewFacts
}

export function reviewSettingsOf(workspace: Pick<WorkspaceRecord, 'settings'>): ReviewSettings {
  return workspace.settings.review ? ReviewSettings.parse(workspace.settings.review) : defaultReviewSettings
}

/** Null where it is no customer's conversation, or gone. */
export async function gatherFacts(
  tx: Tx,
  workspace: WorkspaceRecord,
  conversationId: string,
  now: Date,
): Promise<Gathered | null> {
  const conversation = await findToReview(tx, workspace.id, conversationId, now)
  if (!conversation || conversation.kind !== 'customer') return null
  const messages = await readForReview(tx, workspace.id, conversationId, LINES)
  const tasks = await listTasks(tx, workspace.id, { conversationId, done: true, limit: 100 })
  const appointments = await bookedIn(tx, workspace.id, conversationId)
  const brief = await factsBrief(tx, workspace.id, conversationId, null, now)
  const lines = messages.map(toLine)
  const say = (a: (typeof appointments)[number]) =>
    `${a.service_name} ${a.starts_at.toLocaleString('en', { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit', timeZone: a.time_zone })}`
  return {
    conversation,
    messages,
    tasks,
    facts: {
      lines,
      now,
      fastMs: conversation.address_kind === 'email' ? FAST_MAIL_MS : FAST_CHAT_MS,
      countsFrom: (at) => {
        const state = openState(workspace.hours, at)
        return state.open ? at : (state.changesAt ?? at)
      },
      handover: handoverOf(conversation, messages),
      promises: tasks
        .filter((task) => task.promised_by === 'us' && task.due_at && task.message_seq !== null)
        .map((task) => ({
          seq: task.message_seq ?? 0,
          quote: (task.quote ?? task.text).slice(0, 300),
          due: task.due_at ?? now,
          keptAt: task.done_at ?? messages.find((m) => m.seq === task.seems_done_seq)?.at ?? null,
        })),
      brief,
      status: conversation.status,
      handler: conversation.handler,
      handledBy: conversation.handled_by_name,
      stages: reviewSettingsOf(workspace).stages,
      contact: {
        leadStatus: conversation.lead_status,
        leadByPerson: conversation.lead_by === 'member' || conversation.lead_by === 'api',
        temperatureByHand: conversation.temperature_by_hand,
        named: conversation.contact_name !== null,
        need: conversation.need,
        upcoming: conversation.upcoming,
        lastInboundAt: conversation.last_inbound_at,
      },
      booked: appointments.filter((a) => a.status === 'booked').map(say),
      canceled: appointments.filter((a) => a.status === 'canceled').map(say),
    },
  }
}

function handoverOf(c: ReviewedConversation, messages: ReviewMessage[]): ReviewFacts['handover'] {
  const at = c.escalated_at
  if (!at) return null
  const person = messages.find((m) => ['member', 'phone', 'api'].includes(m.author) && m.at >= at)
  const times = [person?.at, c.acknowledged_at && c.acknowledged_at >= at ? c.acknowledged_at : null]
  const first = times
    .filter((t) => t !== null && t !== undefined)
    .sort((a, b) => a.getTime() - b.getTime())[0]
  return { at, takenAt: first ?? null }
}

function toLine(m: ReviewMessage): ReviewLine {
  const theirs = m.author === 'contact'
  const call = m.purpose === 'call'
  return {
    seq: m.seq,
    author: m.author,
    text: m.body,
    at: m.at,
    automatic:
      m.automatic || m.keyword !== null || !spoken.includes(m.purpose) || !purposes.includes(m.purpose),
    language: call ? null : clearLanguage(m.body),
    mood: theirs ? (m.mood ?? moodOf(m.body)) : 'neutral',
    wantsAnswer: theirs && !call && m.intent !== 'spam' && m.intent !== 'opt_out' && wantsAnswer(m.body),
    sourced: sourcedOf(m),
  }
}

/** The built-in answerer only says what it has read; of a model's words, those with figures need something behind them. */
function sourcedOf(m: ReviewMessage): boolean | null {
  if (m.author !== 'ai' || m.purpose !== 'reply' || !m.trace || !/\d/.test(m.body)) return null
  if (m.trace.engine === 'builtin') return true
  return m.trace.sources.length > 0 || m.trace.tools.length > 0
}
