// Lines under which a mail program puts the mail that is answered, unquoted: separators and blocks of its headers.

const ORIGINAL =
  /origin|ursprung|ursprüng|oprindelig|opprinnelig|reply message|antwort|alkuper|původní|pôvodn|eredeti|wiadomość|исходн|оригинал|начальн|原始|原邮件|元のメッセージ|원본/i
const FORWARDED =
  /forward|weitergeleitet|transféré|réexpédié|reenviad|encaminhad|inoltrat|doorgestuurd|videresendt|vidarebefordr|przekazan|пересыла|пересланн|转发|転送/i
const RULE = /^\s*[-_=*]{5,}\s*$/
/** Ticket systems ask for it in every language they know: what stands below is theirs. */
const REPLY_ABOVE =
  /(?:reply|respon[ds]|answer|antwort|répon|risp|respuesta|respost).{0,60}(?:above|oberhalb|über|au-dessus|encima|arriba|sopra|acima).{0,40}(?:line|linie|zeile|ligne|línea|linea|linha)/i
/** Pictures of the answered mail's head, as programs write them into the plain text. */
const PICTURE = /^\s*\[(?:image|cid|bild|imagen?|immagine)\s*:[^\]]*\]\s*$/i

/** What `-----Original Message-----` and its translations say between their dashes. */
function separatorWords(line: string): string | null {
  return /^[\s*]*[-_=]{2,}\s*(\p{L}[^-_=]{2,40}?)\s*[-_=]{2,}[\s*]*$/u.exec(line)?.[1] ?? null
}

/** Does the answered mail begin under this line? */
export function isSeparator(line: string): boolean {
  const words = separatorWords(line)
  return (words !== null && ORIGINAL.test(words)) || REPLY_ABOVE.test(line.slice(0, 200))
}

/** Does a forwarded mail begin here? It is what its sender wants to be read. */
export function isForwardMark(line: string): boolean {
  const words = separatorWords(line) ?? /^\s*(\p{L}[^:]{5,50}):\s*$/u.exec(line)?.[1]
  return words !== undefined && words !== null && FORWARDED.test(words) && words.split(' ').length <= 5
}

export function isRule(line: string): boolean {
  return RULE.test(line)
}

/** The rule and the pictures that a mail program put above the answered mail go with it. */
export function withoutRule(lines: string[]): string[] {
  let end = lines.length
  const isDressing = (line: string): boolean => line.trim() === '' || RULE.test(line) || PICTURE.test(line)
  while (end > 0 && isDressing(lines[end - 1] ?? '')) end--
  return lines.slice(0, end)
}

/** The names of the lines that stand over an answered mail, by what they say. */
const HEADERS: Record<string, RegExp> = headerNames({
  from: 'From|Von|De|Da|Van|Fra|Från|Frá|Od|От|От кого|Від|Lähettäjä|Feladó|Kimden|Gönderen|Expéditeur|Mittente|Afzender|发件人|寄件者|差出人|보낸 사람',
  date: 'Sent|Date|Gesendet|Datum|Envoyé|Envoyé le|Enviado|Enviado el|Enviada|Enviada em|Fecha|Data|Inviato|Verzonden|Sendt|Dato|Skickat|Wysłano|Отправлено|Дата|Lähetetty|Odesláno|Odoslané|Elküldve|Tarih|发送时间|日期|送信日時|日付|보낸 날짜',
  to: 'To|An|À|Para|Per|Aan|Til|Till|Do|Кому|Vastaanottaja|Komu|Címzett|Kime|Destinataire|收件人|宛先|받는 사람',
  subject:
    'Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Emne|Ämne|Temat|Тема|Aihe|Předmět|Predmet|Tárgy|Konu|主题|主旨|件名|제목',
})
const MAX_BLOCK = 6

function headerNames(names: Record<string, string>): Record<string, RegExp> {
  const patterns = Object.entries(names).map(([kind, words]) => [
    kind,
    new RegExp(`^[\\s*]*(?:${words})\\s*\\*?\\s*[:：]`, 'i'),
  ])
  return Object.fromEntries(patterns)
}

/**
 * `From: … Sent: … To: … Subject: …` in one block, a rule above it or not. People write "From: hotel, To: airport,
 * Date: 3 May" too: only a subject beside two others, or a mail address, makes it the head of a mail.
 */
export function isHeaderBlock(lines: string[], at: number): boolean {
  const start = RULE.test(lines[at] ?? '') ? at + 1 : at
  const kinds = new Set<string>()
  let address = false
  for (let i = start; i < Math.min(lines.length, start + MAX_BLOCK); i++) {
    const line = lines[i] ?? ''
    const kind = Object.keys(HEADERS).find((name) => HEADERS[name]?.test(line))
    if (!kind && i === start) return false
    if (!kind) continue
    if (kinds.size === 0 && kind === 'to') return false
    // The subject stands first in few programs, and then a sender follows.
    if (kinds.size === 1 && kinds.has('subject') && kind !== 'from' && kind !== 'date') return false
    kinds.add(kind)
    if (/\S@\S/.test(line)) address = true
  }
  return (
    (kinds.has('subject') && kinds.size >= 3) ||
    (address && kinds.size >= 2 && !kinds.has('subject')) ||
    (address && kinds.has('from') && kinds.has('subject'))
  )
}
