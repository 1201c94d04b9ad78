// The name of a person on Messenger or Instagram. Meta tells it only of people who have written, and not of all of them.
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { callOnce } from '#channels/protocols/http-call/call.ts'
import { isPassing, readGraphError } from '#channels/protocols/meta/graph-errors.ts'
import { type Dialect, toScopedId } from './dialect.ts'
import { VERSION } from './send.ts'
import { settingsOf } from './settings.ts'

const words = z.string().nullish().catch(null)
const Person = z.object({ first_name: words, last_name: words, name: words, username: words })

export function profileOf(dialect: Dialect): NonNullable<Channel['profile']> {
  return async (address, account, io) => {
    const id = toScopedId(dialect, address)
    if (id === null) return { outcome: 'none' }
    const base = (io.apiBase ?? dialect.api).replace(/\/+$/, '')
    const answer = await callOnce(io, {
      url: `${base}/${VERSION}/${id}?fields=${dialect.profileFields}`,
      headers: { authorization: `Bearer ${settingsOf(dialect, account).accessToken}` },
      body: null,
    })
    if (answer.outcome !== 'answered') return { outcome: 'later', reason: answer.code }
    const refused = readGraphError(answer.json)
    if (answer.status === 429 || answer.status >= 500 || (refused && isPassing(refused)))
      return { outcome: 'later', reason: `HTTP ${answer.status}` }
    const person = Person.safeParse(answer.json)
    if (answer.status >= 300 || !person.success) return { outcome: 'none' }
    const { first_name: first, last_name: last, name, username } = person.data
    const found =
      [first, last].filter(Boolean).join(' ').trim() || name?.trim() || (username ? `@${username}` : '')
    return found ? { outcome: 'found', name: found } : { outcome: 'none' }
  }
}
