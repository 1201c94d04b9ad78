// Which accounts a webhook of Meta's is about: pages, Instagram accounts, and numbers on WhatsApp, each under the name of
// its kind. Reads no more than that, and gives an empty list where it cannot.
import { z } from 'zod'

const WHATSAPP = 'whatsapp_business_account'
const Envelope = z.object({
  object: z.string(),
  entry: z.array(
    z.object({
      id: z.coerce.string(),
      changes: z
        .array(
          z.object({
            value: z
              .object({ metadata: z.object({ phone_number_id: z.coerce.string() }).nullish().catch(null) })
              .nullish()
              .catch(null),
          }),
        )
        .nullish()
        .catch(null),
    }),
  ),
})

/** `page:…`, `instagram:…`, `whatsapp:…` (a number, not the business account), each once. */
export function readAccounts(body: Uint8Array): string[] {
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return []
  }
  const parsed = Envelope.safeParse(json)
  if (!parsed.success) return []
  const { object, entry: entries } = parsed.data
  const names = entries.flatMap((entry) =>
    object === WHATSAPP
      ? (entry.changes ?? []).flatMap((change) => {
          const number = change.value?.metadata?.phone_number_id
          // What is about the business account as a whole is of no one number.
          return [number ? whatsappName(number) : `whatsapp-account:${entry.id}`]
        })
      : [`${object}:${entry.id}`],
  )
  return [...new Set(names)]
}

export function whatsappName(phoneNumberId: string): string {
  return `whatsapp:${phoneNumberId}`
}
