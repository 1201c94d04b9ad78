// What an element is for, by its name and by what its author called it.

export type Role = 'hidden' | 'furniture' | 'footer' | 'main' | null

const HIDDEN = new Set(
  'button canvas dialog embed head iframe input math noscript object option script select style svg template textarea title video audio'.split(
    ' ',
  ),
)
const FURNITURE = new Set(['nav', 'aside', 'menu', 'header'])
const MAIN = new Set(['main', 'article'])
const ROLES: Record<string, Role> = {
  navigation: 'furniture',
  banner: 'furniture',
  search: 'furniture',
  complementary: 'furniture',
  menu: 'furniture',
  menubar: 'furniture',
  toolbar: 'furniture',
  dialog: 'hidden',
  alertdialog: 'hidden',
  contentinfo: 'footer',
  main: 'main',
  article: 'main',
}
/** Words by which authors name what is no content; compared with whole words of `class` and `id`. */
const CALLED =
  /^(?:nav|navbar|navigation|menu|submenu|topbar|breadcrumbs?|sidebar|cookies?|cookiebar|consent|gdpr|newsletter|subscribe|share|sharing|social|pagination|pager|popup|modal|overlay|advert|ads|banner|skiplink|lightbox|offcanvas)$/i

/** The role of an element; null for one that says nothing about itself. */
export function roleOf(name: string, attributes: Record<string, string>): Role {
  if (HIDDEN.has(name) || 'hidden' in attributes || attributes['aria-hidden'] === 'true') return 'hidden'
  if (/display:\s*none|visibility:\s*hidden/i.test(attributes['style'] ?? '')) return 'hidden'
  const said = ROLES[attributes['role'] ?? '']
  if (said) return said
  if (MAIN.has(name)) return 'main'
  if (name === 'footer') return 'footer'
  if (FURNITURE.has(name)) return 'furniture'
  // The body and whole wrappers are called "has-sidebar" and the like.
  if (name === 'body' || name === 'html') return null
  const called = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.slice(0, 400).split(/[\s]+/)
  if (called.some((word) => /^(?:site-?)?footer$/i.test(word))) return 'footer'
  return called.some((word) => CALLED.test(word) || isCookieNotice(word)) ? 'furniture' : null
}

function isCookieNotice(word: string): boolean {
  return /^(?:cookie|consent|gdpr)[-_]|[-_](?:cookie|consent|breadcrumbs?|nav|navbar)$/i.test(word)
}
