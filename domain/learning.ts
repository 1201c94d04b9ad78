// What the front desk learns from its own conversations: what nobody could answer, what people answered, and what is
// right and must stay so.
import { z } from 'zod'

/** `covered`: the knowledge answers it now. `answered`: a person made an entry of it. */
export const ClusterState = z.enum(['open', 'dismissed', 'covered', 'answered'])
export type ClusterState = z.infer<typeof ClusterState>

/** `covered`: the knowledge has learned it in another way meanwhile. */
export const PairState = z.enum(['open', 'approved', 'rejected', 'covered'])
export type PairState = z.infer<typeof PairState>

export const CheckOrigin = z.enum(['message', 'faq', 'hand'])
export type CheckOrigin = z.infer<typeof CheckOrigin>

export const CheckVerdict = z.enum(['same', 'different', 'unanswered'])
export type CheckVerdict = z.infer<typeof CheckVerdict>

/** What the knowledge says where a person said something else. */
export const Against = z.object({
  sourceId: z.string(),
  kind: z.string(),
  title: z.string(),
  quote: z.string(),
})
export type Against = z.infer<typeof Against>

/** So many questions are asked again at each change: what takes longer would not be waited for. */
export const MOST_CHECKED = 200
