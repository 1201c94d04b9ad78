// What the machine says on the line, in the languages that it speaks.

export const languages = ['en-US', 'en-GB', 'es-ES', 'es-MX', 'fr-FR', 'de-DE', 'it-IT', 'pt-BR'] as const
export type Language = (typeof languages)[number]

type Words = {
  disclosure: string
  greeting: string
  sorry: string
  thanks: string
  /** To whoever of the business picks up. */
  press: string
  pressOut: string
}

const english: Words = {
  disclosure: 'This call will be recorded.',
  greeting: 'Nobody can take your call right now. Please leave a message after the tone.',
  sorry: 'Nobody can take your call right now. Please call again later.',
  thanks: 'Thank you. Goodbye.',
  press: 'A call for the business. Press 1 to take it.',
  pressOut: 'Press 1 to call the customer.',
}
const spanish: Words = {
  disclosure: 'Esta llamada será grabada.',
  greeting: 'Ahora no podemos atender su llamada. Deje un mensaje después de la señal.',
  sorry: 'Ahora no podemos atender su llamada. Llame de nuevo más tarde.',
  thanks: 'Gracias. Adiós.',
  press: 'Una llamada para el negocio. Pulse 1 para atenderla.',
  pressOut: 'Pulse 1 para llamar al cliente.',
}
const words: Record<Language, Words> = {
  'en-US': english,
  'en-GB': english,
  'es-ES': spanish,
  'es-MX': spanish,
  'fr-FR': {
    disclosure: 'Cet appel sera enregistré.',
    greeting: 'Personne ne peut vous répondre pour le moment. Laissez un message après le signal sonore.',
    sorry: 'Personne ne peut vous répondre pour le moment. Merci de rappeler plus tard.',
    thanks: 'Merci. Au revoir.',
    press: 'Un appel pour l’entreprise. Appuyez sur 1 pour le prendre.',
    pressOut: 'Appuyez sur 1 pour appeler le client.',
  },
  'de-DE': {
    disclosure: 'Dieses Gespräch wird aufgezeichnet.',
    greeting:
      'Im Moment kann niemand Ihren Anruf annehmen. Bitte hinterlassen Sie nach dem Ton eine Nachricht.',
    sorry: 'Im Moment kann niemand Ihren Anruf annehmen. Bitte rufen Sie später noch einmal an.',
    thanks: 'Vielen Dank. Auf Wiederhören.',
    press: 'Ein Anruf für den Betrieb. Drücken Sie die 1, um ihn anzunehmen.',
    pressOut: 'Drücken Sie die 1, um den Kunden anzurufen.',
  },
  'it-IT': {
    disclosure: 'Questa chiamata sarà registrata.',
    greeting: 'In questo momento nessuno può rispondere. Lasciate un messaggio dopo il segnale acustico.',
    sorry: 'In questo momento nessuno può rispondere. Richiamate più tardi.',
    thanks: 'Grazie. Arrivederci.',
    press: 'Una chiamata per l’azienda. Premere 1 per rispondere.',
    pressOut: 'Premere 1 per chiamare il cliente.',
  },
  'pt-BR': {
    disclosure: 'Esta ligação será gravada.',
    greeting: 'Ninguém pode atender agora. Deixe uma mensagem após o sinal.',
    sorry: 'Ninguém pode atender agora. Ligue mais tarde.',
    thanks: 'Obrigado. Até logo.',
    press: 'Uma ligação para a empresa. Pressione 1 para atender.',
    pressOut: 'Pressione 1 para ligar para o cliente.',
  },
}

export function wordsOf(language: Language): Words {
  return words[language]
}
