import { describe, expect, it } from 'vitest'
import { matchKeyword } from './consent.ts'
import { findStopRequest, type StopLanguage } from './consent-language.ts'

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const asked: Record<StopLanguage, string> = {
  en: `
    please stop texting me
    Stop texting me!!
    STOP MESSAGING ME
    Can you please stop texting me?
    could you stop sending me these messages
    i want you to stop texting me
    Wrong number, stop texting
    wrong number please take me off your list
    You have the wrong number. Stop messaging this number.
    take me off your list
    Please remove my number from your list, thank you
    remove this number
    remove me from this text list now
    unsubscribe me
    pls unsuscribe
    I want to unsubscribe from these texts
    opt me out of all messages
    I would like to opt out
    No more texts please
    no more messages from you
    Don't text me anymore
    do not contact me again
    don’t ever message me again
    never text this number again
    don't call
    I don't want to receive any more messages from you
    I no longer wish to receive texts
    we do not want your text messages anymore
    I don't want to be contacted anymore
    leave me alone
    plz stop txting me
    please stop texing me
    stop mesaging me
    Please stop
    stop please!
    stop stop stop
    Not interested. Stop sending me messages
    I already told you to stop texting me
    hey, we sold the house, please take us off your list
    Who is this? Stop texting me
    This is harassment. Quit texting me now
    please stop texting me and take me off your list
    stop texting and calling me
    Hi, sorry, I moved to another city last year and I never asked for these. Please stop texting me. Thanks
    “Please stop texting me.”
    lose my number
    i revoke my consent to receive text messages
    stop with the texts
    stop texting this phone number
    please cease all communications`,
  es: `
    no más mensajes
    No mas mensajes por favor
    por favor dejen de escribirme
    Deje de mandarme mensajes
    ya no me escriban
    no me escriban más, gracias
    no quiero recibir más mensajes
    ya no quiero mensajes de ustedes
    Basta de mensajes
    ¿Pueden dejar de enviarme mensajes?
    sáquenme de su lista
    quiero darme de baja de la lista
    número equivocado, dejen de escribirme
    no me manden mas mensages
    no me vuelvan a escribir nunca
    déjenme en paz
    no me contacten más por favor
    eliminen mi número de su base de datos`,
  fr: `
    Ne m'écrivez plus
    ne mecrivez plus svp
    arrêtez de m'envoyer des messages
    Arretez de m’ecrire s’il vous plaît
    merci de ne plus me contacter
    Je ne veux plus recevoir vos messages
    je veux plus recevoir de sms
    Veuillez me retirer de votre liste
    désabonnez-moi
    Mauvais numéro, arrêtez de m'écrire
    Pouvez-vous arrêter de m'écrire ?
    plus de messages svp
    ne m'envoyez plus rien
    laissez-moi tranquille
    stop aux sms`,
  de: `
    bitte keine Nachrichten mehr
    Keine SMS mehr bitte!
    Keine weiteren Nachrichten
    Schreiben Sie mir bitte nicht mehr
    schreibt mir nicht mehr
    hören Sie auf, mir zu schreiben
    Hoert auf mir Nachrichten zu schicken
    Ich möchte keine Nachrichten mehr von Ihnen erhalten
    ich will keine werbung mehr
    Ich möchte nicht mehr kontaktiert werden
    Nehmen Sie mich bitte von Ihrer Liste
    Können Sie bitte aufhören, mir zu schreiben?
    Falsche Nummer, bitte nicht mehr schreiben
    stopp
    lasst mich in Ruhe
    bitte keine nachichten mehr`,
  pt: `
    pare de me mandar mensagens
    Parem de me mandar mensagem por favor
    não me mande mais mensagens
    nao mandem mais nada
    Não quero mais receber mensagens
    chega de mensagens
    me tire da lista
    Número errado, parem de me escrever
    Pode parar de me mandar mensagens?
    quero sair da lista
    não me escreva mais
    me deixem em paz`,
  it: `
    non scrivetemi più
    Non mi scrivete più, grazie
    smettetela di scrivermi
    Per favore smettete di mandarmi messaggi
    basta messaggi
    niente più messaggi
    Non voglio più ricevere i vostri messaggi
    toglietemi dalla lista
    numero sbagliato, non scrivete più
    Potete smettere di scrivermi?
    non mandatemi più messagi
    lasciatemi in pace`,
}

const never = `
    stop by at five
    Please stop by at five
    can you stop
    could you stop please
    can you stop the leak
    can you stop the leak?
    cancel my appointment
    Please cancel my booking for Tuesday
    I need to cancel
    I want to end the lease
    don't stop working
    don't stop texting me
    please don't stop sending me the reminders
    Did you stop texting me?
    How do I stop the messages?
    how do I unsubscribe from this?
    will you stop texting me if I pay?
    He told me to stop texting him
    She said stop texting me
    She wrote: stop texting me
    My husband said "stop texting me" and left
    "stop texting me" is what he said
    he was like, stop texting me lol
    Stop texting me haha
    Stop texting me. I'm driving
    I'm in a meeting, stop texting me
    don't text me, call me
    Don't call me, text me instead
    don't call before nine
    Don't text me right now
    don't text me until Monday
    do not contact my landlord
    Don't contact me on this number, use my office one
    stop texting me the wrong address
    stop calling me Bob
    Stop texting while I work, ok?
    No more messages on my machine
    There are no more messages
    no more messages?
    no more texts than necessary
    I got no more texts from you, is the booking fine?
    no more massages please
    stop testing me
    stop contracting me
    take me off the waiting list
    Please take me off the schedule for Friday
    remove me from the Tuesday class
    remove this number from my account and add the new one
    remove the stain
    Can you remove my wisdom tooth?
    can you delete my number from the invoice
    I opted out of the insurance
    I want to opt out of the warranty
    unsubscribe me from the gym membership and give me a refund
    I'd like to cancel my subscription to the window cleaning
    Do I have to unsubscribe to stop the charges?
    My texts stopped arriving
    the bleeding will not stop
    The toilet won't stop running
    When does the bus stop running?
    Is there a bus stop near you?
    stop it, you are too kind
    I stopped texting because I was away
    I can't stop recommending you
    Stop! I found my keys
    stop the work until I am back
    please stop the repair, we need to talk
    please stop the payment
    quit smoking
    I quit my job
    end of the week is fine
    the end
    Wrong number?
    wrong number sorry
    Leave me alone with the details, just fix it
    leave me a message
    not interested in the whitening, only the cleaning
    goodbye
    no thanks
    no
    I don't want any more pain
    I don't want to receive the parcel at work
    I don't want to text you the code
    I don't want messages about whitening, only about my appointment
    If you keep sending ads I will ask you to stop texting me
    I never said stop texting me
    why did you take me off your list?
    You took me off your list, why?
    please text me again
    Never mind, text me tomorrow
    never write on the walls again
    Can you stop by and text me?
    please send no more invoices by post
    Please stop sending the invoices to my old address
    stop sending the technician at seven
    My phone will stop texting you if I lose signal
    Please reply STOP to unsubscribe
    Text STOP to end messages
    To opt out reply STOP
    my kid keeps texting you, sorry
    Enough is enough, I want a refund
    You need to stop the noise
    you need to stop by
    Would you please stop the subscription of my son
    I am done texting, call me
    Please don't bother
    don't bother writing back
    Don't worry about texting me back
    I asked you to stop the water before drilling
    Only text me in the evening
    stop all work
    stop all the pumps please
    cancel all my bookings
    cancel the text I sent, wrong time
    end my contract
    please quit asking, I said yes
    para el martes por favor
    pare en la esquina y llámeme
    ¿Puede parar la fuga de agua?
    quiero cancelar mi cita
    no me escriban al correo, escriban aquí
    no mas dolor por favor
    ¿No hay más mensajes?
    no tengo más mensajes suyos
    me dijo que dejen de escribirme
    Deje de funcionar la caldera
    dejen de escribirme luego, estoy manejando
    quiero dar de baja el contrato
    no quiero recibir el paquete hoy
    no me llamen antes de las nueve
    no me manden al técnico mañana
    no dejen de escribirme
    basta de esperar
    ¿Cómo dejo de recibir mensajes?
    no mas masajes por favor
    sáquenme de la cita del jueves
    ne m'écrivez pas avant midi
    plus de messages ?
    je n'ai plus de messages de votre part
    Il n'y a plus de messages
    arrêtez la fuite svp
    je veux annuler mon rendez-vous
    Il m'a dit arrêtez de m'écrire
    n'arrêtez pas de m'écrire
    Pouvez-vous arrêter l'eau ?
    je ne veux plus attendre
    Arrêtez-vous devant la porte
    je veux arrêter le contrat
    plus de massages merci
    retirez-moi de la réunion de jeudi
    comment me désabonner ?
    vous ne m'écrivez plus ?
    je ne veux plus de rendez-vous le lundi
    supprimez mon rendez-vous
    ne m'appelez plus le soir
    Bitte keine Termine mehr am Montag
    ich habe keine Nachrichten mehr bekommen
    Kommen keine Nachrichten mehr?
    Keine Nachricht erhalten
    können Sie das Leck stoppen?
    bitte meinen Termin absagen
    hören Sie nicht auf, mir zu schreiben
    Er sagt, schreiben Sie mir nicht mehr
    Schreiben Sie mir nicht mehr an die alte Adresse
    Keine Scheiben mehr da?
    bitte abmelden vom Kurs am Dienstag
    Ich möchte nicht mehr warten
    wie kann ich mich abmelden?
    Ruft mich nicht vor neun an
    Bitte nicht mehr so spät
    keine Werbung mehr im Fenster, bitte nur das Schild
    Nehmen Sie mich bitte von der Warteliste
    Warum schreiben Sie mir nicht mehr?
    ich will kündigen
    pode parar o vazamento?
    pare na esquina, por favor
    quero cancelar minha consulta
    ele disse para parar de me mandar mensagens
    não pare de me mandar mensagens
    não recebi mais mensagens
    Não quero mais receber a encomenda hoje
    por que não me escreve mais?
    não tem mais mensagens?
    me tire uma dúvida
    me tire da consulta de quinta
    não mande mais o técnico
    pare de se preocupar
    não me ligue amanhã cedo
    sem mais, obrigado
    può fermare la perdita?
    vorrei cancellare l'appuntamento
    ha detto: non scrivetemi più
    non smettete di scrivermi
    non ho più ricevuto messaggi
    non ci sono più messaggi?
    niente massaggi per favore
    non voglio più aspettare
    basta così, grazie
    fermatevi davanti alla porta
    perché non mi scrivete più?
    non scrivetemi alla mail
    toglietemi il dente
    toglietemi dalla lista d'attesa
    non mandatemi più il tecnico
    voglio disdire il contratto
    non chiamate prima delle nove`

describe('asking in plain words to be left alone', () => {
  for (const [language, sentences] of Object.entries(asked))
    it.each(lines(sentences))(`${language}: %s`, (text) => {
      expect(findStopRequest(text)?.language).toBe(language)
    })

  it('gives the words that ask, as they were written', () => {
    expect(findStopRequest('We sold the boat in May. PLEASE stop  texting me! Bye')).toEqual({
      language: 'en',
      words: 'PLEASE stop texting me!',
    })
  })
})

describe('the same words in ordinary sentences', () => {
  it.each(lines(never))('%s', (text) => {
    for (const one of [text, text.toUpperCase(), `${text} 🙏`, `Hi. ${text}`])
      expect(findStopRequest(one), one).toBeNull()
  })

  it('and texts that are long, empty or all marks', () => {
    for (const text of ['', '   ', '?!', '🛑', `stop texting me ${'and me '.repeat(200)}`])
      expect(findStopRequest(text)).toBeNull()
  })
})

it('counts as many sentences as the table promises', () => {
  expect(Object.values(asked).flatMap(lines).length).toBeGreaterThanOrEqual(40)
  expect(lines(never).length).toBeGreaterThanOrEqual(120)
})

it('answers the worst of texts at once', () => {
  const worst = ['please ', 'stop ', 'no ', 'no more ', 'all of these ', 'mensajes de ', 'a, ', 'und '].map(
    (part) => part.repeat(600 / part.length),
  )
  const began = performance.now()
  for (const text of worst) findStopRequest(text)
  expect(performance.now() - began).toBeLessThan(500)
  expect(matchKeyword('STOP', false)).toBe('opt_out')
})
