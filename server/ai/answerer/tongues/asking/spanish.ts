import type { Asking } from './asking.ts'

export const spanish: Asking = {
  greeting:
    /^(?:hola|buenas|buenos dias|buenas (?:tardes|noches)|que tal)\b[ ,!.]*(?:a todos|equipo|buenos dias|buenas tardes|que tal)?[ ,!.]*/,
  thanks: /^(?:muchas |mil )?gracias\b/,
  bye: /^(?:adios|hasta (?:luego|pronto|manana)|chao|nos vemos|buen dia|que tengas? buen dia)[ !.]*$/,
  aboutAi:
    /\b(?:eres|es usted|estoy hablando|hablo|es esto|esto es)\b.*\b(?:bot|robot|ia|persona|maquina|humano)\b/,
  carried:
    /\b(?:cancelar (?:mi|la|una)|anular (?:mi|la)|cancele|reservar|agendar|reprogramar|aplazar|(?:cambiar|mover) (?:mi|la) (?:cita|hora)|mi cita|(?:pedir|hacer|sacar|coger|quiero|necesito|quisiera) (?:una )?(?:cita|hora)|tengo (?:una|alguna) cita|hablar con (?:una persona|alguien|un humano|un agente)|una persona real|queja|reclamacion|vergonzoso|horrible|sangr\w+|fuga de gas|huele a gas|inundad\w+|incendio|mucho dolor|dolor fuerte)\b/,
  policy:
    /\b(?:hasta cuando|con cuanta antelacion|sin (?:coste|costo|cargo)|gratis|penalizacion|que pasa si|cobran|politica)\b/,
  topics: [
    [
      'hours',
      /\b(?:horarios?|a que hora (?:abren|abris|abre|cierran|cerrais|cierra)|cuando (?:abren|abris|abre|cierran|cierra)|abren|abris|abre|abierto?s?|abiertas?|cierran|cierra|cerrado?s?|atienden los|trabajan los)\b/,
    ],
    ['duration', /\b(?:cuanto (?:dura|duran|tarda|tardan|tiempo (?:dura|tarda|lleva))|duracion)\b/],
    [
      'price',
      /\b(?:cuanto (?:cuesta|cuestan|vale|valen|sale|es|cobran|cobrais)(?: (?:por|de))?|precios?(?: (?:de|del|para))?|tarifas?|que (?:precio|cuesta|vale)(?: tiene)?)\b/,
    ],
    [
      'services',
      /\b(?:que servicios|servicios (?:ofrecen|tienen)|que (?:ofrecen|ofreceis|hacen)|lista de servicios)\b/,
    ],
    ['phone', /\b(?:telefono|numero (?:de telefono)?|llamar(?:les|los)?)\b/],
    ['email', /\b(?:correo(?: electronico)?|e-?mail)\b/],
    ['website', /\b(?:pagina web|sitio web|web)\b/],
    [
      'location',
      /\b(?:donde (?:estan|estais|esta|se encuentran?|queda|quedan|os encuentro)|direccion|como (?:llego|se llega|puedo llegar)|ubicacion|ubicados)\b/,
    ],
  ],
  question:
    /\?|¿|^(?:y |pero |oye )?(?:que|cuando|cuanto|cuanta|cuantos|cuantas|donde|como|quien|cual|por que|puedo|pueden|podria|tienen|teneis|hay|aceptan|acepta|abren|cierran|ofrecen|hacen|atienden|venden|se puede|es posible|desde|hasta)\b|(?:queria|quisiera|me gustaria) (?:saber|preguntar)/,
  joint: /,? y (?=(?:cuando|que|donde|cuanto|como|puedo|tienen|hay|a que)\b)/,
  negation: /(?<!^)\b(?:no|sin|excepto|salvo|menos)\b/,
  weekdays: [
    /\blunes\b/,
    /\bmartes\b/,
    /\bmiercoles\b/,
    /\bjueves\b/,
    /\bviernes\b/,
    /\bsabados?\b/,
    /\bdomingos?\b/,
  ],
  days: [
    [/\bfines? de semana\b/, 'saturday and sunday'],
    [/\bpasado manana\b/, 'in 2 days'],
    [/\b(?<!la )manana\b/, 'tomorrow'],
    [/\bhoy\b/, 'today'],
  ],
  now: /\b(?:ahora|ahorita|en este momento|todavia|aun)\b/,
  holidays: /\b(?:festivos?|feriados?|dias? festivos?)\b/,
  feasts: [
    [/\bnochebuena\b/, 'christmas eve'],
    [/\bnavidad(?:es)?\b/, 'christmas'],
    [/\b(?:nochevieja|fin de ano)\b/, "new year's eve"],
    [/\bano nuevo\b/, "new year's day"],
    [/\bviernes santo\b/, 'good friday'],
    [/\b(?:pascua|semana santa)\b/, 'easter'],
  ],
  kinds: [
    { asked: /\bpor que\b/, told: /\b(?:porque|para que|debido|por que|motivo)\b/ },
    { asked: /\bquien(?:es)?\b/, told: /\b(?:quien(?:es)?|senor(?:a)?|dra?|equipo|dueno|duena)\b/ },
    {
      asked: /\b(?:cuant[oa]s?|que edad|cuesta)\b/,
      told: /\d|\b(?:un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|gratis|gratuit[oa]s?|media)\b/,
    },
    {
      asked: /\b(?:cuando|a que hora|desde cuando|hasta cuando)\b/,
      told: /\d|\b(?:cuando|dias?|semanas?|mes(?:es)?|anos?|horas?|lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|siempre|antes)\b/,
    },
  ],
}
