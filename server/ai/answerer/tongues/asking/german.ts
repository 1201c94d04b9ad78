import type { Asking } from './asking.ts'

export const german: Asking = {
  greeting:
    /^(?:hallo|hi|hey|moin(?: moin)?|servus|gruss gott|guten (?:tag|morgen|abend)|schonen guten tag)\b[ ,!.]*(?:zusammen|liebes team)?[ ,!.]*/,
  thanks: /^(?:(?:vielen|besten|lieben|herzlichen) dank|danke(?:schon)?)\b/,
  bye: /^(?:tschuss|auf wiedersehen|bis (?:dann|bald|morgen)|ciao|schonen (?:tag|abend)(?: noch)?)[ !.]*$/,
  aboutAi:
    /\b(?:bist du|sind sie|ist das|spreche ich mit|schreibe ich mit|rede ich mit)\b.*\b(?:bot|roboter|ki|mensch(?:en)?|maschine|computer|echt(?:e|er)?)\b/,
  carried:
    /\b(?:absagen|stornieren|canceln|abzusagen|verschieben|verlegen|umbuchen|buchen|vereinbaren|ausmachen|mein(?:en|em)? termin|einen termin|termin (?:am|um|fur|machen|haben)|habe ich (?:noch )?einen termin|menschen|mitarbeiter(?:in)? (?:sprechen|reden)|(?:sprechen|reden) mit|beschwer\w*|unverschamt|frechheit|notfall ist|blut(?:e|et)|brennt|gasgeruch|riecht nach gas|rohrbruch|wasserrohrbruch|starke schmerzen|zuruckruf\w*|ruckruf)\b/,
  policy:
    /\b(?:wie lange vorher|bis wann|kostenlos|kostenfrei|gebuhr\w*|was passiert|kostet es|wie kurzfristig|frist)\b/,
  topics: [
    [
      'hours',
      /\b(?:offnungszeit(?:en)?|geschaftszeiten|sprechzeit(?:en)?|sprechstunden?|geoffnet|offen|offnet|geschlossen|schliesst|(?:macht|machen|habt|haben) (?:ihr|sie)(?: \w+){0,3} (?:auf|zu)|(?:arbeitet ihr|arbeiten sie) am)\b/,
    ],
    ['duration', /\b(?:wie lange (?:dauert|dauern|braucht|brauchen)|(?:dauer|dauert))\b/],
    [
      'price',
      /\b(?:was kostet|was kosten|wie ?viel kostet|wie ?viel kosten|wie teuer(?: ist| sind)?|preis(?:e|liste)?(?: fur)?|was verlangen sie|was nehmt ihr fur|was nehmen sie fur|kosten fur)\b/,
    ],
    [
      'services',
      /\b(?:welche leistungen|leistungen|was bietet ihr(?: alles)?(?: an)?|was bieten sie(?: alles)?(?: an)?|welche behandlungen|angebote?)\b/,
    ],
    ['phone', /\b(?:telefonnummer|telefonisch|telefon|nummer|anrufen|erreiche ich|erreichen)\b/],
    ['email', /\b(?:e-?mail(?:-?adresse)?|mailadresse)\b/],
    ['website', /\b(?:webseite|website|homepage|internetseite)\b/],
    [
      'location',
      /\b(?:wo (?:seid ihr|sind sie|befindet|befinden|finde ich|liegt|ist (?:die|das|der|ihr|ihre|eure|euer))|adresse|anfahrt|anschrift|wie komme ich zu|standort|wo ist)\b/,
    ],
  ],
  question:
    /\?|^(?:und |ach |ok |aber )?(?:wann|was|wo|wie|wer|warum|wieso|welche[rnsm]?|kann|konnen|konnt|darf|durfen|habt|haben|hat|gibt|ist|sind|seid|nehmt|nehmen|macht|machen|bietet|bieten|muss|brauche|akzeptiert|wohin|woher|ab wann|bis wann|fur wen)\b|ich (?:wollte|mochte|wurde gerne?) (?:fragen|wissen)/,
  joint: /,? und (?=(?:wann|was|wo|wie|kann|haben sie|habt ihr|gibt es)\b)/,
  negation: /\b(?:nicht|kein(?:e|en|er|em)?|ohne|ausser)\b/,
  weekdays: [
    /\bmontags?\b/,
    /\bdienstags?\b/,
    /\bmittwochs?\b/,
    /\bdonnerstags?\b/,
    /\bfreitags?\b/,
    /\b(?:samstags?|sonnabends?)\b/,
    /\bsonntags?\b/,
  ],
  days: [
    [/\bwochenende\b/, 'saturday and sunday'],
    [/\bubermorgen\b/, 'in 2 days'],
    [/\bmorgen\b/, 'tomorrow'],
    [/\bheute(?: abend| nachmittag)?\b/, 'today'],
  ],
  now: /\b(?:jetzt|gerade|aktuell|momentan|noch)\b/,
  holidays: /\bfeiertag(?:e|en|s)?\b/,
  feasts: [
    [/\b(?:heiligabend|heilig abend)\b/, 'christmas eve'],
    [/\bweihnacht(?:en|stag|sfeiertag)?\b/, 'christmas'],
    [/\bsilvester\b/, "new year's eve"],
    [/\bneujahr\b/, "new year's day"],
    [/\bkarfreitag\b/, 'good friday'],
    [/\boster(?:n|montag|sonntag)\b/, 'easter'],
  ],
  kinds: [
    { asked: /\b(?:warum|wieso|weshalb)\b/, told: /\b(?:weil|denn|damit|wegen|warum|grund)\b/ },
    {
      asked: /\bwer\b|\bwem\b|\bwessen\b/,
      told: /\b(?:wer|wem|herr|frau|dr|team|inhaber(?:in)?|meister(?:in)?)\b/,
    },
    {
      asked: /\b(?:wie ?viele?|wie alt|wie hoch|was kostet|wie teuer|wie gross|wie weit|wie lange)\b/,
      told: /\d|\b(?:ein|eine|einen|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwolf|kostenlos|gratis|kostenfrei|halbe[ns]?)\b/,
    },
    {
      asked: /\b(?:seit wann|wann|ab wann|bis wann)\b/,
      told: /\d|\b(?:wann|tag(?:e|en)?|woche|monat|jahr(?:en)?|stunden?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|jederzeit|immer|sofort|vorher)\b/,
    },
  ],
}
