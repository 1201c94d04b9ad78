// Where people sign in to their account, what is asked for, and where the tokens come from.
export type Service = 'google' | 'microsoft'
/** `mailbox`: IMAP and SMTP; `api`: the mail service's own way (Gmail API, Microsoft Graph); `reviews`: a Business Profile. */
export type Access = 'mailbox' | 'api' | 'reviews'

export const serviceNames: Record<Service, string> = { google: 'Google', microsoft: 'Microsoft' }

/** No more than is used: what is asked for is what the person who signs in has to read and grant. */
const SCOPES: Record<Service, Partial<Record<Access, string[]>>> = {
  google: {
    // IMAP and SMTP know no narrower one.
    mailbox: ['https://mail.google.com/', 'openid', 'email'],
    api: [
      'https://www.googleapis.com/auth/gmail.readonly',
      'https://www.googleapis.com/auth/gmail.send',
      'openid',
      'email',
    ],
    reviews: ['https://www.googleapis.com/auth/business.manage'],
  },
  microsoft: {
    mailbox: [
      'https://outlook.office.com/IMAP.AccessAsUser.All',
      'https://outlook.office.com/SMTP.Send',
      'offline_access',
      'openid',
      'email',
    ],
    api: [
      'https://graph.microsoft.com/Mail.Read',
      'https://graph.microsoft.com/Mail.Send',
      'https://graph.microsoft.com/User.Read',
      'offline_access',
      'openid',
      'email',
    ],
  },
}

export function scopeOf(service: Service, access: Access): string {
  return (SCOPES[service][access] ?? []).join(' ')
}

export type Place = { service: Service; tenant: string; base: string | null }

/** Where codes and refresh tokens become access tokens. `base` stands for all of a service's addresses (an emulator). */
export function tokenUrl({ service, tenant, base }: Place): string {
  if (service === 'google') return `${base ?? 'https://oauth2.googleapis.com'}/token`
  return `${base ?? 'https://login.microsoftonline.com'}/${tenantOf(tenant)}/oauth2/v2.0/token`
}

/** Where the browser goes to sign in. */
export function authorizeUrl({ service, tenant, base }: Place): string {
  if (service === 'google') return `${base ?? 'https://accounts.google.com'}/o/oauth2/v2/auth`
  return `${base ?? 'https://login.microsoftonline.com'}/${tenantOf(tenant)}/oauth2/v2.0/authorize`
}

/** `organizations` takes the work accounts of every company, which an app for one company must not ask for. */
function tenantOf(tenant: string): string {
  return encodeURIComponent(tenant || 'organizations')
}
