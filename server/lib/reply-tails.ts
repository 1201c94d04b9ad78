// What mail programs and their owners put under a text: the line of the telephone, and a signature below a rule.

const DEVICE =
  'iPhone|iPad|Android|Samsung|Galaxy|Huawei|Xiaomi|Pixel|BlackBerry|Nokia|Windows|Outlook|Yahoo|Gmail|GMX|WEB\\.DE|K-9|Proton|Thunderbird|Spark|Mail\\b|' +
  'mobile|mobil|móvil|Handy|smartphone|tablet|phone|téléphone|Telefon|telefone|telefoon|telefono|cellulare|celular|puhelime'
const SENT =
  'sent|gesendet|envoyé|enviado|enviada|inviato|inviata|verstuurd|verzonden|wysłane|wysłano|отправлено|надіслано|skickat|sendt|lähetetty|odesláno|odoslané|trimis'
const DEVICE_LINES = [
  new RegExp(`^(?:${SENT})\\s.{0,40}(?:${DEVICE}).{0,40}$`, 'iu'),
  new RegExp(`^(?:von|vom)\\s.{0,40}(?:${DEVICE}).{0,40}\\sgesendet$`, 'iu'),
  new RegExp(`^diese nachricht wurde\\s.{0,60}(?:${DEVICE}).{0,40}\\s(?:gesendet|verschickt)$`, 'iu'),
  /^(?:get|download|holen sie sich|téléchargez|télécharger|obtener|descarga|ottieni|scarica|baixe)\s.{0,20}\bOutlook\b.{0,40}$/iu,
  /^Outlook\s.{0,30}(?:herunterladen|télécharger)$/iu,
  /^(?:从|從).{0,20}(?:iPhone|iPad|手机|手機|Android).{0,10}(?:发送|發送|傳送)$/u,
  /^(?:iPhone|iPad|Android).{0,10}から送信$/u,
  /^(?:나의|내)\s?(?:iPhone|iPad)에서 보냄$/u,
]
const MAX_DEVICE_LINE = 100
const SIGNATURE_RULE = /^\s*_{5,}\s*$/
const MAX_SIGNATURE_LINES = 6
const MAX_SIGNATURE_LINE = 80

/** The text without what stands under it. Never empty where the text is not. */
export function withoutTail(text: string): string {
  let lines = text.split('\n')
  for (let before = -1; before !== lines.length; ) {
    before = lines.length
    lines = trimEnd(lines)
    const last = lines.at(-1) ?? ''
    if (isDeviceLine(last) || isBareRule(last)) lines = lines.slice(0, -1)
    else lines = withoutSignature(lines)
  }
  const kept = lines.join('\n')
  return kept.trim() === '' ? text : kept
}

function trimEnd(lines: string[]): string[] {
  let end = lines.length
  while (end > 0 && (lines[end - 1] ?? '').trim() === '') end--
  return lines.slice(0, end)
}

/** `[Sent from Yahoo Mail](https://…)`, `*Sent from my phone.*` and the bare line alike. */
function isDeviceLine(line: string): boolean {
  const bare = line.replace(/\(?<?https?:\/\/\S*$/i, '').replace(/^[\s*_[\]-]+|[\s*_.!\](]+$/g, '')
  return bare.length <= MAX_DEVICE_LINE && DEVICE_LINES.some((pattern) => pattern.test(bare))
}

function isBareRule(line: string): boolean {
  return /^\s*[-_=*]{3,}\s*$/.test(line)
}

/** A rule of underscores, and below it the few short lines of a name; questions are no signature. */
function withoutSignature(lines: string[]): string[] {
  const from = Math.max(1, lines.length - MAX_SIGNATURE_LINES - 1)
  const at = lines.findLastIndex((line, i) => i >= from && SIGNATURE_RULE.test(line))
  if (at < 0) return lines
  const below = lines.slice(at + 1)
  const isSignature = below.every((line) => line.length <= MAX_SIGNATURE_LINE && !line.includes('?'))
  return isSignature ? lines.slice(0, at) : lines
}
