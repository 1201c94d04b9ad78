// Mail addresses as people type and paste them. Pure.

/** `Ann <ann@a.example>, ben@b.example; …` as its parts; commas inside quotes or brackets part nothing. */
export function splitAddresses(text: string): string[] {
  return text
    .split(/[,;\n](?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** The address in `Ann <ann@a.example>`, as it is compared. */
export function bareAddress(text: string): string {
  return (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase()
}

/** Could this be an address? The server judges; this is for a word before it is sent. */
export function isMailAddress(text: string): boolean {
  return /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}$/.test(bareAddress(text))
}

/** `Ann` of `Ann <ann@a.example>`, or the address. */
export function shortName(text: string): string {
  const name = /^(.*)<[^<>]+>\s*$/
    .exec(text)?.[1]
    ?.trim()
    .replace(/^"(.*)"$/, '$1')
  return name || text
}
