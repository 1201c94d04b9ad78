// The product's own decisions, as the simulated world asks them. A test puts a broken one in place of one of them, to see
// that the simulation would have noticed.
import { decideAiState } from '#domain/ai-state.ts'
import { burstEndsAt, isOvertaken } from '#domain/burst.ts'
import { move } from '#domain/conversation.ts'
import { decideAfterCall, decideAfterLookUp, decideHead, endsAs } from '#domain/delivery.ts'
import { statusesBefore } from '#domain/message-status.ts'
import { decideSend } from '#domain/send-gate.ts'

export const realRules = {
  burstEndsAt,
  decideAfterCall,
  decideAfterLookUp,
  decideAiState,
  decideHead,
  decideSend,
  endsAs,
  isOvertaken,
  move,
  statusesBefore,
}
export type Rules = typeof realRules
