// Where the business is, and how else it can be reached.
import { lookUp, profileSource, quote, SURE } from '#ai/answerer/lookup.ts'
import { say } from '#ai/answerer/sentences.ts'
import type { Answer } from './intent.ts'

export const location: Answer = async (desk, clause) => {
  const { address, directions } = desk.context.profile
  if (/\bpark(?:ing)?\b/i.test(clause)) {
    const [found] = await lookUp(desk, 'parking')
    if (!found || found.fit < SURE) return null
    const { text, source } = quote(desk, 'parking', found.passage, 100)
    return { text, sources: [source] }
  }
  if (!address && !directions) return null
  const text = [address && say.address(address), directions].filter(Boolean).join(' ')
  return { text, sources: [profileSource([address, directions].filter(Boolean).join('. '))] }
}

export const contact: Answer = (desk, clause) => {
  const { phone, email, website, address } = desk.context.profile
  const asks = {
    phone: /\b(?:phone|number|call|ring|telephone)\b/i.test(clause),
    email: /\be-?mail\b|\bphotos?\b|\bsend\b/i.test(clause),
    website: /\b(?:web ?site|web|online|site|page|link)\b/i.test(clause),
  }
  const any = asks.phone || asks.email || asks.website
  const known = [
    /\baddress|located?\b/i.test(clause.replace(/e-?mail address/i, '')) && address && say.address(address),
    (asks.phone || !any) && phone && say.phone(phone),
    (asks.email || !any) && email && say.email(email),
    (asks.website || !any) && website && say.website(website),
  ].filter((sentence): sentence is string => Boolean(sentence))
  if (known.length === 0) return null
  return { text: known.join(' '), sources: known.map(profileSource) }
}
