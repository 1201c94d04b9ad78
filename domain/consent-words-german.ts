import type { StopWords } from './consent-language.ts'
import { anyOf, aroundOf, wholeOf } from './consent-words.ts'

const ho = '(?:o|oe)'
const nachrichten =
  '(?:(?:keine|weiteren|weitere|mehr|ihre|ihren|eure|euren|deine|die|diese|solche|solchen|derartigen|anderen) )*(?:nachrichten|nachricht|sms|mitteilungen|werbung|werbe sms|texte|whatsapps?)'
const mehr = '(?: (?:mehr|wieder|weiterhin|nie wieder|nie mehr))'
const zuSchreiben =
  '(?:(?:mir|mich|uns) )?(?:(?:nachrichten|sms|werbung|diese nachrichten|staendig|dauernd|standig) )*zu (?:schreiben|schicken|senden|kontaktieren|belastigen|belaestigen|nerven|simsen|texten)'
const liste =
  '(?:von|aus|vom|von der|aus der|aus dem|vom) ?(?:(?:ihrer|eurer|deiner|der|dieser|dem|ihrem|eurem|diesem) )?(?:liste|verteiler|verteilerliste|kontaktliste|sms liste|datenbank|newsletter|adressliste|kartei|system)'
const wunsch = `(?:ich|wir) (?:m${ho}chten?|will|wollen|wunsche|wuensche)(?: bitte)?`

export const german: StopWords = {
  language: 'de',
  ...aroundOf(
    'hallo|hi|hey|guten tag|guten morgen|guten abend|moin|servus|bitte|please|danke|vielen dank|danke schon|nein danke|ok|okay|sorry|entschuldigung|sofort|ab sofort|endlich|doch|jetzt|lg|mfg|mit freundlichen grussen|' +
      '(?:sie haben |ihr habt |das ist )?(?:die |eine )?falsche nummer|falsch verbunden|(?:ich habe |wir haben )?kein interesse(?: mehr)?|(?:ich bin |bin )?nicht(?: mehr)? interessiert|wer (?:sind sie|bist du|seid ihr|ist das)|ich kenne (?:sie|euch|dich) nicht|es reicht|das reicht|reicht jetzt|schluss|tschuss|(?:das ist )(?:spam|belastigung|belaestigung)|(?:das )?(?:habe ich|ich habe|hab ich|ich hab) (?:es )?(?:ihnen |euch |dir )?(?:schon|bereits)(?: mehrfach| oft| mehrmals)? (?:gesagt|geschrieben|gebeten)|zum letzten mal',
  ),
  asking:
    /^(?:(?:konnen|koennen|konnten|koennten) sie(?: bitte)?|(?:konnt|koennt|konntet|koenntet) ihr(?: bitte)?|(?:kannst|konntest|koenntest) du(?: bitte)?|(?:wurden|wuerden) sie(?: bitte)?|ich (?:bitte|ersuche) (?:sie|euch|dich)) /,
  clear: wholeOf(
    `keine (?:weiteren )?(?:nachrichten|nachricht|sms|mitteilungen|werbung|texte|whatsapps?)${mehr}(?: (?:bitte|senden|schicken|schreiben|zusenden|von ihnen|von euch|an mich|an diese nummer))*`,
    `keine weiteren (?:nachrichten|sms|mitteilungen|texte)(?: (?:bitte|senden|schicken|schreiben|zusenden|von ihnen|von euch|an mich|an diese nummer))*`,
    `(?:schick|schickt|schicken sie|schicke|sende|sendet|senden sie|schreib|schreibt|schreiben sie) (?:mir|uns) (?:bitte )?(?:ab sofort )?(?:keine|nichts)(?: ${nachrichten})?${mehr}`,
    `(?:schreib|schreibt|schreiben sie|schreibe|kontaktiere|kontaktiert|kontaktieren sie|belastigen sie|belaestigen sie|textet|simst) (?:mir|mich|uns) (?:bitte )?(?:ab sofort )?(?:nicht|nie)${mehr}`,
    `(?:mir |mich )?(?:bitte )?(?:mir |mich )?(?:ab sofort )?nicht mehr (?:(?:bei )?(?:mir|mich) )?(?:schreiben|anschreiben|kontaktieren|texten|belastigen|belaestigen)`,
    `(?:bitte )?keine (?:weitere )?kontaktaufnahme mehr`,
    `(?:h${ho}r|h${ho}rt|h${ho}ren sie|h${ho}re) (?:bitte )?(?:endlich |sofort )?(?:damit )?auf ${zuSchreiben}`,
    `(?:bitte )?(?:aufh${ho}ren|damit aufh${ho}ren) ${zuSchreiben}`,
    `(?:stoppen sie|stoppt|stoppe|stop|stopp|beenden sie|beendet) (?:bitte )?(?:die|diese|ihre|eure|alle|mit den) (?:nachrichten|sms|mitteilungen|texte)`,
    `${wunsch} (?:bitte )?(?:keine|nicht mehr) ?(?:weiteren |mehr )?(?:nachrichten|sms|mitteilungen|werbung)(?: mehr)?(?: von (?:ihnen|euch|dir))?(?: mehr)?(?: (?:erhalten|bekommen|empfangen|haben))?`,
    `${wunsch} nicht (?:mehr|weiter|langer|laenger) (?:von (?:ihnen|euch) )?(?:kontaktiert|angeschrieben|belastigt|belaestigt|angetextet) werden`,
    `(?:nehmen sie|nehmt|nimm|streichen sie|streicht|streich|loschen sie|loeschen sie|loscht|loesch|losch|entfernen sie|entfernt|entferne) (?:mich|uns|meine nummer|diese nummer|meine telefonnummer|meine handynummer) (?:bitte )?${liste}(?: (?:heraus|raus|runter))?`,
    `(?:mich|meine nummer|diese nummer) (?:bitte )?${liste} (?:nehmen|streichen|loschen|loeschen|entfernen|abmelden|austragen)`,
    `(?:melden sie mich|meldet mich|melde mich) (?:bitte )?${liste} ab`,
    `(?:tragen sie mich|tragt mich|trag mich) (?:bitte )?${liste} aus`,
    `${wunsch} (?:mich )?${liste} (?:abmelden|austragen|gestrichen werden|geloscht werden|geloescht werden|entfernt werden|runter)`,
  ),
  alone: wholeOf(
    `stopp(?: stopp)*`,
    `(?:schreib|schreibt|schreiben sie|kontaktieren sie|kontaktiert) (?:mir|mich) (?:bitte )?nicht`,
    `(?:ruf|ruft|rufen sie) mich (?:bitte )?nicht(?: mehr)? an|nicht mehr anrufen`,
    `(?:h${ho}r|h${ho}rt|h${ho}ren sie) (?:bitte )?auf mich anzurufen`,
    `(?:lass|lasst|lassen sie) mich (?:bitte )?(?:endlich )?in (?:ruhe|frieden)`,
    `(?:meine|diese) (?:nummer|telefonnummer|handynummer) (?:bitte )?(?:loschen|loeschen)`,
    `(?:loschen sie|loeschen sie|loscht|loescht|losch) (?:bitte )?(?:meine|diese) (?:nummer|telefonnummer|handynummer)`,
  ),
  and: / (?:und|sowie) /,
  doubt: anyOf(
    'fahre|auto|besprechung|meeting|beschaftigt|schlafe|spater|spaeter|morgen|nachher|vorerst|haha\\w*|hihi|spass|spa?ss|witz|scherz|(?:er|sie|meine?|jemand) (?:sagte|sagt|schrieb|schreibt)|hat gesagt|rufen sie mich an|ruf mich an|ruft mich an|sondern|lieber|ausser|solange|bis',
  ),
}
