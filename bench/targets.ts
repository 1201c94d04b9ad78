// The figures of design.md, section 7: two cores, one machine, load generator included.
import type { Target } from './figure.ts'

const atMost = (value: number): Target => ({ atMost: value })
const atLeast = (value: number): Target => ({ atLeast: value })

export const targets = {
  ingest16P99: atMost(25),
  ingest1P50: atMost(1),
  ingest1P99: atMost(5),
  newSendersP99: atMost(100),
  listP50: atMost(2),
  listRate: atLeast(2_000),
  /** At a million conversations, times the figure at ten thousand. */
  listGrowth: 1.5,
  threadP50: atMost(4),
  searchP50: atMost(5),
  searchP99: atMost(20),
  searchHugeP95: atMost(100),
  memberP50: atMost(20),
  memberP99: atMost(100),
  fanOutLast: atMost(100),
  answerP95: atMost(50),
  memoryIdle: atMost(200),
  memoryAfterLoad: atMost(400),
  startFresh: atMost(5),
  startAgain: atMost(1.2),
  widgetLoader: atMost(3),
  widgetOpened: atMost(35),
  inboxFirst: atMost(130),
} as const
