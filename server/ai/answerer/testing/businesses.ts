// Invented businesses in five languages, for the tests of the answerer: entries with near questions beside them that
// they do not answer.
import type { Language } from '#ai/answerer/tongues/tongue.ts'
import type { KnowledgeFields, Profile, Service } from '#domain/knowledge.ts'

export type Abroad = { profile: Partial<Profile>; services: Service[]; knowledge: KnowledgeFields[] }

const service = (
  id: string,
  name: string,
  priceMinor: number | null,
  over: Partial<Service> = {},
): Service => ({
  id,
  name,
  description: '',
  priceMinor,
  priceKind: priceMinor === null ? 'on_request' : 'fixed',
  durationMinutes: 45,
  bookable: true,
  ...over,
})
const faq = (title: string, body: string): KnowledgeFields => ({ kind: 'faq', title, body })
const place = (locale: string, country: string, name: string): Partial<Profile> => ({
  name,
  locale,
  country,
  currency: 'EUR',
  description: '',
  directions: '',
})

export const abroad: Record<Language, Abroad> = {
  de: {
    profile: place('de-DE', 'DE', 'Lindenhof'),
    services: [
      service('s1', 'Zahnreinigung', 9_000),
      service('s2', 'Füllung', 12_000, { priceKind: 'from' }),
    ],
    knowledge: [
      faq('Behandeln Sie Kinder?', 'Ja, ab drei Jahren. Ein Elternteil bleibt dabei.'),
      faq('Wie kann ich bezahlen?', 'Mit EC-Karte oder bar am Empfang.'),
      faq('Gibt es Parkplätze?', 'Ja, hinter dem Haus, Einfahrt Gartenstraße.'),
      faq('Welche Versicherungen nehmen Sie?', 'Alle gesetzlichen und privaten Krankenkassen.'),
      faq('Darf ich meinen Hund mitbringen?', 'Leider nein, nur Blindenhunde.'),
    ],
  },
  es: {
    profile: place('es-ES', 'ES', 'Clínica Sol'),
    services: [
      service('s1', 'Limpieza dental', 9_000),
      service('s2', 'Empaste', 12_000, { priceKind: 'from' }),
    ],
    knowledge: [
      faq('¿Atienden a niños?', 'Sí, a partir de tres años. Uno de los padres se queda con ellos.'),
      faq('¿Cómo puedo pagar?', 'Con tarjeta o en efectivo en recepción.'),
      faq('¿Tienen aparcamiento?', 'Sí, detrás del edificio, entrada por la calle Mayor.'),
      faq('¿Qué seguros aceptan?', 'Trabajamos con Sanitas y Adeslas.'),
      faq('¿Puedo traer a mi perro?', 'Lo sentimos, solo perros guía.'),
    ],
  },
  fr: {
    profile: place('fr-FR', 'FR', 'Cabinet Soleil'),
    services: [
      service('s1', 'Détartrage', 9_000),
      service('s2', 'Obturation', 12_000, { priceKind: 'from' }),
    ],
    knowledge: [
      faq('Soignez-vous les enfants ?', "Oui, à partir de trois ans. Un parent reste avec l'enfant."),
      faq('Comment puis-je payer ?', "Par carte ou en espèces à l'accueil."),
      faq('Avez-vous un parking ?', "Oui, derrière l'immeuble, entrée rue du Parc."),
      faq('Quelles mutuelles acceptez-vous ?', 'Nous travaillons avec la MGEN et la Macif.'),
      faq('Puis-je amener mon chien ?', "Non, seuls les chiens guides d'aveugle sont admis."),
    ],
  },
  pt: {
    profile: place('pt-PT', 'PT', 'Clínica Mar'),
    services: [
      service('s1', 'Limpeza dentária', 9_000),
      service('s2', 'Obturação', 12_000, { priceKind: 'from' }),
    ],
    knowledge: [
      faq('Atendem crianças?', 'Sim, a partir dos três anos. Um dos pais fica na sala.'),
      faq('Como posso pagar?', 'Com cartão ou em dinheiro na receção.'),
      faq('Têm estacionamento?', 'Sim, atrás do edifício, entrada pela rua do Sol.'),
      faq('Que seguros aceitam?', 'Trabalhamos com a Médis e a Multicare.'),
      faq('Posso levar o meu cão?', 'Não, apenas cães-guia.'),
    ],
  },
  it: {
    profile: place('it-IT', 'IT', 'Studio Mare'),
    services: [
      service('s1', 'Pulizia dei denti', 9_000),
      service('s2', 'Otturazione', 12_000, { priceKind: 'from' }),
    ],
    knowledge: [
      faq('Curate anche i bambini?', 'Sì, dai tre anni. Un genitore resta in sala.'),
      faq('Come posso pagare?', 'Con carta o in contanti alla reception.'),
      faq('Avete un parcheggio?', "Sì, dietro l'edificio, ingresso da via Roma."),
      faq('Quali assicurazioni accettate?', 'Lavoriamo con Unisalute e Generali.'),
      faq('Posso portare il mio cane?', 'No, solo cani guida.'),
    ],
  },
}
