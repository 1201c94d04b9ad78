// What somebody said, by the type of the message: the words that people and the AI read, and the files.
import type { IncomingFile } from '#channels/channel.ts'
import { mediaAddress } from './media-address.ts'
import type { CardShape, FileShape, MessageShape } from './shapes.ts'

export type Content = {
  text: string
  files: IncomingFile[]
  /** Why nobody may answer it by machine; null where a person said something. */
  silent: string | null
}

const said = (text: string | null | undefined, files: IncomingFile[] = []): Content => ({
  text: text ?? '',
  files,
  silent: null,
})
const noted = (text: string, silent: string): Content => ({ text, files: [], silent })

/** Reads what a message says. A type that is not known here becomes a visible placeholder. */
export function readContent(message: MessageShape): Content {
  switch (message.type) {
    case 'text':
      return said(message.text?.body)
    case 'image':
      return ofFile(message, message.image, 'picture')
    case 'video':
      return ofFile(message, message.video, 'video')
    case 'audio':
      return ofFile(message, message.audio, message.audio?.voice ? 'voice-message' : 'audio')
    case 'document':
      return ofFile(message, message.document, 'document')
    case 'sticker':
      return ofFile(message, message.sticker, 'sticker')
    case 'location':
      return ofPlace(message)
    case 'contacts':
      return said(message.contacts.map(cardLine).join('\n') || 'A contact without a name')
    case 'button':
      return said(message.button?.text ?? message.button?.payload)
    case 'interactive':
      return ofReply(message)
    case 'order':
      return ofOrder(message)
    case 'media_placeholder':
      return said('A file that WhatsApp has not brought along.')
    case 'system':
      return ofSystem(message)
    default:
      return placeholder(message.type)
  }
}

function placeholder(type: string): Content {
  const known = ['unsupported', 'unknown', ''].includes(type)
  return noted(
    known
      ? 'Something that WhatsApp does not pass on to businesses. Ask the customer to write it.'
      : `A message of a kind that cannot be shown here (${type.slice(0, 40)}).`,
    'It could not be read here, so only a person can judge it.',
  )
}

const ENDINGS = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['video/mp4', 'mp4'],
  ['video/3gpp', '3gp'],
  ['audio/ogg', 'ogg'],
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/aac', 'aac'],
  ['audio/amr', 'amr'],
  ['application/pdf', 'pdf'],
  ['text/plain', 'txt'],
  ['text/vcard', 'vcf'],
])

function ofFile(message: MessageShape, file: FileShape | null | undefined, name: string): Content {
  if (!file?.id) return placeholder(message.type)
  const url = mediaAddress(file.id)
  if (!url) return placeholder(message.type)
  const type = file.mime_type?.split(';', 1)[0]?.trim().toLowerCase() || 'application/octet-stream'
  const ending = ENDINGS.get(type)
  return said(file.caption, [
    { name: file.filename?.trim() || (ending ? `${name}.${ending}` : name), type, url },
  ])
}

function ofPlace({ location }: MessageShape): Content {
  const { latitude, longitude } = location ?? {}
  const name = [location?.name, location?.address].filter(Boolean).join(', ')
  const point = typeof latitude === 'number' && typeof longitude === 'number' && `(${latitude}, ${longitude})`
  return said(`Location: ${[name, point].filter(Boolean).join(' ') || 'not given'}`)
}

function cardLine(card: CardShape): string {
  const name =
    card.name?.formatted_name || [card.name?.first_name, card.name?.last_name].filter(Boolean).join(' ')
  const phones = card.phones.map((p) => p.phone || (p.wa_id ? `+${p.wa_id}` : null))
  const parts = [name, card.org?.company, ...phones, ...card.emails.map((e) => e.email)]
  return `Contact: ${parts.filter(Boolean).join(', ') || 'not given'}`
}

/** A tapped button or chosen row counts as what it says; a form as its answers. */
function ofReply({ interactive, type }: MessageShape): Content {
  const title = interactive?.button_reply?.title ?? interactive?.list_reply?.title
  if (title) return said(title)
  const form = interactive?.nfm_reply
  if (!form) return placeholder(interactive?.type ?? type)
  const answers = formLines(form.response_json)
  return said(
    answers.length > 0 ? `Filled in a form\n${answers.join('\n')}` : form.body || 'Filled in a form',
  )
}

const MAX_ANSWERS = 50

function formLines(json: string | null | undefined): string[] {
  let answers: unknown = null
  try {
    answers = JSON.parse(json ?? '')
  } catch {
    return []
  }
  if (typeof answers !== 'object' || answers === null) return []
  return (
    Object.entries(answers)
      // The token is Meta's key of the form, and says nothing to people.
      .filter(([name]) => name !== 'flow_token')
      .slice(0, MAX_ANSWERS)
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  )
}

function ofOrder({ order }: MessageShape): Content {
  const lines = (order?.product_items ?? []).map((item) => {
    const price =
      typeof item.item_price === 'number' ? ` at ${item.item_price} ${item.currency ?? ''}`.trimEnd() : ''
    return `${item.quantity ?? 1} × ${item.product_retailer_id ?? 'an article without a number'}${price}`
  })
  return said(['Order:', ...lines, ...(order?.text ? [order.text] : [])].join('\n'))
}

function ofSystem({ system }: MessageShape): Content {
  const number = system?.wa_id || system?.new_wa_id
  const why = 'It was written by WhatsApp itself.'
  if (system?.type === 'user_changed_number' && number)
    return noted(`The customer has changed numbers and now writes from +${number.replace(/^\+/, '')}.`, why)
  return noted(system?.body || 'Something about this customer changed at WhatsApp.', why)
}
