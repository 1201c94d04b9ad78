// What a person does with a conversation: shown at once, told to the server, taken back if it refuses.
import type { ConversationMove } from '#domain/conversation.ts'
import { post } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { patchRow } from '#web/store/live/feed.ts'
import { toast } from '#web/ui/toast.ts'
import type { Conversation, ConversationRow } from '#wire/api/conversations.ts'
import { type Axes, foresee } from './foresee.ts'

type Act = { move: ConversationMove; path: string; said: string }
const acts = {
  takeOver: { move: 'takeover', path: 'takeover', said: 'You are handling this conversation' },
  resumeAi: { move: 'resume_ai', path: 'resume-ai', said: 'The AI answers again' },
  escalate: { move: 'escalate', path: 'escalate', said: 'Escalated. Your people are alerted' },
  close: { move: 'close', path: 'close', said: 'Closed' },
  reopen: { move: 'reopen', path: 'reopen', said: 'Reopened' },
} as const satisfies Record<string, Act>

async function act(
  row: ConversationRow,
  name: keyof typeof acts,
  member: string,
  body: object = {},
): Promise<boolean> {
  const { move: what, path } = acts[name]
  const { status, handler, handledBy, escalation, requiresAction: required } = row
  const before: Axes = { status, handler, handledBy, escalation, requiresAction: required }
  const after = foresee(row, what, member)
  patchRow(client, row.id, (held) => ({ ...held, ...after }))
  try {
    const fresh = await post<Conversation>(`/conversations/${row.id}/${path}`, body)
    client.setQueryData(keys.conversation(row.id), fresh)
    patchRow(client, row.id, (held) => ({
      ...held,
      status: fresh.status,
      handler: fresh.handler,
      handledBy: fresh.handledBy,
      escalation: fresh.escalation,
      requiresAction: fresh.requiresAction,
    }))
    void client.invalidateQueries({ queryKey: keys.counts })
    return true
  } catch (error) {
    patchRow(client, row.id, (held) => ({ ...held, ...before }))
    toast.fail(explainBriefly(error))
    return false
  }
}

async function actAndSay(
  row: ConversationRow,
  name: keyof typeof acts,
  member: string,
  body?: object,
): Promise<void> {
  if (await act(row, name, member, body)) toast.ok(acts[name].said)
}

export const takeOver = (row: ConversationRow, member: string): Promise<void> =>
  actAndSay(row, 'takeOver', member)
export const resumeAi = (row: ConversationRow, member: string): Promise<void> =>
  actAndSay(row, 'resumeAi', member)
export const reopen = (row: ConversationRow, member: string): Promise<void> =>
  actAndSay(row, 'reopen', member)
export const escalate = (row: ConversationRow, member: string, note: string, tell: boolean): Promise<void> =>
  actAndSay(row, 'escalate', member, { tell, ...(note.trim() ? { note: note.trim() } : {}) })

/** Closes, with a way back that restores who was answering. */
export async function close(row: ConversationRow, member: string): Promise<void> {
  if (!(await act(row, 'close', member))) return
  toast.ok(acts.close.said, {
    action: {
      label: 'Undo',
      onClick: () => {
        void act(row, 'reopen', member).then((done) => {
          if (done && row.handler === 'ai')
            void act({ ...row, status: 'active', handler: 'human' }, 'resumeAi', member)
        })
      },
    },
  })
}

export const toggleClosed = (row: ConversationRow, member: string): Promise<void> =>
  row.status === 'closed' ? reopen(row, member) : close(row, member)
export const toggleHandler = (row: ConversationRow, member: string): Promise<void> =>
  row.handler === 'ai' ? takeOver(row, member) : resumeAi(row, member)
