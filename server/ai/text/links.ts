// Links in a reply. Only what the business itself or one of its sources wrote may stand there, letter for letter: a link
// that was made up, or that a customer brought along, could carry the conversation away in its address.

const TLDS =
  'com|net|org|io|co|info|biz|app|dev|shop|site|online|me|us|uk|de|fr|es|it|nl|eu|ch|at|ca|au|br|example|test|' +
  'xyz|link|click|top|live|page|club|store|ly|gg|tv|cc|ws|ru|cn|pl|se|dk|fi|cz|pt|ie|jp|kr|mx|za|tk|ml|ga|cf|gq|pw|ai|sh|gl|icu|zip|mov|pro|tech|cloud|space|website|fun|news|blog|support|chat|email|bot|media|invalid|onion|local|internal'
const REST = '[^\\s<>()"\'“”]'

/** Addresses in a text: with a scheme, with a path behind a name, or a bare name of a known kind; IP addresses too. */
export const linkPattern = new RegExp(
  [
    `[a-z][a-z0-9+.-]{1,20}:\\/\\/${REST}+`,
    `www\\.${REST}+`,
    '(?:javascript|vbscript|data|blob|intent|whatsapp|tg):[^\\s]+',
    `(?<![\\p{L}\\p{N}_@.-])[\\p{L}\\p{N}][\\p{L}\\p{N}-]*(?:\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}{2,24}(?::\\d{2,5})?(?:[/#]${REST}+|\\?[\\w-]+=${REST}*)`,
    `(?<![\\p{L}\\p{N}_@.-])[\\p{L}\\p{N}][\\p{L}\\p{N}-]*(?:\\.[\\p{L}\\p{N}-]+)*\\.(?:${TLDS})(?![\\p{L}\\p{N}_@-])(?:\\/${REST}*)?`,
    `(?<![\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d.])(?::\\d+)?(?:\\/${REST}*)?`,
  ].join('|'),
  'giu',
)

/** Written so that a reader puts it together again. */
const TORN = new RegExp(
  `\\bhxxps?:|\\p{L}[\\p{L}\\p{N}-]*\\s?(?:\\[\\.\\]|\\(\\.\\)|[[({]\\s?dot\\s?[\\])}]|\\s(?:dot|punkt|punto|point)\\s)\\s?(?:${TLDS})(?!\\p{L})`,
  'iu',
)

/** What stands in a reply as an address and in no source. */
export function foreignLinks(text: string, business: string[]): string[] {
  const known = new Set(
    business.flatMap((source) => [...source.matchAll(linkPattern)].map((m) => bareLink(m[0]))),
  )
  const torn = TORN.exec(text)?.[0]
  return [
    ...[...text.matchAll(linkPattern)].map((m) => m[0]).filter((link) => !known.has(bareLink(link))),
    ...(torn ? [torn] : []),
  ]
}

/** A picture or a piece of a page: pictures are fetched by whoever shows them, with all that stands in their address. */
export function findMarkup(text: string): string | null {
  const found =
    /!\[[^\]\n]{0,200}\]\s?[([]|^\s{0,3}\[[^\]\n]{1,60}\]:\s*\S+|<\/?(?!think|reasoning)[a-z][^<>\n]{0,400}>|<!--|\bstyle\s*=\s*["']|\bsrc\s*=\s*["']?\w/im.exec(
      text,
    )
  return found?.[0] ?? null
}

/** Apart from scheme, "www." and the stop at the end of a sentence; the rest of an address is as it is spelled. */
function bareLink(link: string): string {
  return link
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/[.,;:!?]+$/, '')
    .replace(/\/+$/, '')
    .replace(/^[^/?#]+/, (host) => host.toLowerCase())
}
