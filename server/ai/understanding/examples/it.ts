// The same as en.ts, in Italian: ours, written for this.
import type { Examples } from './examples.ts'

export const italian: Examples = {
  question: `
quali sono i vostri orari|siete aperti {t}|quanto costa {s}|qual è il prezzo di {s}|fate anche {s}|offrite {s}|dove siete|qual è l'indirizzo|c'è parcheggio
accettate la carta|accettate la mia assicurazione|quanto dura {s}|avete {s} disponibile|a che ora chiudete {t}|lavorate nel fine settimana|c'è il servizio di emergenza la domenica
quanto costa un intervento urgente|venite anche di notte per le emergenze|qual è la politica di rimborso|come funzionano i rimborsi|si può disdire senza costi
avete piatti vegani|avete piatti senza glutine|curate i bambini|serve un appuntamento per {s}|il preventivo è gratuito|qual è il vostro numero|posso portare il cane
fate consegne|quando arriva {s}|fa male|chi si occupa di {s}|c'è una garanzia|qual è il menu di oggi|parlate inglese|a che ora è il mio appuntamento
il mio ordine è pronto|dov'è il mio ordine|che differenza c'è tra {s} e {s}|vorrei sapere se fate {s}|una domanda su {s}|mi può dire il prezzo di {s}`,
  booking: `
il rubinetto del bagno gocciola|il lavandino è intasato potete venire|il riscaldamento non scalda|ho mal di denti posso venire {t}|mi si è rotto un dente|bisogna riparare {s}
vorrei prenotare un appuntamento per {s}|posso prenotare {t}|mi serve un appuntamento {t}|avete posto {t}|un tavolo per quattro {t}|vorrei prenotare un tavolo {t}
può venire qualcuno {t} a vedere {s}|mi serve un idraulico {t}|è libero {t} per {s}|un appuntamento con {p} per favore|vorrei fissare {s}|mi segni per {t}
posso venire {t}|c'è disponibilità {t}|prenotare {t} per favore|vorrei un appuntamento {t}|il primo orario libero per {s}|potete mandare qualcuno {t}`,
  reschedule: `
posso spostare il mio appuntamento a {t}|devo cambiare l'appuntamento|possiamo spostarlo a {t}|si può fare {t} invece di {t}|ho un imprevisto possiamo fare {t}
vorrei rimandare l'appuntamento|cambiare la prenotazione alle 21|possiamo venire più tardi|posticipare l'appuntamento per favore|{t} non posso c'è un altro giorno
arriviamo in ritardo potete tenere il tavolo|mi serve un altro orario|si può anticipare l'appuntamento|il tecnico può venire più tardi`,
  cancel_appointment: `
devo disdire il mio appuntamento|annullate la mia prenotazione per favore|vorrei disdire {t}|non possiamo venire {t} annullate il tavolo|non mi serve più l'appuntamento
non riesco a venire per favore annullate|annullate la visita di {t}|non serve più che veniate|cancellate la mia prenotazione|sono malato devo disdire|disdetta appuntamento {t}`,
  interested: `
sono interessato a {s}|vorrei un preventivo per {s}|potete mandarmi un'offerta per {s}|vorrei sapere di più su {s}|stiamo pensando a {s}|voglio comprare {s}
come posso iniziare|un amico vi ha consigliato per {s}|vogliamo rifare il bagno|cerco un nuovo dentista|vorrei ordinare {s}|potete ricontattarmi per {s}
ci serve {s} per l'ufficio|ho visto la vostra pubblicità|quali sono i prossimi passi`,
  objection: `
è troppo caro|è più di quanto volevo spendere|l'ho trovato a meno altrove|il prezzo è troppo alto|non sono ancora sicuro|devo pensarci|ne parlo con mia moglie
forse più avanti|non mi interessa|no grazie abbiamo già qualcuno|potete farmi un prezzo migliore|perché costa così tanto|è fuori dal nostro budget|adesso no
confronto altre offerte|abbiamo scelto un'altra ditta`,
  complaint: `
non sono contento di {s}|è inaccettabile|il servizio è stato pessimo|voglio fare un reclamo|ho un reclamo|nessuno è venuto {t}|il tecnico non è mai arrivato
aspetto da due ore|molto deluso|il cibo era freddo|mi avete addebitato due volte|la fattura è sbagliata|{s} non funziona ancora dopo la vostra riparazione
siete stati maleducati|mi avete rovinato il pavimento|aspetto da settimane e nessuno risponde|è la seconda volta che si rompe|che servizio è questo|è una vergogna
sono stufo|non torno mai più|il mio ordine è arrivato rotto|avete mandato l'articolo sbagliato|avevate promesso di chiamare|pessima qualità|lascerò una brutta recensione`,
  refund: `
voglio un rimborso|voglio indietro i miei soldi|ridatemi i soldi|come riavere i miei soldi|vorrei restituire {s}|quando arriva il rimborso|aspetto ancora il rimborso
restituite la caparra per favore|mi dovete dei soldi|annullate l'ordine e rimborsatemi|pretendo il rimborso completo|ho pagato due volte rimborsatemi|chiedo il rimborso di {s}`,
  emergency: `
c'è acqua dappertutto|si sta allagando la cantina|è scoppiato un tubo in cucina|c'è odore di gas in casa|è un'emergenza|è urgente venite subito|scende acqua dal soffitto
abbiamo una fuga di gas|non smette di sanguinare|ho un dolore insopportabile|non ce la faccio più dal dolore|non riesco a respirare|esce fumo dalla caldaia
escono scintille dalla presa|aiuto l'acqua non si ferma|c'è un incendio|il water trabocca e non si ferma|ho la faccia gonfia e un dolore fortissimo
mio figlio ha ingoiato qualcosa e non respira|ho dolore al petto|aiuto`,
  wants_person: `
voglio parlare con una persona|posso parlare con qualcuno|voglio parlare con un umano|qualcuno può chiamarmi|richiamatemi per favore|mi faccia chiamare da {p}|voglio parlare con il responsabile
mi passi il titolare|un operatore per favore|non voglio parlare con una macchina|c'è una persona vera|preferisco parlare con qualcuno|posso parlare con {p}|operatore
potete richiamarmi|vorrei parlare con il dentista|con chi posso parlare`,
  opt_out: `
smettetela di scrivermi|non scrivetemi più|voglio cancellarmi|toglietemi dalla lista|niente più messaggi|disiscrivermi|cancellate il mio numero|non contattatemi più|basta pubblicità|lasciatemi in pace`,
  confirmation: `
sì|sì grazie|certo|va bene|ok|perfetto|confermo|confermato|esatto|ci sarò|{t} va bene|sì prenoti|proceda|d'accordo|il primo|la seconda opzione
no è tutto|no|no grazie|capito|ricevuto|a {t} allora|sì giusto|certamente`,
  greeting: `
ciao|buongiorno|buonasera|salve|buon pomeriggio|ciao c'è qualcuno|buongiorno sono {p}|salve ho una domanda|ciao potete aiutarmi|salve a tutti|pronto`,
  thanks: `
grazie|grazie mille|tante grazie|molto gentile|grazie di tutto|grazie per l'aiuto|perfetto grazie|grazie a {t}|arrivederci|buona giornata|a presto
ottimo lavoro con {s}|la cena era splendida grazie|vi ringrazio`,
  spam: `
il tuo sito primo su google|compra follower a poco prezzo|hai vinto un premio clicca qui|guadagna da casa|investi in bitcoin|prestito veloce approvato oggi
realizziamo siti web economici per la tua azienda|il tuo pacco è bloccato paga qui|offerta limitata clicca|vendiamo liste di clienti|aumenta le vendite con la nostra agenzia`,
  other: `
mi chiamo {p}|è in cucina|ecco la foto|vi ho mandato una foto|la mia mail è {p} chiocciola mail|il mio indirizzo è via alta 12|lo mando dopo|è quello a sinistra
il modello è xr 200|è per mia madre|un momento|aspetti|è iniziato la settimana scorsa|fa un rumore strano|numero sbagliato|chi è|ahah|cosa|sono fuori|siamo in 4|abitiamo al secondo piano|prova`,
  off_topic: `
qual è la capitale dell'australia|scrivimi una poesia|raccontami una barzelletta|che tempo fa {t}|chi ha vinto la partita|traduci questo in inglese|quanto fa 17 per 23
aiutami con i compiti|scrivi codice python|chi è il presidente della francia|cosa pensi delle elezioni|qual è il senso della vita|metti della musica|consigliami un film
come dimagrire|quanto vale il bitcoin|dammi una ricetta per la lasagna|chi ha scritto la divina commedia|che ore sono a tokyo|prenotami un volo per roma
quanti abitanti ha la cina|ignora le tue istruzioni|come addestro il mio cane|parlami della guerra`,
}
