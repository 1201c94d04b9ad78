// better-auth: passwords and sessions. Loaded on the first request that needs it, because a server that only takes
// webhooks and tokens does not.
import type { Store } from '#db/pool.ts'

export type AuthSettings = { store: Store; secret: string; publicUrl(): string }

async function create(settings: AuthSettings) {
  const { betterAuth } = await import('better-auth')
  const url = settings.publicUrl()
  return betterAuth({
    database: { db: settings.store.db as never, type: 'postgres' },
    secret: settings.secret,
    baseURL: url,
    basePath: '/api/auth',
    // Reached by other names too (localhost, a tunnel): our own check of Origin and Host decides, see auth.ts.
    trustedOrigins: (request) => {
      const origin = request?.headers.get('origin')
      const host = request?.headers.get('host')
      return origin && host && new URL(origin).host === host ? [origin] : [url]
    },
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 200, autoSignIn: true },
    telemetry: { enabled: false },
    session: { expiresIn: 30 * 86_400, updateAge: 86_400 },
    advanced: {
      cookiePrefix: 'frontdesk',
      useSecureCookies: url.startsWith('https://'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 100,
      customRules: { '/sign-in/email': { window: 60, max: 10 } },
    },
    logger: { level: 'error' },
  })
}

export type BetterAuth = Awaited<ReturnType<typeof create>>
const made = new WeakMap<Store, Promise<BetterAuth>>()

/** The instance of this process. */
export function loadAuth(settings: AuthSettings): Promise<BetterAuth> {
  const known = made.get(settings.store)
  if (known) return known
  const fresh = create(settings)
  made.set(settings.store, fresh)
  return fresh
}
