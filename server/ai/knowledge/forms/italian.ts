import { buildForms } from './build.ts'
import { cutEndings, step } from './endings.ts'

const steps = [
  step(4, 'arlo arla arli arle armi arci arsi erlo erla ersi irlo irla irsi'),
  step(
    3,
    `azioni azione atori atore atrice imenti imento amenti amento abili abile ibili ibile isti ista mente anze anza ioni ione
     eremmo eranno eremo iranno avamo avano evano ivano ando endo ava eva iva arono irono erono ate ete ite ata ati ato ute uta
     uti uto ita iti ito iamo are ere ire ano ono ai ei hi he ia io ie ii a e i o`.replace(/\s+/g, ' '),
  ),
]

const stem = (word: string): string =>
  cutEndings(word, steps)
    .replace(/(?<=..)h$/, '')
    .replace(/(?<=..[cg])i$/, '')

export const italian = buildForms({
  stem,
  stop: `a ad agli ai al alcuni alla alle allo anche ancora avere avete abbiamo avrei bene buona buongiorno buonasera c che chi ci
    ciao come con cosa cos così cui d da dagli dai dal dalla dalle dei del dell della delle dello di domanda dove dopo due e è
    ed era essere fa fanno fare fate fra gli grazie ha hanno ho i il in io l la le lei lo loro lui ma me mi mia mie miei mio
    molto ne nei nel nella nelle nessuno no noi non nostra nostro o ogni per perché però più poi posso possiamo potrei può
    possono prego prima qual quale quali quando quanta quante quanti quanto quel quella quelle quelli quello questa queste
    questi questo qui salve sapere se sei si sì sia siamo siete solo sono sta stato su sua sue sul sulla suo suoi te ti tra tu
    tua tuo tutta tutte tutti tutto un una uno va vi voglio voi vorrei vostra vostri vostro favore cortesia giorno giorni offrite
    c'è avrebbe potete potrebbe dev devo`,
  weak: `azienda negozio studio salone ditta cliente clienti gente persona persone oggi tempo modo tipo accettare accettate accetta
    prendete usare disponibile opzione possibile informazione informazioni venire trovare portare servizio servizi`,
  meanings: {
    price: 'prezzo prezzi costa costano costo costi tariffa tariffe listino',
    pay: 'pagare pagamento pagamenti paga',
    card: 'carta carte bancomat',
    cash: 'contanti contante',
    accept: 'accettare accettate accetta accettano prendete ammessi ammesso',
    parking: 'parcheggio parcheggi parcheggiare',
    child: 'bambino bambini bambina bambine figlio figli',
    dog: 'cane cani',
    cat: 'gatto gatti',
    insurance: 'assicurazione assicurazioni',
    guarantee: 'garanzia garanzie',
    discount: 'sconto sconti promozione promozioni',
    voucher: 'regalo',
    refund: 'rimborso rimborsi rimborsare',
    delivery: 'consegna consegne spedizione spedizioni consegnare consegnate',
    wheelchair: 'sedia rotelle accessibile accessibilità disabili',
    wifi: 'wifi internet',
    toilet: 'bagno bagni toilette',
    cancel: 'annullare annullamento disdire disdetta cancellare cancellazione',
    appointment: 'appuntamento appuntamenti',
    bring: 'portare',
    repair: 'riparare riparazione riparazioni',
    clean: 'pulire pulizia pulizie',
    emergency: 'emergenza emergenze urgenza urgenze',
    invoice: 'fattura fatture',
    instalment: 'rata rate rateale',
    treat: 'trattare trattamento curare curate',
    language: 'lingua lingue parlare parlate',
  },
})
