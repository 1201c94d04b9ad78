// The list of messages: filters, pages and the envelope around them, as the provider documents them.
import type { SimulatorRow } from '#db/simulator.ts'
import { readText } from '#simulator/items.ts'
import { API_VERSION, toResource } from './resource.ts'

const PAGE = 50
const MAX_PAGE = 1_000
const DAY_MS = 86_400_000

export type ListQuery = {
  to: string | null
  from: string | null
  after: Date | null
  before: Date | null
  limit: number
  offset: number
  page: number
}

/** `DateSent` is a day in GMT; `DateSent>` and `DateSent<` are its bounds. Times are taken where they are given. */
export function readListQuery(query: Record<string, string | undefined>): ListQuery {
  const limit = Math.min(MAX_PAGE, Math.max(1, Math.floor(Number(query['PageSize'] ?? PAGE)) || PAGE))
  const page = Math.max(0, Math.floor(Number(query['Page'] ?? 0)) || 0)
  const given = readDate(query['DateSent'])
  const day = given && new Date(Math.floor(given.getTime() / DAY_MS) * DAY_MS)
  return {
    to: query['To'] ?? null,
    from: query['From'] ?? null,
    after: day ?? readDate(query['DateSent>']) ?? readDate(query['DateSentAfter']),
    before: day
      ? new Date(day.getTime() + DAY_MS)
      : (readDate(query['DateSent<']) ?? readDate(query['DateSentBefore'])),
    limit,
    offset: page * limit,
    page,
  }
}

function readDate(text: string | undefined): Date | null {
  const at = text ? new Date(text) : null
  return at && !Number.isNaN(at.getTime()) ? at : null
}

export function listPage(
  accountSid: string,
  query: ListQuery,
  rows: SimulatorRow[],
): Record<string, unknown> {
  const path = `/${API_VERSION}/Accounts/${accountSid}/Messages.json`
  const at = (page: number) => `${path}?PageSize=${query.limit}&Page=${page}`
  const messages = rows.flatMap((row) => {
    const text = readText(row)
    return text ? [toResource(row, text)] : []
  })
  return {
    messages,
    page: query.page,
    page_size: query.limit,
    start: query.offset,
    end: query.offset + Math.max(0, messages.length - 1),
    uri: at(query.page),
    first_page_uri: at(0),
    previous_page_uri: query.page > 0 ? at(query.page - 1) : null,
    next_page_uri: rows.length === query.limit ? at(query.page + 1) : null,
  }
}
