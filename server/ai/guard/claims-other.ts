// The commonest claims in six other languages. Fewer and looser than the English ones: an auxiliary verb, then within
// the sentence a participle that only an act has.
import type { Proof } from './actions.ts'
import type { ClaimPattern } from './claims-english.ts'

const whyBooked =
  'nothing was booked in this turn. Call book_appointment with the customer’s name, or do not say it'
const whyHandedOver = 'nobody was told. Call escalate first, or do not say it'
const whyMoved =
  'nothing was moved in this turn. Call move_appointment (confirmed, once the customer agreed), or do not say it'
const whyCanceled =
  'nothing was canceled in this turn. Call cancel_appointment (confirmed, once the customer agreed), or do not say it'
const whyNever = 'you cannot do that, and nobody did. Do not say it; call escalate if a person must do it'

const gap = '[^.!?]{0,80}?'
const claim = (kind: ClaimPattern['kind'], proofs: Proof[], why: string, source: string): ClaimPattern => ({
  kind,
  proofs,
  why,
  pattern: new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'giu'),
})
/** An auxiliary, a gap, a participle; German and Dutch put the "not" into the gap, so it must not stand there. */
const perfect = (auxiliaries: string, participles: string) =>
  `(?:${auxiliaries})(?!\\p{L})(?!${gap}(?<!\\p{L})(?:nicht|nichts|kein\\p{L}*|niet|geen|pas|jamais|non|não|no)(?!\\p{L}))${gap}(?<!\\p{L})(?:${participles})`

export const otherClaims: ClaimPattern[] = [
  // German
  claim(
    'done',
    ['booked', 'upcoming'],
    whyBooked,
    perfect(
      'habe|haben|ist|sind|wurde|wurden',
      'gebucht|reserviert|eingetragen|vereinbart|vorgemerkt|bestätigt',
    ),
  ),
  claim(
    'done',
    ['handed_over'],
    whyHandedOver,
    perfect('habe|haben|wurde|wurden', 'weitergeleitet|weitergegeben|informiert|benachrichtigt|übergeben'),
  ),
  claim(
    'promise',
    ['handed_over'],
    whyHandedOver,
    `meldet sich|melden (?:wir )?uns|(?:wird|werden) (?:sich|Sie|dich|Ihnen|dir)${gap}(?:melden|kontaktieren|anrufen|zurückrufen|antworten)|ruft (?:Sie|dich)|(?:wir|Kolleg\\p{L}+) rufen (?:Sie|dich)`,
  ),
  claim(
    'done',
    ['nothing'],
    whyNever,
    perfect(
      'habe|haben|wurde|wurden',
      'erstattet|bestellt|geschickt|gesendet|verschickt|gutgeschrieben|abgebucht',
    ),
  ),
  // French
  claim(
    'done',
    ['booked', 'upcoming'],
    whyBooked,
    perfect(
      "j'ai|nous avons|c'est|est|êtes|a été",
      'réservée?s?|confirmée?s?|planifiée?s?|enregistrée?s?|fixée?s?',
    ),
  ),
  claim(
    'done',
    ['handed_over'],
    whyHandedOver,
    perfect("j'ai|nous avons|a été", 'transmise?|transférée?|prévenue?|informée?|alertée?|signalée?'),
  ),
  claim(
    'promise',
    ['handed_over'],
    whyHandedOver,
    'vous (?:rappellera|rappellerons|contactera|contacterons|recontactera|recontacterons|répondra|répondrons)|(?:reviendra|reviendrons) vers vous|va vous (?:rappeler|contacter|répondre)',
  ),
  claim(
    'done',
    ['nothing'],
    whyNever,
    perfect("j'ai|nous avons|a été", 'remboursée?|commandée?|envoyée?|modifiée?'),
  ),
  // Spanish
  claim(
    'done',
    ['booked', 'upcoming'],
    whyBooked,
    perfect(
      'he|hemos|está|queda|ha quedado|ha sido',
      'reservad[oa]s?|agendad[oa]s?|confirmad[oa]s?|programad[oa]s?',
    ),
  ),
  claim(
    'done',
    ['handed_over'],
    whyHandedOver,
    perfect(
      'he|hemos|ha sido',
      'transmitid[oa]|reenviad[oa]|pasado|informado|avisado|notificado|derivad[oa]',
    ),
  ),
  claim(
    'promise',
    ['handed_over'],
    whyHandedOver,
    '(?:le|te|lo|la) (?:llamará|llamaremos|contactará|contactaremos|responderá|responderemos|escribirá)|se (?:pondrá|pondrán) en contacto|nos pondremos en contacto',
  ),
  claim(
    'done',
    ['nothing'],
    whyNever,
    perfect('he|hemos|ha sido|se ha', 'reembolsad[oa]|pedido|enviad[oa]|modificad[oa]'),
  ),
  // Portuguese
  claim(
    'done',
    ['booked', 'upcoming'],
    whyBooked,
    `(?:reservei|agendei|marquei|confirmei|reservamos|agendamos)|${perfect('está|foi|ficou', 'reservad[oa]|agendad[oa]|marcad[oa]|confirmad[oa]')}`,
  ),
  claim('done', ['handed_over'], whyHandedOver, 'encaminhei|transmiti|avisei|informei|notifiquei|repassei'),
  claim(
    'promise',
    ['handed_over'],
    whyHandedOver,
    '(?:entrará|entraremos|vai entrar|vão entrar) em contato|(?:ligará|ligaremos|vai ligar) para (?:você|si)',
  ),
  claim('done', ['nothing'], whyNever, 'reembolsei|alterei|enviei|encomendei'),
  // Italian
  claim(
    'done',
    ['booked', 'upcoming'],
    whyBooked,
    perfect(
      'ho|abbiamo|è|è stat[oa]|sei|siete',
      'prenotat[oaie]|confermat[oaie]|fissat[oaie]|riservat[oaie]',
    ),
  ),
  claim(
    'done',
    ['handed_over'],
    whyHandedOver,
    perfect('ho|abbiamo', 'inoltrato|trasmesso|avvisato|informato|passato|segnalato'),
  ),
  claim(
    'promise',
    ['handed_over'],
    whyHandedOver,
    '(?:la|ti|vi) (?:richiamerà|richiameremo|contatterà|contatteremo|risponderà|risponderemo)',
  ),
  claim(
    'done',
    ['nothing'],
    whyNever,
    perfect('ho|abbiamo|è stat[oa]', 'rimborsat[oa]|ordinat[oa]|inviat[oa]|spedit[oa]'),
  ),
  // Dutch
  claim(
    'done',
    ['booked', 'upcoming'],
    whyBooked,
    perfect('heb|hebben|is|staat|bent', 'geboekt|gereserveerd|ingepland|bevestigd|vastgelegd'),
  ),
  claim(
    'done',
    ['handed_over'],
    whyHandedOver,
    perfect('heb|hebben|is', 'doorgegeven|doorgestuurd|geïnformeerd|gewaarschuwd|overgedragen'),
  ),
  claim(
    'promise',
    ['handed_over'],
    whyHandedOver,
    `(?:neemt|nemen)${gap}contact (?:met u |met je )?op|(?:belt|bellen) (?:u|je)|zal (?:u|je)${gap}(?:bellen|contacteren|antwoorden)`,
  ),
  claim(
    'done',
    ['nothing'],
    whyNever,
    perfect('heb|hebben|is', 'terugbetaald|besteld|verstuurd|verzonden|gewijzigd'),
  ),
  // Moved and canceled, in all of them
  ...[
    ['habe|haben|wurde|wurden|ist|sind', 'verschoben|verlegt|umgebucht', 'storniert|abgesagt|gestrichen'],
    ["j'ai|nous avons|a été|est", 'déplacée?|reportée?|décalée?', 'annulée?'],
    [
      'he|hemos|ha sido|se ha|queda|está',
      'cambiad[oa]|movid[oa]|reprogramad[oa]|aplazad[oa]',
      'cancelad[oa]|anulad[oa]',
    ],
    [
      'foi|está|ficou|temos|tenho',
      'remarcad[oa]|reagendad[oa]|movid[oa]|adiad[oa]',
      'cancelad[oa]|desmarcad[oa]',
    ],
    [
      'ho|abbiamo|è stat[oa]|è',
      'spostat[oa]|rinviat[oa]|riprogrammat[oa]',
      'annullat[oa]|cancellat[oa]|disdett[oa]',
    ],
    ['heb|hebben|is', 'verplaatst|verzet|verschoven', 'geannuleerd|afgezegd'],
  ].flatMap(([auxiliaries = '', moved = '', canceled = '']) => [
    claim('done', ['moved'], whyMoved, perfect(auxiliaries, moved)),
    claim('done', ['canceled'], whyCanceled, perfect(auxiliaries, canceled)),
  ]),
  claim('done', ['moved'], whyMoved, 'remarquei|reagendei|remarcamos'),
  claim('done', ['canceled'], whyCanceled, 'cancelei|cancelamos|desmarquei'),
]
