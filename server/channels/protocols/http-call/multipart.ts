// A form with one file (RFC 7578). Written here and not by `FormData`, whose boundary is another one every time: a
// request that is the same for the same message can be checked byte for byte.
import { sha256 } from '#lib/crypto.ts'
import type { Body } from './call.ts'

export type FormFile = { field: string; name: string; type: string; content: Uint8Array }

/** The fields in their order, then the file. */
export function multipartBody(fields: readonly (readonly [string, string])[], file: FormFile): Body {
  // The digest of what is inside: no content can hold its own.
  const boundary = `frontdesk-${sha256(file.content).slice(0, 40)}`
  const head = fields.map(
    ([name, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
  )
  head.push(
    `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(file.field)}"; filename="${quoted(file.name)}"\r\n`,
    `content-type: ${/^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream'}\r\n\r\n`,
  )
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    content: new Uint8Array(
      Buffer.concat([Buffer.from(head.join('')), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    ),
  }
}

/** As browsers escape names: nothing in one can end it. */
function quoted(text: string): string {
  return text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
}
