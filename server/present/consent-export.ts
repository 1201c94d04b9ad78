// The consent ledger as a file: JSON lines with every field as it was hashed, or CSV for a spreadsheet.
import type { LedgerEntry } from '#db/consents.ts'

export function consentLine({ contactId, ...link }: LedgerEntry): string {
  return `${JSON.stringify({ ...link, contactId })}\n`
}

const columns = [
  'position',
  'at',
  'action',
  'purpose',
  'addressKind',
  'address',
  'source',
  'actor',
  'channel',
  'text',
  'messageId',
  'contactId',
  'id',
  'previous',
  'hash',
] as const satisfies (keyof LedgerEntry)[]

export const consentHeadings = `${columns.join(',')}\r\n`
export function consentRow(entry: LedgerEntry): string {
  return `${columns.map((name) => cell(entry[name])).join(',')}\r\n`
}

const formula = /^[=+\-@\t\r]/
const phone = /^\+\d+$/

/** Spreadsheets run what begins like a formula, and customers wrote these texts: such a cell begins with an apostrophe. */
function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  const plain = formula.test(text) && !phone.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
