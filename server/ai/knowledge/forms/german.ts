import { buildForms } from './build.ts'

const vowel = /[aeiouy]/

/** Where the first consonant after a vowel ends: endings are cut behind it only. */
function regionAfter(word: string, from: number): number {
  let i = from
  while (i < word.length && !vowel.test(word[i] ?? '')) i++
  while (i < word.length && vowel.test(word[i] ?? '')) i++
  return Math.min(i + 1, word.length)
}

/** The stemmer of the database (Snowball), for words without umlauts; "ae" for "ä" is the same word. */
function stem(raw: string): string {
  if (/\d/.test(raw)) return raw
  let w = raw
    .replace(/ß/g, 'ss')
    .replace(/(?<![aeq])ue/g, 'u')
    .replace(/ae/g, 'a')
    .replace(/oe/g, 'o')
  const first = Math.max(3, regionAfter(w, 0))
  const second = regionAfter(w, regionAfter(w, 0))
  const cut = (pattern: RegExp, region: number): boolean => {
    const found = pattern.exec(w)
    if (!found || found.index < region) return false
    w = w.slice(0, found.index)
    return true
  }
  if (!cut(/(?:ern|em|er)$/, first) && !cut(/(?:nen|en|es|e)$/, first)) cut(/(?<=[bdfghklmnrt])s$/, first)
  if (!cut(/(?:est|en|er)$/, first)) cut(/(?<=.{3}[bdfghklmnt])st$/, first)
  if (cut(/(?:end|ung)$/, second)) cut(/(?<!e)ig$/, second)
  else if (!cut(/(?<!e)(?:ig|ik|isch)$/, second) && !cut(/(?:lich|heit)$/, second) && cut(/keit$/, second))
    cut(/(?:lich|ig)$/, second)
  return w
}

export const german = buildForms({
  stem,
  compoundsFrom: 5,
  stop: `aber alle allem allen aller als also am an ans auch auf aus bei beim bin bis bist bitte da dafür damit dann das dass
    dein deine dem den denn der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer
    eines er es etwa etwas euch euer eure eurem euren eurer für gab gäbe geben gibt gern gerne guten tag hallo hab habe haben
    habt hat hatte hätte hätten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jemand kann kannst können
    könnt könnte könnten man mal mein meine meinem meinen meiner mich mir mit möchte möchten möglich muss müssen nach nein
    nicht noch nun nur ob oder per schon sehr sein seid sich sie sind so soll sollte sollten über um und uns unser unsere
    unter vielleicht vom von vor wann war warum was weil welche welchem welchen welcher welches wenn wer werde werden wie wir
    wird wissen wo wofür wohin würde würden zu zum zur danke frage darf dürfen eigentlich irgendwie grüße guten morgen abend
    dazu davon daran je jetzt gerade lieber bieten bietet anbieten machen macht tun wären wäre will wollen wollte moin`,
  weak: `praxis firma geschäft laden betrieb unternehmen team kunde kunden kundin patient patienten leute person personen tag
    zeit heute art weise nehmen annehmen akzeptieren akzeptiert nehmt nutzen verfügbar möglichkeit angebot information
    informationen bekommen erhalten kommen finden brauchen benötigen gehen geht`,
  meanings: {
    price: 'preis preise kosten kostet kostenpflichtig gebühr gebühren tarif',
    pay: 'bezahlen zahlen zahlung bezahlung zahlungsmittel zahlungsarten gezahlt bezahlt',
    card: 'karte karten kartenzahlung kreditkarte kreditkarten girokarte ec bankkarte',
    cash: 'bar bargeld barzahlung',
    accept: 'annehmen akzeptieren nehmen akzeptiert nehmt',
    parking: 'parkplatz parkplätze parken stellplatz stellplätze parkmöglichkeit parkmöglichkeiten',
    child: 'kind kinder kindern',
    dog: 'hund hunde hunden',
    cat: 'katze katzen',
    insurance: 'versicherung versicherungen versichert',
    health: 'krankenkasse krankenkassen kasse kassen krankenversicherung',
    guarantee: 'garantie gewährleistung',
    discount: 'rabatt rabatte ermäßigung ermäßigungen nachlass',
    voucher: 'gutschein gutscheine geschenkgutschein',
    refund: 'erstattung rückerstattung rückgeld erstatten',
    delivery: 'lieferung liefern versand versenden liefert',
    wheelchair: 'rollstuhl rollstuhlgerecht barrierefrei barrierefreiheit rollstuhlfahrer',
    wifi: 'wlan wifi internet',
    toilet: 'toilette toiletten wc',
    cancel: 'absagen abgesagt stornieren storno stornierung absage',
    appointment: 'termin termine terminen',
    bring: 'mitbringen mitgebracht',
    repair: 'reparatur reparieren reparaturen repariert',
    clean: 'reinigung reinigen',
    emergency: 'notfall notfälle notdienst',
    warranty: 'gewährleistung garantie',
    invoice: 'rechnung rechnungen',
    instalment: 'rate raten ratenzahlung',
    treat: 'behandeln behandlung behandelt',
    language: 'sprache sprachen sprechen sprecht',
    open: 'geöffnet offen auf',
  },
})
