// The product's own decisions, as the simulated world asks them. A test puts a broken one in place of one of them, to see
// that the simulation would have noticed. Those that the product has as SQL are here in the same words (outbox.ts).
import { decideAiState } from '#domain/ai-state.ts'
import { decideAutonomy } from '#domain/autonomy.ts'
import { burstEndsAt, isOvertaken } from '#domain/burst.ts'
import { capFacts } from '#domain/caps.ts'
import { move } from '#domain/conversation.ts'
import { decideAfterCall, decideAfterLookUp, decideHead, endsAs } from '#domain/delivery.ts'
import { whyNotApprovable } from '#domain/draft.ts'
import { statusesBefore } from '#domain/message-status.ts'
import { countsAsUnasked } from '#domain/purpose-class.ts'
import { decideSend } from '#domain/send-gate.ts'
import { wroteFirst } from '#domain/send-later.ts'
import { canCancel, chooseHead, isSilenced, noteUnasked } from './outbox.ts'

export const realRules = {
  burstEndsAt,
  canCancel,
  capFacts,
  chooseHead,
  countsAsUnasked,
  decideAfterCall,
  decideAfterLookUp,
  decideAiState,
  decideAutonomy,
  decideHead,
  decideSend,
  endsAs,
  isOvertaken,
  isSilenced,
  move,
  noteUnasked,
  statusesBefore,
  whyNotApprovable,
  wroteFirst,
}
export type Rules = typeof realRules
