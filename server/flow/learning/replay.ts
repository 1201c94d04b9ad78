// Asking a question again, to nobody: the built-in answerer over what is known now, or over a change that is only tried
// out. Nothing is written, nothing is sent, no calendar is touched.
import { answer } from '#ai/answerer/index.ts'
import type { Answered } from '#ai/learning/same-facts.ts'
import { findCapabilities } from '#channels/registry.ts'
import { listServices } from '#db/knowledge.ts'
import { listStaff } from '#db/staff.ts'
import { findWorkspace, type WorkspaceRecord } from '#db/workspaces.ts'
import type { ChannelKind } from '#domain/channel.ts'
import type { DeskContext, DeskPorts } from '#domain/desk.ts'
import { openState } from '#domain/hours.ts'
import type { Service } from '#domain/knowledge.ts'
import { bookingOf } from '#flow/calendars.ts'
import type { Flow } from '#flow/deps.ts'
import { findPassages } from '#flow/find-knowledge.ts'

export type Asked = {
  question: string
  channel: ChannelKind | null
  audiences: string[]
  /** "Today" is this day. */
  at: Date
}

/** What every answer rests on besides the passages; read once for many questions. */
export type Desk = {
  workspace: WorkspaceRecord
  services: Service[]
  staff: DeskContext['staff']
}

export async function readDesk(flow: Flow, workspaceId: string): Promise<Desk | null> {
  const workspace = await findWorkspace(flow.store, workspaceId)
  if (!workspace) return null
  const [services, staff] = await Promise.all([
    listServices(flow.store, workspaceId),
    listStaff(flow.store, workspaceId),
  ])
  return { workspace, services, staff: staff.filter((s) => s.active && s.serviceIds.length > 0) }
}

const capabilities = findCapabilities('webchat', 'widget')

/**
 * What would be answered to a customer whom nobody knows. Found by words and spelling only: an endpoint for meaning must
 * not be asked inside a transaction, and two answers are compared only where both were found in the same way.
 */
export async function replay(flow: Flow, desk: Desk, asked: Asked): Promise<Answered> {
  if (!capabilities) throw new Error('there is no web chat')
  const { workspace } = desk
  const seer = { channel: asked.channel, audiences: asked.audiences }
  const ports: DeskPorts = {
    searchKnowledge: (question, limit) =>
      findPassages({ ...flow, meaning: null }, workspace.id, { question, limit: Math.min(limit, 8), seer }),
    findSlots: () => Promise.resolve([]),
    holdSlot: () => Promise.resolve({ ok: false, why: 'closed', alternatives: [] }),
  }
  const line = {
    seq: 1,
    author: 'contact' as const,
    authorName: null,
    text: asked.question,
    at: asked.at,
    attachments: 0,
  }
  const context: DeskContext = {
    now: asked.at,
    capabilities,
    profile: workspace.profile,
    hours: workspace.hours,
    open: openState(workspace.hours, asked.at),
    services: desk.services,
    contact: { name: null, phone: null, email: null, upcoming: [] },
    ...(desk.staff ? { staff: desk.staff } : {}),
    booking: bookingOf(workspace),
    thread: [line],
    pending: [line],
    state: {},
    disclosure: null,
  }
  const { commands, trace } = await answer(context, ports)
  const text = commands.flatMap((c) => (c.type === 'message.send' ? [c.text] : [])).join('\n\n')
  const handsOver = commands.some((c) => c.type === 'conversation.escalate')
  const missed = (trace.unanswered?.length ?? 0) > 0
  return {
    text,
    sources: trace.sources,
    unanswered: missed || (trace.sources.length === 0 && (handsOver || trace.intent === 'unclear')),
  }
}
