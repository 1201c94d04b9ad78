// What we read of WhatsApp's webhooks, and nothing else. A field that is missing or of another kind than documented is
// null, so that nothing new at Meta makes a message unreadable.
import { z } from 'zod'

const words = z.string().nullish().catch(null)
const figure = z.coerce.number().nullish().catch(null)
const flag = z.boolean().nullish().catch(null)
/** Ids and times come as text; some of Meta's own examples have them as numbers. */
const id = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .nullish()
  .catch(null)
const part = <T extends z.ZodRawShape>(shape: T) => z.object(shape).nullish().catch(null)
/** One odd entry must not hide its neighbours. */
const list = <T extends z.ZodType>(one: T) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((all) =>
      all.flatMap((value): z.infer<T>[] => {
        const parsed = one.safeParse(value)
        return parsed.success ? [parsed.data] : []
      }),
    )

const File = part({ id, mime_type: words, caption: words, filename: words, voice: flag, animated: flag })
export type FileShape = NonNullable<z.infer<typeof File>>

const Card = z.object({
  name: part({ formatted_name: words, first_name: words, last_name: words }),
  org: part({ company: words }),
  phones: list(z.object({ phone: words, wa_id: id })),
  emails: list(z.object({ email: words })),
})
export type CardShape = z.infer<typeof Card>

const Caption = part({ caption: words })

export const Message = z.object({
  id: z.string().min(1),
  type: z.string().catch('unknown'),
  from: id,
  from_user_id: id,
  /** Echoes from the phone app name whom they went to. */
  to: id,
  to_user_id: id,
  timestamp: id,
  text: part({ body: words }),
  image: File,
  video: File,
  audio: File,
  document: File,
  sticker: File,
  location: part({ latitude: figure, longitude: figure, name: words, address: words, url: words }),
  contacts: list(Card),
  reaction: part({ message_id: words, emoji: words }),
  button: part({ payload: words, text: words }),
  /** An earlier message was changed, or taken back. */
  edit: part({
    original_message_id: words,
    message: part({
      type: words,
      text: part({ body: words }),
      image: Caption,
      video: Caption,
      document: Caption,
    }),
  }),
  revoke: part({ original_message_id: words }),
  interactive: part({
    type: words,
    button_reply: part({ id: words, title: words }),
    list_reply: part({ id: words, title: words, description: words }),
    nfm_reply: part({ name: words, body: words, response_json: words }),
  }),
  order: part({
    text: words,
    catalog_id: id,
    product_items: list(
      z.object({ product_retailer_id: id, quantity: figure, item_price: figure, currency: words }),
    ),
  }),
  system: part({ body: words, type: words, wa_id: id, new_wa_id: id, user_id: id }),
  context: part({
    from: id,
    id: words,
    forwarded: flag,
    frequently_forwarded: flag,
    referred_product: part({ catalog_id: id, product_retailer_id: id }),
  }),
  referral: part({
    source_url: words,
    source_id: id,
    source_type: words,
    headline: words,
    body: words,
    ctwa_clid: words,
  }),
  errors: z.array(z.unknown()).nullish().catch(null),
})
export type MessageShape = z.infer<typeof Message>

export const Status = z.object({
  id: z.string().min(1),
  status: z.string().min(1),
  timestamp: id,
  biz_opaque_callback_data: words,
  errors: z.array(z.unknown()).nullish().catch(null),
})
export type StatusShape = z.infer<typeof Status>

const Person = z.object({ profile: part({ name: words, username: words }), wa_id: id, user_id: id })
export type PersonShape = z.infer<typeof Person>

export const Preference = z.object({
  wa_id: id,
  user_id: id,
  detail: words,
  category: words,
  value: z.string(),
  timestamp: id,
})

export const Value = z.object({
  metadata: part({ display_phone_number: id, phone_number_id: id }),
  contacts: list(Person),
  // Not read here: what cannot be read of them is told one by one.
  messages: z.array(z.unknown()).catch([]),
  message_echoes: z.array(z.unknown()).catch([]),
  statuses: z.array(z.unknown()).catch([]),
  user_preferences: z.array(z.unknown()).catch([]),
  history: z.array(z.unknown()).catch([]),
  state_sync: z.array(z.unknown()).catch([]),
  user_id_update: z.array(z.unknown()).catch([]),
  errors: z.array(z.unknown()).catch([]),
})
export type ValueShape = z.infer<typeof Value>

export const Envelope = z.object({
  object: z.string(),
  entry: z.array(
    z.object({
      changes: z.array(z.object({ field: z.string().catch(''), value: z.unknown() })).catch([]),
    }),
  ),
})
