// Prices, percentages, phone numbers, mail addresses and links: each must stand in what the business or, where it is
// the customer's own, the customer wrote.

import { foreignLinks, linkPattern } from '#ai/text/links.ts'
import type { Evidence } from './evidence.ts'
import { hasDenial, type Sentence, sentencesOf } from './sentences.ts'

const MARK = '[$€£¥₹₽]|\\b(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|INR|JPY|SEK|NOK|DKK|PLN|BRL|MXN)\\b'
const UNIT =
  'dollars?|d[oó]lar(?:es)?|dollari|bucks|euros?|pounds?|quid|francs?|cents?|[€£$]|USD|EUR|GBP|CHF|CAD|AUD|NZD|INR|SEK|NOK|DKK|PLN'
const NUMBER = "(?:\\d{1,3}(?:[ ',.]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?)(?!\\d)"
const marked = new RegExp(
  `(?:${MARK})\\s?(${NUMBER})(?:\\s?(?:-|–|to|and)\\s?(?:${MARK})?\\s?(${NUMBER}))?`,
  'giu',
)
const united = new RegExp(
  `(?<![\\d.,])(?:(${NUMBER})\\s?(?:-|–|to|and)\\s?)?(${NUMBER})\\s?(?:${UNIT})(?!\\p{L})`,
  'giu',
)
const priceWord =
  /(?<!\p{L})(?:price|cost|fee|charge|rate|pay|deposit|preis|kosten|kostet|prix|coûte|precio|cuesta|preço|custa|prezzo|prijs)/iu

/** Amounts of money in a text, as numbers. */
export function amountsIn(text: string): number[] {
  const found = [...text.matchAll(marked), ...text.matchAll(united)].flatMap((m) => [m[1], m[2]])
  return [...new Set(found.filter((n) => n !== undefined).map(readNumber))].filter((n) => !Number.isNaN(n))
}

/** "1,850", "1.850,00", "99.50", "1 200" as numbers. A lone separator before three digits groups thousands. */
export function readNumber(written: string): number {
  const text = written.replace(/[' ]/g, '')
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  if (last < 0) return Number(text)
  const both = text.includes('.') && text.includes(',')
  const fraction = text.length - last - 1
  const whole = text.slice(0, last).replace(/[.,]/g, '')
  return both || fraction !== 3
    ? Number(`${whole}.${text.slice(last + 1)}`)
    : Number(text.replace(/[.,]/g, ''))
}

/** Amounts that the business states, also as bare numbers in a sentence about a price. */
function knownAmounts(business: string[]): Set<number> {
  const bare = business
    .flatMap((text) => sentencesOf(text))
    .filter((s) => priceWord.test(s.text))
    .flatMap((s) => [...s.text.matchAll(/\d(?:[\d.,]*\d)?/g)].map((m) => readNumber(m[0])))
  return new Set([...business.flatMap(amountsIn), ...bare])
}

const theirs =
  /(?<!\p{L})(?:you (?:said|mentioned|wrote|asked|paid|were (?:quoted|charged))|your budget|you're asking|you are asking)/iu
const freeClaim =
  /(?<!\p{L})(?:free of charge|for free|no charge|at no (?:extra |additional )?cost|complimentary|free for you|gratis|gratuit[oae]?s?|kostenlos|kosteloos|free (?:estimates?|quotes?|visits?|consultations?|deliver\p{L}*|inspections?|trials?|call-?outs?|parking|services?|repairs?|shipping))(?!\p{L})/iu

/** What is wrong with the money of this sentence. */
export function checkMoney(sentence: Sentence, whole: string, evidence: Evidence): string[] {
  const known = knownAmounts(evidence.business)
  const customers = new Set(amountsIn(evidence.customer))
  const repeats = sentence.question || hasDenial(sentence.text) || theirs.test(sentence.text)
  const stated = amountsIn(whole).filter((n) => known.has(n))
  const problems = amountsIn(sentence.text)
    .filter((n) => !known.has(n) && !(repeats && customers.has(n)) && !isSum(n, stated))
    .map((n) => `the amount ${n} stands in no source`)

  const allBusiness = evidence.business.join('\n')
  const percents = [...sentence.text.matchAll(/(\d+(?:[.,]\d+)?)\s?(?:%|percent|per cent|prozent)/giu)].map(
    (m) => m[1] ?? '',
  )
  for (const percent of percents)
    if (
      !new RegExp(`(?<![\\d.,])${percent.replace('.', '\\.')}\\s?(?:%|percent|per cent|prozent)`, 'iu').test(
        allBusiness,
      )
    )
      problems.push(`${percent}% stands in no source`)

  const freeKnown =
    /(?<!\p{L})(?:free|no charge|complimentary|at no cost|gratis|kostenlos|kosteloos|gratuit[oae]?s?)/iu.test(
      allBusiness,
    )
  if (freeClaim.test(sentence.text) && !hasDenial(sentence.text) && !sentence.question && !freeKnown)
    problems.push('that something is free stands in no source')
  return problems
}

/** A total of stated prices is no new price. */
function isSum(amount: number, stated: number[]): boolean {
  const near = (n: number) => Math.abs(n - amount) < 0.005
  return (
    stated.some((a, i) => stated.some((b, j) => i < j && near(a + b))) ||
    (stated.length > 2 && near(stated.reduce((a, b) => a + b, 0)))
  )
}

const phonePattern = /(?<![\d.,:/])\+?\(?\d[\d\s().\-/]{5,}\d(?![\d:])/g
/** What has as many digits as a phone number and is none. */
const noPhone = [
  /^\d{4}-\d{2}-\d{2}/,
  /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/,
  /^\d{1,2}[.:]\d{2}\s*[-–]\s*\d{1,2}[.:]\d{2}$/,
  /^(?:19|20)\d\d\s*[-–/]\s*(?:19|20)?\d\d$/,
  /^\d{1,3}(?:[ .,]\d{3})+$/,
]
const MIN_PHONE = 7
const emailPattern = /[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g
/** Where money goes to: an IBAN, the number of a card, an address of a digital coin. */
const accountPattern =
  /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){3,7}(?:[ -]?[A-Z0-9]{1,3})?\b|(?<![\d+])(?:\d{4}[ -]?){3}\d{1,7}(?!\d)|\b(?:bc1|[13])[a-km-zA-HJ-NP-Z1-9]{25,60}\b|\b0x[0-9a-fA-F]{40}\b/g

/** What is wrong with the numbers, addresses and links of the reply. */
export function checkContacts(text: string, evidence: Evidence): string[] {
  const sources = [...evidence.business, evidence.customer].join('\n')
  const digits = [...sources.matchAll(/\+?\(?\d[\d\s().\-/]{4,}\d/g)].map((m) => m[0].replace(/\D/g, ''))
  const withoutLinks = text.replace(emailPattern, ' ').replace(linkPattern, ' ')
  const phones = [...withoutLinks.matchAll(phonePattern)]
    .map((m) => m[0].trim())
    .filter((phone) => phone.replace(/\D/g, '').length >= MIN_PHONE && !noPhone.some((p) => p.test(phone)))
    .filter((phone) => !digits.some((known) => sameNumber(known, phone.replace(/\D/g, ''))))
  const emails = [...text.matchAll(emailPattern)]
    .map((m) => m[0].replace(/\.$/, ''))
    .filter((email) => !sources.toLowerCase().includes(email.toLowerCase()))
  const links = foreignLinks(text.replace(emailPattern, ' '), evidence.business)
  const business = evidence.business.join('\n').replace(/[\s-]/g, '')
  const accounts = [...text.matchAll(accountPattern)]
    .map((m) => m[0].trim())
    .filter((account) => !business.includes(account.replace(/[\s-]/g, '')))
  return [
    ...accounts.map((account) => `the account “${account}” stands in no source of the business`),
    ...phones.map((p) => `the number “${p}” stands in no source`),
    ...emails.map((e) => `the address “${e}” stands in no source`),
    ...links.map((l) => `the link “${l}” stands in no source`),
  ]
}

/** The same number with and without country code or trunk prefix. */
function sameNumber(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  const core = short.replace(/^0+/, '')
  return core.length >= MIN_PHONE - 1 && long.endsWith(core)
}
