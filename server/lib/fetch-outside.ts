// A fetch that leaves our own network. Checked at each call and not only when an address is entered: a name may be moved
// to a machine inside afterwards.
import { isPublicHost } from './public-address.ts'

/** Refuses hosts on private addresses, apart from the origins of our own; redirects are never followed. */
export function fetchOutside(
  plain: typeof fetch,
  own: () => string[],
  isPublic: (host: string) => Promise<boolean> = isPublicHost,
): typeof fetch {
  return async (input, init) => {
    const url = URL.parse(input instanceof Request ? input.url : String(input))
    const ours = own().some((origin) => URL.parse(origin)?.origin === url?.origin)
    if (url && !ours && !(await isPublic(url.hostname)))
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('private address'), REFUSED) })
    return plain(input, { ...init, redirect: init?.redirect === 'error' ? 'error' : 'manual' })
  }
}

/** As if nobody listened there: nothing was sent. */
const REFUSED = { code: 'ECONNREFUSED', syscall: 'connect' }
