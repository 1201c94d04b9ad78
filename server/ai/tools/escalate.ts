import { z } from 'zod'
import { EscalationReason } from '#domain/conversation.ts'
import { defineTool } from './tool.ts'

/** The reasons that a model may give; the others belong to people and to the machine. */
const Reason = EscalationReason.extract([
  'asked_for_person',
  'cannot_answer',
  'complaint',
  'refund',
  'emergency',
])

/** Hands the conversation to the business's people. */
export const escalate = defineTool({
  name: 'escalate',
  description:
    'Hands this conversation to a person of the business and alerts them. Use it when the customer asks for a person, complains, reports an emergency, wants a change of an appointment that your tools do not allow, or asks something important that you cannot answer. After it, say in one short sentence that a person will take over; what happens next, and when, is added to your reply for you: promise no time.',
  input: z.object({
    reason: Reason,
    note: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .describe('For the person: what the customer wants and what is missing, in one or two sentences'),
  }),
  async run({ reason, note }, work) {
    work.escalation = { reason, note }
    return {
      result: { escalated: true, note: 'A person will take over in this conversation. When, is not known.' },
      outcome: `hands over (${reason})`,
    }
  },
})
