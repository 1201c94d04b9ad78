// What we read of Telegram's updates. Loose: Telegram adds fields and kinds of content with every version.
import { z } from 'zod'

const id = z.number().int()
/** What is broken in a part that only decorates must not cost the message. */
const words = z.string().nullish().catch(null)
const Named = z.object({
  file_id: z.string().min(1),
  file_name: words,
  mime_type: words,
  file_size: z.number().nullish().catch(null),
})
const file = Named.nullish().catch(null)
export type TelegramFile = z.infer<typeof Named>

export const Person = z.object({
  id,
  is_bot: z.boolean().nullish().catch(null),
  first_name: words,
  last_name: words,
  username: words,
  language_code: words,
})
export type Person = z.infer<typeof Person>

const Place = z.object({ latitude: z.number(), longitude: z.number() })

export const Message = z.object({
  message_id: id,
  date: z.number().nullish().catch(null),
  edit_date: z.number().nullish().catch(null),
  chat: z.object({ id, type: z.string() }),
  from: Person.nullish(),
  text: words,
  caption: words,
  photo: z.array(Named).nullish().catch(null),
  document: file,
  animation: file,
  video: file,
  video_note: file,
  voice: file,
  audio: file,
  sticker: z
    .object({
      file_id: z.string(),
      emoji: words,
      is_animated: z.boolean().nullish(),
      is_video: z.boolean().nullish(),
    })
    .nullish()
    .catch(null),
  location: Place.nullish().catch(null),
  venue: z.object({ location: Place, title: words, address: words }).nullish().catch(null),
  contact: z.object({ phone_number: words, first_name: words, last_name: words }).nullish().catch(null),
  media_group_id: words,
  reply_to_message: z.object({ message_id: id }).nullish().catch(null),
  forward_origin: z.unknown().optional(),
  reply_markup: z
    .object({ inline_keyboard: z.array(z.array(z.object({ text: words, callback_data: words }))) })
    .nullish()
    .catch(null),
})
export type Message = z.infer<typeof Message>

export const Callback = z.object({
  id: z.string().min(1).max(200),
  from: Person,
  data: words,
  message: Message.nullish().catch(null),
})

export const Reaction = z.object({
  chat: z.object({ id, type: z.string() }),
  message_id: id,
  user: Person.nullish().catch(null),
  date: z.number().nullish().catch(null),
  new_reaction: z.array(z.object({ type: words, emoji: words })),
})

/** One update carries one thing besides its number. */
export const Update = z.looseObject({ update_id: id })
