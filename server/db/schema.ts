// The tables as Kysely sees them; the truth is in migrations/. A test compares the two.
import type { AccountTables } from './schema/accounts.ts'
import type { AgentTables } from './schema/agents.ts'
import type { DraftTables } from './schema/drafts.ts'
import type { HouseTables } from './schema/house.ts'
import type { LearningTables } from './schema/learning.ts'
import type { PeopleTables } from './schema/people.ts'
import type { ReviewTables } from './schema/reviews.ts'
import type { TalkTables } from './schema/talk.ts'

export type { StoredSettings } from './schema/accounts.ts'
export type { StoredRecording, StoredTextBack } from './schema/talk.ts'

export type Database = AccountTables &
  AgentTables &
  DraftTables &
  PeopleTables &
  ReviewTables &
  TalkTables &
  HouseTables &
  LearningTables
