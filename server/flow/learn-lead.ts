// What the front desk learned about a customer is written where nothing stands yet, with the message that says it.
import type { ConversationFacts } from '#db/conversations.ts'
import { lockLead, recordFacts, textsBetween, writeLead } from '#db/facts.ts'
import type { Tx } from '#db/pool.ts'
import type { LeadFields } from '#domain/commands.ts'
import type { FactSource } from '#domain/contact.ts'
import { type LeadField, leadFields, mayLearn, nextLeadStatus, whereSaid } from '#domain/lead.ts'

/** Writes what may be written, and gives exactly that. Inside the turn's transaction. */
export async function learnLead(
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  { fields }: { fields: LeadFields },
  burst: { fromSeq: number; toSeq: number },
  at: Date,
): Promise<LeadFields> {
  const contactId = conversation.contact_id
  const known = await lockLead(tx, workspaceId, contactId)
  if (!known) return {}
  const { lead, facts } = known
  const sourceOf = (field: string): FactSource | null => facts.find((f) => f.field === field)?.source ?? null
  const now: Record<LeadField, string | null> = {
    name: lead.name,
    company: lead.company,
    need: lead.need,
    timeZone: lead.time_zone,
    email: facts.find((f) => f.field === 'email')?.value ?? null,
    phone: facts.find((f) => f.field === 'phone')?.value ?? null,
  }
  const learned = leadFields.flatMap((field) => {
    const value = fields[field]
    const source = field === 'name' && lead.name !== null ? lead.name_source : sourceOf(field)
    return value !== undefined && mayLearn({ value: now[field], source }, value) ? [{ field, value }] : []
  })
  const saved: LeadFields = Object.fromEntries(learned.map(({ field, value }) => [field, value]))
  const status = nextLeadStatus({
    status: lead.lead_status,
    setByPerson: sourceOf('lead_status') === 'member',
    name: saved.name ?? lead.name,
    need: saved.need ?? lead.need,
    reachable: lead.reachable || [saved.email, saved.phone, now.email, now.phone].some(Boolean),
  })
  await writeLead(tx, workspaceId, contactId, {
    ...(saved.name !== undefined && { name: saved.name, name_source: 'ai' as const }),
    ...(saved.company !== undefined && { company: saved.company }),
    ...(saved.need !== undefined && { need: saved.need }),
    ...(saved.timeZone !== undefined && { time_zone: saved.timeZone }),
    ...(status && { lead_status: status.status }),
  })
  const said = await textsBetween(tx, workspaceId, conversation.id, burst.fromSeq, burst.toSeq)
  await recordFacts(tx, workspaceId, contactId, [
    ...learned.map(({ field, value }) => {
      const { messageId, confidence } = whereSaid(value, said)
      return { field, value, source: 'ai' as const, message_id: messageId, confidence, at }
    }),
    ...(status
      ? [
          {
            field: 'lead_status',
            value: status.reason,
            source: 'ai' as const,
            message_id: null,
            confidence: null,
            at,
          },
        ]
      : []),
  ])
  return saved
}
