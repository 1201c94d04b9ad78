// Every known kind of attempt to talk the front desk into something, in our own words.
import { acts } from './acts.ts'
import type { Attempt } from './attempt.ts'
import { talk } from './talk.ts'
import { theftAttempts } from './theft.ts'

export const attempts: Attempt[] = [...talk, ...theftAttempts, ...acts]
