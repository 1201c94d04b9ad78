// How IMAP commands come over the wire: a tag, a name, arguments as atoms, quoted strings, literals and lists.
import type net from 'node:net'

export type ImapRequest = { tag: string; name: string; args: string[] }

/** Calls `handle` for each whole command. A literal that the client announces is asked for and read. */
export function readRequests(socket: net.Socket, handle: (request: ImapRequest) => void): void {
  let waiting = Buffer.alloc(0)
  /** What of the command has come: text, and literals as arguments of their own. */
  let words: string[] = []
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk])
    for (;;) {
      const end = waiting.indexOf('\r\n')
      if (end < 0) return
      const line = waiting.subarray(0, end).toString('utf8')
      const literal = /\{(\d+)(\+?)\}$/.exec(line)
      if (literal) {
        const size = Number(literal[1])
        const complete = waiting.byteLength >= end + 2 + size
        if (!complete) {
          // Asked once: the line stays where it is until its literal has come.
          if (literal[2] === '' && waiting.byteLength === end + 2) socket.write('+ go on\r\n')
          return
        }
        words.push(
          ...split(line.slice(0, literal.index)),
          waiting.subarray(end + 2, end + 2 + size).toString('utf8'),
        )
        waiting = waiting.subarray(end + 2 + size)
        continue
      }
      words.push(...split(line))
      waiting = waiting.subarray(end + 2)
      const [tag = '', first = '', ...rest] = words
      words = []
      const isUid = first.toUpperCase() === 'UID'
      const name = isUid ? `UID ${rest[0]?.toUpperCase()}` : first.toUpperCase()
      handle({ tag, name, args: isUid ? rest.slice(1) : rest })
    }
  })
}

/** Atoms, quoted strings without their quotes, and whole lists with their brackets. */
function split(line: string): string[] {
  const words: string[] = []
  for (let at = 0; at < line.length; ) {
    const character = line[at]
    if (character === ' ') at++
    else if (character === '"') {
      let text = ''
      for (at++; at < line.length && line[at] !== '"'; at++) text += line[at] === '\\' ? line[++at] : line[at]
      at++
      words.push(text)
    } else {
      const from = at
      for (let depth = 0; at < line.length && (depth > 0 || line[at] !== ' '); at++) {
        if (line[at] === '(' || line[at] === '[') depth++
        if (line[at] === ')' || line[at] === ']') depth--
      }
      words.push(line.slice(from, at))
    }
  }
  return words
}
