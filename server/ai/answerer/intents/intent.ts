// The contract of an intent: one file each, named for what the customer wants.
import type { Desk, Part } from '#ai/answerer/desk.ts'

/** Answers a clause, or null where there are no facts to answer it with; the next best way is tried then. */
export type Answer = (desk: Desk, clause: string) => Part | null | Promise<Part | null>
