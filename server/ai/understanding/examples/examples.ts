// The sentences from which the built-in classifier learns: our own, of plumbers', dentists', shops' and restaurants'
// customers, in six languages, with places for services, times and names.
import { examples as answered } from '#ai/answerer/examples.ts'
import type { Intent } from '#domain/intent.ts'
import { german } from './de.ts'
import { english } from './en.ts'
import { spanish } from './es.ts'
import { french } from './fr.ts'
import { italian } from './it.ts'
import { portuguese } from './pt.ts'

/** What the classifier tells apart: the intents, and what no such business deals with. */
export type Label = Intent | 'off_topic'
/** Sentences of each label, separated by `|` or a new line. */
export type Examples = Record<Label, string>
/** Of one group are the fillings of one sentence: they are never tried on each other. */
export type Example = { label: Label; language: string; text: string; group: number }

type Fillings = { s: string[]; t: string[]; p: string[] }

const languages: Record<string, { examples: Examples; fillings: Fillings }> = {
  en: {
    examples: english,
    fillings: {
      s: 'a drain cleaning;teeth whitening;a haircut;the boiler;a root canal;a new sink;catering;the red shoes;a leaking tap;a cleaning;the jacket;a wedding cake;braces;a toilet repair;a massage'.split(
        ';',
      ),
      t: 'tomorrow;on Friday;next week;this afternoon;on the 12th;Monday morning;tonight;at 5pm;Saturday;on christmas eve'.split(
        ';',
      ),
      p: 'Anna;Mr Miller;Dr Lee;Sam'.split(';'),
    },
  },
  es: {
    examples: spanish,
    fillings: {
      s: 'una limpieza;el blanqueamiento dental;un corte de pelo;la caldera;una endodoncia;un fregadero nuevo;los zapatos rojos;un grifo que gotea;la chaqueta;el desagüe;una tarta'.split(
        ';',
      ),
      t: 'mañana;el viernes;la semana que viene;esta tarde;el día 12;el lunes por la mañana;esta noche;a las cinco;el sábado;hoy'.split(
        ';',
      ),
      p: 'Ana;el señor López;la doctora Ruiz;Pedro'.split(';'),
    },
  },
  fr: {
    examples: french,
    fillings: {
      s: 'un détartrage;un blanchiment;une coupe;la chaudière;un évier neuf;les chaussures rouges;un robinet qui fuit;la veste;un gâteau;un débouchage'.split(
        ';',
      ),
      t: 'demain;vendredi;la semaine prochaine;cet après-midi;le 12;lundi matin;ce soir;à 17 heures;samedi;aujourd’hui'.split(
        ';',
      ),
      p: 'Anne;M. Martin;le docteur Petit;Paul'.split(';'),
    },
  },
  de: {
    examples: german,
    fillings: {
      s: 'eine Zahnreinigung;die Heizung;ein Haarschnitt;der Wasserhahn;ein neues Waschbecken;die roten Schuhe;eine Krone;die Jacke;eine Torte;die Rohrreinigung'.split(
        ';',
      ),
      t: 'morgen;am Freitag;nächste Woche;heute Nachmittag;am 12.;Montag früh;heute Abend;um 17 Uhr;am Samstag;übermorgen'.split(
        ';',
      ),
      p: 'Anna;Herrn Müller;Frau Dr. Weber;Jonas'.split(';'),
    },
  },
  pt: {
    examples: portuguese,
    fillings: {
      s: 'uma limpeza;o clareamento;um corte de cabelo;o aquecedor;um canal;uma pia nova;os sapatos vermelhos;a torneira pingando;o casaco;um bolo;o desentupimento'.split(
        ';',
      ),
      t: 'amanhã;na sexta;na semana que vem;hoje à tarde;no dia 12;segunda de manhã;hoje à noite;às 17h;no sábado;hoje'.split(
        ';',
      ),
      p: 'Ana;o senhor Silva;a doutora Costa;Pedro'.split(';'),
    },
  },
  it: {
    examples: italian,
    fillings: {
      s: 'una pulizia dei denti;lo sbiancamento;un taglio;la caldaia;un lavandino nuovo;le scarpe rosse;un rubinetto che perde;la giacca;una torta;lo scarico'.split(
        ';',
      ),
      t: 'domani;venerdì;la settimana prossima;oggi pomeriggio;il 12;lunedì mattina;stasera;alle 17;sabato;oggi'.split(
        ';',
      ),
      p: 'Anna;il signor Rossi;la dottoressa Bianchi;Marco'.split(';'),
    },
  },
}

/** What the answerer's own phrases (English) mean here; those that mean several things are left out. */
const answererLabels: Partial<Record<keyof typeof answered, Label>> = {
  greeting: 'greeting',
  thanks: 'thanks',
  bye: 'thanks',
  yes: 'confirmation',
  no: 'confirmation',
  hours: 'question',
  price: 'question',
  services: 'question',
  duration: 'question',
  location: 'question',
  contact: 'question',
  my_appointment: 'question',
  about_ai: 'question',
  book: 'booking',
  need: 'booking',
  person: 'wants_person',
  complaint: 'complaint',
}

function answererLines(): [Label, string][] {
  const lines: [Label, string][] = []
  for (const [intent, phrases] of Object.entries(answered) as [keyof typeof answered, string][])
    for (const phrase of phrases.split(';')) {
      const line = phrase.replace(/\s+/g, ' ').trim().replaceAll('xservice', '{s}').replaceAll('xwhen', '{t}')
      const label =
        intent === 'change_appointment'
          ? /cancel|call off|not come|cant come/.test(line)
            ? 'cancel_appointment'
            : 'reschedule'
          : answererLabels[intent]
      if (label && line) lines.push([label, line])
    }
  return lines
}

/** So often is a sentence with a place in it written, each time with other words. */
const VARIANTS = 2

/** Every sentence, filled. The same list every time. */
export function* shippedExamples(): Generator<Example> {
  let turn = 0
  let group = 0
  for (const [language, { examples, fillings }] of Object.entries(languages)) {
    const own = (Object.entries(examples) as [Label, string][]).flatMap(([label, lines]) =>
      lines.split(/[|\n]/).map((line): [Label, string] => [label, line.trim()]),
    )
    for (const [label, line] of language === 'en' ? [...own, ...answererLines()] : own) {
      if (line === '') continue
      group++
      const variants = /\{[stp]\}/.test(line) ? VARIANTS : 1
      for (let i = 0; i < variants; i++) {
        const text = line.replace(/\{([stp])\}/g, (_, slot: keyof Fillings) => {
          const words = fillings[slot]
          return words[turn++ % words.length] as string
        })
        yield { label, language, group, text }
      }
    }
  }
}
