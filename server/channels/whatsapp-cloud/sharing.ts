// Numbers of one Meta app share its webhook address, with each other and with pages and Instagram accounts.
import type { Sharing } from '#channels/channel.ts'
import { readAccounts, whatsappName } from '#channels/protocols/meta/accounts.ts'
import { cloudSettings } from './settings.ts'

export const sharing: Sharing = {
  named: (raw) => readAccounts(raw.body),
  nameOf: (account) => whatsappName(cloudSettings(account).phoneNumberId),
  secretOf: (account) => cloudSettings(account).appSecret,
}
