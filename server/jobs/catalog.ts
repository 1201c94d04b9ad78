// Every job: its name, what it carries, how often it is tried. Jobs are enqueued in the transaction of the change
// that needs them.
import { z } from 'zod'
import { EscalationReason } from '#domain/conversation.ts'

const conversation = z.object({ workspaceId: z.string(), conversationId: z.string() })
const call = z.object({ workspaceId: z.string(), callId: z.string() })

export const jobs = {
  /** Step 3 for one conversation. Keyed by it: every new message moves the job (debounce). */
  respond: { payload: conversation, maxAttempts: 25 },
  /** Step 5 for one conversation: sends what its outbox holds, in order. */
  deliver: { payload: conversation, maxAttempts: 25 },
  /** Fetches the files that a provider only named. */
  fetch_media: { payload: z.object({ workspaceId: z.string(), messageId: z.string() }), maxAttempts: 8 },
  /** Asks a provider for the name of whoever is behind an address. */
  fetch_profile: {
    payload: z.object({ workspaceId: z.string(), inboxId: z.string(), addressId: z.string() }),
    maxAttempts: 6,
  },
  /** Deletes the bytes of files whose rows are gone. */
  delete_files: {
    payload: z.object({ workspaceId: z.string(), fileIds: z.array(z.string()) }),
    maxAttempts: 25,
  },
  /** Asks the provider to place a call, and finds out about one whose answer was lost. */
  place_call: { payload: call, maxAttempts: 12 },
  /** Fetches recordings and voicemails. */
  fetch_recordings: { payload: call, maxAttempts: 10 },
  /** Asks for what a provider makes after a call: quality, transcripts. */
  follow_call: { payload: call.extend({ asked: z.number().int().default(0) }), maxAttempts: 10 },
  /** The text after a missed call. */
  text_back: { payload: call, maxAttempts: 10 },
  /** Tells the owner that a limit of the month comes near. */
  usage_warning: {
    payload: z.object({
      workspaceId: z.string(),
      month: z.string(),
      meter: z.enum(['messages', 'segments', 'budget']),
      percent: z.number().int(),
    }),
    maxAttempts: 8,
  },
  /** Runs the recurring work of inboxes that is due. */
  chores: { payload: z.unknown(), maxAttempts: 1 },
  /** Looks who else a contact may be. Keyed by the contact. */
  match_contact: { payload: z.object({ workspaceId: z.string(), contactId: z.string() }), maxAttempts: 5 },
  /** Reads a file, or the next page of a web site. Keyed by the source. */
  read_source: { payload: z.object({ workspaceId: z.string(), knowledgeId: z.string() }), maxAttempts: 12 },
  /** Asks the endpoint for the vectors of passages that have none. */
  embed_passages: { payload: z.object({ workspaceId: z.string() }), maxAttempts: 12 },
  /** Looks which sources contradict each other. A second wish before it runs is the same one. */
  find_conflicts: { payload: z.object({ workspaceId: z.string() }), maxAttempts: 5 },
  /** Collects what a turn could not answer. Enqueued by the database (migration 017). */
  collect_questions: { payload: z.object({ workspaceId: z.string(), turnId: z.string() }), maxAttempts: 8 },
  /** Looks whether what a person answered is worth learning. Enqueued by the database (migration 017). */
  learn_answer: { payload: conversation, maxAttempts: 8 },
  /** Asks the approved questions again, and those that nobody could answer. Keyed by the workspace. */
  check_knowledge: { payload: z.object({ workspaceId: z.string() }), maxAttempts: 5 },
  /** Compares what a person wrote with what the AI would have written. Enqueued by the database (migration 021). */
  compare_draft: {
    payload: z.object({ workspaceId: z.string(), draftId: z.string() }),
    maxAttempts: 8,
  },
  /** The next rung of an escalation's ladder. Keyed by the escalation. */
  alert_people: { payload: z.object({ workspaceId: z.string(), escalationId: z.string() }), maxAttempts: 25 },
  /** Hands a conversation to people for what was found out beside its turns. */
  hand_over: {
    payload: conversation.extend({ reason: EscalationReason, note: z.string().nullable() }),
    maxAttempts: 25,
  },
  /** The AI answers again by rule, if the rule still holds then. Keyed by the conversation. */
  resume_ai: { payload: conversation, maxAttempts: 25 },
  /** Asks the model for a better brief than the facts give. */
  write_brief: { payload: z.object({ workspaceId: z.string(), escalationId: z.string() }), maxAttempts: 2 },
  /** Reviews a conversation: provisionally while it goes on, for good when it has been quiet. Keyed by it. */
  review: { payload: conversation, maxAttempts: 5 },
  /** Wakes what a lost job has left lying, frees the jobs of killed processes, clears old keys. */
  sweep: { payload: z.unknown(), maxAttempts: 1 },
} as const

export type JobName = keyof typeof jobs
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]['payload']>
