// German promises. Most are said in the present tense, so a time has to stand beside them, or a word that points ahead.
import type { PromiseWords } from './promise-words.ts'

const numbers = 'ein|eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf'
const months =
  'jan(?:uar)?|feb(?:ruar)?|marz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?'
const whom = '(?:sie|dich|dir|ihnen|euch|ihn|uns|mich|es|das|ihr)'
const infinitives =
  '(?:anrufen|zuruckrufen|melden|schicken|senden|zusenden|zuschicken|mailen|schreiben|antworten|bescheid geben|bescheid sagen|bestatigen|prufen|klaren|abklaren|nachfragen|kummern|erledigen|bezahlen|zahlen|uberweisen|bringen|vorbeibringen|vorbeikommen|kommen|bestellen|liefern|besorgen|weiterleiten|informieren|nachreichen|da sein|kontaktieren|erstatten|reparieren|nachschauen|nachsehen|vereinbaren)'
const does =
  '(?:melde|rufe|ruf|schicke|schick|sende|maile|schreibe|schreib|antworte|gebe|geb|sage|sag|bestatige|prufe|klare|kummere|erledige|bezahle|zahle|uberweise|bringe|bring|komme|komm|bestelle|liefere|besorge|leite|informiere|reiche|kontaktiere|erstatte|repariere|schaue|schau|vereinbare)'
const do_ =
  '(?:melden|rufen|schicken|senden|mailen|schreiben|antworten|geben|sagen|bestatigen|prufen|klaren|kummern|erledigen|bezahlen|zahlen|uberweisen|bringen|kommen|bestellen|liefern|besorgen|leiten|informieren|reichen|kontaktieren|erstatten|reparieren|schauen|vereinbaren)'

export const german: PromiseWords = {
  future: [
    new RegExp(`\\b(?:ich werde|werde ich|wir werden|werden wir)\\b.*\\b${infinitives}\\b`),
    /\b(?:ich|wir) (?:melde|melden) (?:mich|uns)(?: \w+){0,3} (?:wieder|zuruck)\b/,
    /\b(?:melde|melden) (?:ich|wir) (?:mich|uns)\b(?!.*\b(?:wegen|weil|bezuglich)\b)/,
    new RegExp(`\\b(?:ich|wir) (?:rufe|rufen|ruf) (?:${whom} )?(?:\\w+ ){0,4}zuruck\\b`),
    new RegExp(`\\b(?:ich|wir) (?:gebe|geben|sage|sagen|geb|sag) (?:${whom} )?(?:\\w+ ){0,4}bescheid\\b`),
  ],
  present: [
    new RegExp(`\\b(?:ich ${does}|${does} ich|wir ${do_}|${do_} wir)\\b`),
    new RegExp(`^(?:${whom} )?${does}\\b`),
  ],
  ours: [
    new RegExp(
      `\\b(?:jemand|ein kollege|eine kollegin|unser(?:e)? \\w+|mein kollege|der techniker|das team)\\b.*\\b(?:wird|meldet|ruft|kommt|schickt|sendet)\\b`,
    ),
    /\bwird sich\b.*\b(?:jemand|kollege|kollegin|team|techniker)\b.*\bmelden\b/,
    /\b(?:sie|du|ihr) (?:bekommen|erhalten|bekommst|erhaltst|bekommt|erhaltet|horen von uns|horst von uns)\b/,
  ],
  hedges:
    /\b(?:vielleicht|eventuell|evtl|moglicherweise|hoffentlich|hoffe|wurde|konnte|nicht|nie|kein(?:e|en)?|wegen|weil|bezuglich|anbei|hiermit|gerade|versuche|sonst|ansonsten|sagten|hatte|hatten|seit|immer|jeden|sollte)\b/,
  condition: /\b(?:wenn|falls|sofern|sobald (?!wie moglich|moglich)|sollten sie|es sei denn|solange)\b/,
  notCondition: null,
  when: {
    days: [
      [/\bubermorgen\b/, 2],
      [/(?<!guten )(?<!heute )\bmorgen\b/, 1],
      [/\bheute\b/, 0],
    ],
    weekdays: ['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', '(?:samstag|sonnabend)', 'sonntag'],
    nextWeekday: null,
    months: months.split('|'),
    nextWeek: /\b(?:nachste|kommende) woche\b/,
    endOfWeek: /\b(?:ende der woche|diese woche|bis wochenende)\b/,
    endOfDay: /\b(?:ende des tages|feierabend|bis heute abend)\b/,
    parts: [
      [/\b(?:morgen fruh|fruh(?:morgens)?|vormittag|heute morgen|morgen vormittag)\b/, 12],
      [/(?:^|\W|[a-z])nachmittag/, 17],
      [/\babend/, 20],
      [/\bmittag\b/, 12],
    ],
    span: /\b(?:in|innerhalb von|binnen)(?: etwa| ca\.?| den nachsten)? (?<n>einer halben|einer|einem|ein paar|wenigen|\d{1,3}|zwei|drei|vier|funf|zehn) (?<u>minuten?|min|stunden?|(?:werk|arbeits)?tage?n?|wochen?)\b/,
    units: { minute: /^min/, hour: /^stunde/, day: /tag/, week: /^woche/ },
    times: [
      new RegExp(
        `\\b(?:um|bis|gegen|vor|nach|ab) (?<h>\\d{1,2}|${numbers})(?:[:.](?<m>\\d{2}))?(?: ?uhr)?(?! ?(?:\\.|tag|stunde|minute|woche|monat|euro|prozent|%|€)|\\d|[a-z])`,
      ),
      /\b(?<h>\d{1,2})(?:[:.](?<m>\d{2}))? ?uhr\b/,
      new RegExp(`\\bum halb (?<h>${numbers}|\\d{1,2})\\b`),
    ],
    noon: /\b(?:bis|um|zu) mittag\b/,
    numbers: Object.fromEntries([
      ...numbers.split('|').map((word, at): [string, number] => [word, at === 0 ? 1 : at]),
      ['einer', 1],
      ['einem', 1],
      ['einer halben', 0.5],
      ['ein paar', 3],
      ['wenigen', 3],
    ]),
    dates: [
      new RegExp(`\\b(?<d>\\d{1,2})\\. ?(?<mon>${months})\\b`),
      /\b(?<d>\d{1,2})\.(?<mo>\d{1,2})\.(?!\d{1,2}\b(?! uhr))/,
      /\b(?:am|bis zum|zum) (?<d>\d{1,2})\.(?!\d)/,
    ],
    later: /nachmittag|abend/,
    earlier: /fruh|vormittag|heute morgen/,
  },
}
