// A Meta app has one webhook address for all its pages and accounts: each request says which of them it is about.
import type { Sharing } from '#channels/channel.ts'
import { readAccounts } from '#channels/protocols/meta/accounts.ts'
import type { Dialect } from './dialect.ts'
import { settingsOf } from './settings.ts'

export function sharingOf(dialect: Dialect): Sharing {
  return {
    named: (raw) => readAccounts(raw.body),
    nameOf: (account) => `${dialect.object}:${settingsOf(dialect, account).ownId}`,
    secretOf: (account) => settingsOf(dialect, account).appSecret,
  }
}
