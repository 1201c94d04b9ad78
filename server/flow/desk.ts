// The border to the front desk: what it sees of a conversation, and the ports through which it may look things up and
// hold a time. Both are bound to one workspace and one contact here, so that no text can talk its way out of them.
import { upcomingOf } from '#db/appointments.ts'
import { findContact } from '#db/contacts.ts'
import type { ConversationFacts } from '#db/conversations.ts'
import { readElsewhere } from '#db/elsewhere.ts'
import { listServices } from '#db/knowledge.ts'
import type { readThread } from '#db/messages.ts'
import { listStaff } from '#db/staff.ts'
import type { WorkspaceRecord } from '#db/workspaces.ts'
import { mayUse, type ToolName } from '#domain/agent.ts'
import { mayChange } from '#domain/calendar.ts'
import type { Capabilities } from '#domain/channel.ts'
import type { DeskAgent, DeskContext, DeskMedia, DeskPorts, ThreadLine } from '#domain/desk.ts'
import { openState } from '#domain/hours.ts'
import type { Attachment } from '#domain/message.ts'
import { bookingOf } from './calendars.ts'
import type { Flow } from './deps.ts'
import { calendarPorts } from './desk-calendar.ts'
import { findPassages } from './find-knowledge.ts'
import { handoverOf } from './handover-facts.ts'

type Line = Awaited<ReturnType<typeof readThread>>[number]

/** A stored message as the front desk reads it. */
export function toLine(
  line: Pick<Line, 'seq' | 'author' | 'author_name' | 'body' | 'created_at' | 'attachments'>,
): ThreadLine {
  return {
    seq: line.seq,
    author: line.author,
    authorName: line.author_name,
    text: [line.body, ...spoken(line)].filter(Boolean).join('\n'),
    at: line.created_at,
    attachments: line.attachments?.length ?? 0,
    ...(line.attachments ? { files: line.attachments.map(toFile) } : {}),
  }
}

/** What was said in voice notes is as good as written. */
const spoken = (line: Pick<Line, 'attachments'>) =>
  (line.attachments ?? []).map((file) => file.transcript ?? '')

function toFile({ type, transcript }: Attachment): NonNullable<ThreadLine['files']>[number] {
  const kind = type.startsWith('image/') ? 'image' : type.startsWith('audio/') ? 'audio' : 'file'
  return { kind, writtenDown: transcript !== undefined }
}

export async function buildContext(
  flow: Flow,
  of: {
    workspace: WorkspaceRecord
    conversation: ConversationFacts
    thread: Line[]
    pending: Line[]
    capabilities: Capabilities
    agent?: DeskAgent
    media?: DeskMedia[]
  },
): Promise<DeskContext> {
  const { workspace, conversation } = of
  const now = flow.clock.now()
  const [services, contact, upcoming, staff, elsewhere] = await Promise.all([
    listServices(flow.store, workspace.id),
    findContact(flow.store, workspace.id, conversation.contact_id),
    upcomingOf(flow.store.db, workspace.id, conversation.contact_id, now),
    listStaff(flow.store, workspace.id),
    readElsewhere(flow.store.db, workspace.id, conversation.contact_id, conversation.id, now),
  ])
  const booking = bookingOf(workspace)
  // What this agent may not do, nobody may promise in its place.
  const can = (tool: ToolName) => !of.agent || mayUse(of.agent, tool)
  const { disclosure } = workspace.settings
  return {
    now,
    capabilities: of.capabilities,
    profile: workspace.profile,
    hours: workspace.hours,
    open: openState(workspace.hours, now),
    services,
    contact: {
      name: contact?.name ?? null,
      phone: contact?.addresses.find((a) => a.kind === 'phone')?.value ?? null,
      email: contact?.addresses.find((a) => a.kind === 'email')?.value ?? null,
      upcoming: upcoming.map((u) => ({
        id: u.id,
        service: u.service_name,
        serviceIds: u.service_ids.length > 0 ? u.service_ids : u.service_id ? [u.service_id] : [],
        start: u.starts_at,
        end: u.ends_at,
        staffId: u.staff_id,
        staff: u.staff_name,
        mayMove:
          can('move_appointment') && can('book_appointment')
            ? mayChange('move', u.starts_at, now, booking)
            : 'not_here',
        mayCancel: can('cancel_appointment') ? mayChange('cancel', u.starts_at, now, booking) : 'not_here',
      })),
      timeZone: contact?.time_zone ?? null,
      company: contact?.company ?? null,
      need: contact?.need ?? null,
    },
    staff: staff
      .filter((s) => s.active && s.serviceIds.length > 0)
      .map(({ id, name, kind, serviceIds }) => ({ id, name, kind, serviceIds })),
    booking,
    elsewhere: elsewhere.map(({ channel, lines }) => ({
      channel: channel.replaceAll('_', ' '),
      lines: lines.map(toLine),
    })),
    thread: of.thread.map(toLine),
    pending: of.pending.map(toLine),
    state: conversation.desk_state,
    disclosure: disclosure.enabled && !conversation.ai_spoke ? disclosure.text : null,
    ...(of.agent ? { agent: of.agent } : {}),
    ...(of.media?.length ? { media: of.media } : {}),
    ...handoverOf(workspace, of.pending, now),
    ...(workspace.settings.escalation ? { escalationRules: workspace.settings.escalation } : {}),
  }
}

export function buildPorts(
  flow: Flow,
  workspace: WorkspaceRecord,
  conversation: ConversationFacts,
  /** Of the agent that answers: what it may know besides what is for everybody. */
  audiences: readonly string[] = [],
): DeskPorts {
  const seer = { channel: conversation.channel, audiences: [...audiences] }
  return {
    searchKnowledge: (question, limit) =>
      findPassages(flow, workspace.id, { question, limit: Math.min(limit, 8), seer }),
    ...calendarPorts(flow, workspace, conversation),
  }
}
