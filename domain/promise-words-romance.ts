// Promises in Spanish, French, Portuguese and Italian.
import type { PromiseWords } from './promise-words.ts'

const esNumbers = 'una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce'
const frNumbers = 'une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze'
const ptNumbers = 'uma|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|onze|doze'
const itNumbers = 'una|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici'
const esMonths = 'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre'
const frMonths = 'janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre'
const ptMonths = 'janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro'
const itMonths =
  'gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre'

const count = (words: string, more: [string, number][] = []): Record<string, number> =>
  Object.fromEntries([...words.split('|').map((word, at): [string, number] => [word, at + 1]), ...more])

const esStems =
  '(?:llamar|enviar|mandar|escribir|avisar|confirmar|responder|contestar|contactar|pasar|ir|traer|llevar|pagar|revisar|comprobar|preparar|transferir|entregar|informar|consultar|reenviar|devolver|recoger|volver|abonar|reparar|arreglar)'

export const spanish: PromiseWords = {
  future: [
    new RegExp(`\\b${esStems}(?:e|emos)\\b`),
    /\b(?:hare|haremos|dire|diremos|vendre|vendremos|tendre lista|(?:me|nos) pondr(?:e|emos) en contacto)\b/,
    new RegExp(`\\b(?:voy|vamos) a ${esStems}(?:l[aeo]s?|te|os|se(?:l[ao]s?)?|te?l[ao])?\\b`),
  ],
  present: [
    /\b(?:te|le|les|os|se|lo|la|se lo|te lo)(?: l[ao])? (?:llamo|llamamos|envio|enviamos|mando|mandamos|escribo|escribimos|aviso|avisamos|confirmo|confirmamos|digo|decimos|contacto|paso|pasamos|devuelvo|traigo|llevo|pago)\b/,
    /\b(?:paso|pasamos|vengo|voy|pago|traigo|llamo|envio|mando)\b/,
    /\bnos ponemos en contacto\b/,
  ],
  ours: [
    /\b(?:alguien|un companero|una companera|nuestro equipo|nuestro tecnico|el tecnico|un tecnico|mi companero)(?: \w+){0,3} (?:llamara|contactara|pondra en contacto|escribira|ira|pasara|enviara|va a)\b/,
    /\b(?:recibira|recibiras|tendra|tendras|recibiran)\b/,
  ],
  hedges:
    /\b(?:no|nunca|quizas?|tal vez|a lo mejor|ojala|podria|podriamos|puedo|podemos|deberia|espero|siempre|dijo|dijeron|dijiste|si no|intentare|tratare)\b/,
  condition:
    /\b(?:cuando|en cuanto (?!pueda)|a menos que|siempre que|salvo que|en caso de|una vez que|tan pronto como)\b|(?:^|\s)(?:si)\s(?=\S)/,
  notCondition:
    /\b(?:ver|revisar|comprobar|preguntar|confirmar|consultar|comprobare|revisare|preguntare|consultare) si\b/,
  when: {
    days: [
      [/\bpasado manana\b/, 2],
      [/(?<!(?:la|esta|de) )\bmanana\b/, 1],
      [/\b(?:hoy|esta (?:tarde|noche|manana))\b/, 0],
    ],
    weekdays: ['lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado', 'domingo'],
    nextWeekday: null,
    months: esMonths.split('|'),
    nextWeek: /\b(?:la semana que viene|la proxima semana|semana proxima)\b/,
    endOfWeek: /\b(?:fin(?:al)? de (?:la )?semana|esta semana)\b/,
    endOfDay: /\b(?:al? final del dia|fin del dia)\b/,
    parts: [
      [/\b(?:por|de|a) la manana\b|\besta manana\b|\ba primera hora\b/, 12],
      [/\btarde\b/, 18],
      [/\bnoche\b/, 21],
    ],
    span: /\b(?:en|dentro de)(?: unas?| unos)? (?<n>media|una?|un par de|unos|unas|pocos|pocas|\d{1,3}|dos|tres|cuatro|cinco|diez) (?<u>minutos?|horas?|dias?|semanas?)\b/,
    units: { minute: /^min/, hour: /^hora/, day: /^dia/, week: /^semana/ },
    times: [
      new RegExp(
        `\\blas? (?<h>\\d{1,2}|${esNumbers})(?:[:.](?<m>\\d{2})|(?<half> y media)|(?<quarter> y cuarto))?(?: ?h(?:oras?)?)?(?: (?<mer>am|pm|de la (?:tarde|noche|manana)))?(?![\\w%])(?! (?:dias|semanas|personas|horas))`,
      ),
      /\b(?<h>\d{1,2}):(?<m>\d{2})\b/,
    ],
    noon: /\bmediodia\b/,
    numbers: count(esNumbers, [
      ['un', 1],
      ['media', 0.5],
      ['un par de', 2],
      ['unos', 3],
      ['unas', 3],
      ['pocos', 3],
      ['pocas', 3],
    ]),
    dates: [new RegExp(`\\b(?<d>\\d{1,2}) de (?<mon>${esMonths})\\b`), /\bel dia (?<d>\d{1,2})\b/],
    later: /pm|tarde|noche/,
    earlier: /am|de la manana|por la manana/,
  },
}

const frDo =
  '(?:rappeler|appeler|envoyer|ecrire|contacter|recontacter|tenir au courant|repondre|confirmer|faire|passer|apporter|payer|revenir|preparer|livrer|venir|donner|transmettre|regler|verifier|rembourser|prevenir|renvoyer|informer|reparer|commander)'
const frWill =
  '(?:rappeller|appeller|enverr|ecrir|contacter|recontacter|tiendr|repondr|confirmer|fer|passer|apporter|paier|payer|reviendr|preparer|livrer|viendr|ser|donner|transmettr|regler|verifier|rembourser|previendr|renverr|informer|reparer|commander)'
const frWhom = "(?:(?:vous|te|le|la|les|lui|leur|y|en) |t'|l'|m')*"

export const french: PromiseWords = {
  future: [
    new RegExp(`\\bje ${frWhom}${frWill}ai\\b|\\bj'(?:appeller|enverr|ecrir|apporter)ai\\b`),
    new RegExp(`\\bnous ${frWhom}${frWill}ons\\b|\\bon ${frWhom}${frWill}a\\b`),
    new RegExp(`\\b(?:je vais|nous allons|on va) ${frWhom}${frDo}\\b`),
  ],
  present: [
    /\bje (?:vous |te |t'|le |la )*(?:rappelle|appelle|envoie|ecris|contacte|recontacte|tiens au courant|confirme|reponds|dis|redis|passe|viens|reviens|paie|paye|apporte|fais|transmets|previens|regle)\b|\bj'(?:appelle|envoie|arrive|apporte)\b/,
    /\b(?:nous|on) (?:vous |te |t'|se )*(?:rappelons|rappelle|appelons|appelle|envoyons|envoie|contactons|contacte|recontacte|revenons|revient|passons|passe|tenons au courant|tient au courant|confirmons|confirme)\b/,
  ],
  ours: [
    /\b(?:quelqu'un|un collegue|une collegue|notre (?:equipe|technicien|\w+)|mon collegue|le technicien|un technicien)(?: \w+){0,3} (?:rappellera|contactera|appellera|repondra|passera|viendra|enverra|va vous)\b/,
    /\bvous (?:recevrez|aurez)\b/,
  ],
  hedges:
    /\b(?:pas|jamais|peut-etre|peut etre|pourrais|pourrait|pourrions|aimerais|voudrais|espere|sinon|essaierai|essayer|toujours|disiez|parce que|car|au sujet)\b/,
  condition:
    /\b(?:si|s'il|s'ils|quand|lorsque|des que (?!possible)|a moins que|au cas ou|une fois que|tant que)\b/,
  notCondition:
    /\b(?:voir|verifier|verifie|verifierai|demander|demanderai|savoir|confirmer) (?:si|s'il|quand)\b/,
  when: {
    days: [
      [/\bapres[- ]demain\b/, 2],
      [/\bdemain\b/, 1],
      [/\b(?:aujourd'hui|ce (?:matin|soir)|cet apres-midi|cette apres-midi|tout a l'heure)\b/, 0],
    ],
    weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    nextWeekday: null,
    months: frMonths.split('|'),
    nextWeek: /\bla semaine prochaine\b/,
    endOfWeek: /\b(?:fin de (?:la )?semaine|cette semaine)\b/,
    endOfDay: /\b(?:fin de (?:la )?journee)\b/,
    parts: [
      [/\b(?:matin|matinee)\b/, 12],
      [/\bapres[- ]midi\b/, 17],
      [/\bsoir(?:ee)?\b/, 20],
    ],
    span: /\b(?:dans|d'ici|sous)(?: environ)? (?<n>une demi|une?|quelques|deux ou trois|\d{1,3}|deux|trois|quatre|cinq|dix|quinze)[ -]?(?<u>minutes?|min|heures?|h|jours?|semaines?)\b/,
    units: { minute: /^min/, hour: /^h/, day: /^jour/, week: /^semaine/ },
    times: [
      new RegExp(
        `\\b(?:a|vers|avant|pour|apres|d'ici) (?<h>\\d{1,2}|${frNumbers}) ?(?:h|heures?|:)(?: ?(?<m>\\d{2})|(?<half> et demie?))?(?: (?<mer>du matin|du soir|de l'apres-midi))?\\b`,
      ),
      /\b(?<h>\d{1,2}) ?[h:](?<m>\d{2})?\b/,
    ],
    noon: /\b(?:a|avant|vers) midi\b/,
    numbers: count(frNumbers, [
      ['un', 1],
      ['une demi', 0.5],
      ['quelques', 3],
      ['deux ou trois', 3],
      ['quinze', 15],
    ]),
    dates: [
      new RegExp(`\\b(?<d>\\d{1,2})(?:er)? (?<mon>${frMonths})\\b`),
      /\ble (?<d>\d{1,2})\b(?! ?(?:h|:))/,
    ],
    later: /soir|apres[- ]midi/,
    earlier: /matin/,
  },
}

const ptStems =
  '(?:ligar|enviar|mandar|escrever|avisar|confirmar|responder|retornar|contactar|contatar|passar|levar|pagar|verificar|checar|preparar|transferir|entregar|informar|consultar|buscar|voltar|encaminhar|reparar|reembolsar)'

export const portuguese: PromiseWords = {
  future: [
    new RegExp(`\\b${ptStems}(?:ei|emos)\\b|\\b${ptStems}-(?:lhe|te|vos|lo|la)-?(?:ei|emos)\\b`),
    /\b(?:entrarei|entraremos|farei|faremos|direi|diremos|trarei|traremos|virei|viremos|irei)\b/,
    new RegExp(
      `\\b(?:vou|vamos)(?: (?:te|lhe|vos|lo|la|ja))? (?:${ptStems}|trazer|fazer|dar retorno|entrar em conta(?:c)?to|ir|vir|estar ai|ver)(?:-(?:lhe|te|vos|lo|la))?\\b`,
    ),
  ],
  present: [
    /\b(?:(?:te|lhe|vos|eu|a gente) )?(?:ligo|envio|mando|aviso|confirmo|respondo|retorno|passo|pago|trago|levo|ligamos|enviamos|mandamos|avisamos|confirmamos|retornamos|entramos em conta(?:c)?to|dou retorno)\b/,
  ],
  ours: [
    /\b(?:alguem|um colega|uma colega|(?:a )?nossa equip[ea]|(?:o )?nosso tecnico|o tecnico|um tecnico|meu colega)(?: \w+){0,3} (?:ligara|vai ligar|entrara|vai entrar|contactara|passara|vai passar|enviara|vai enviar)\b/,
    /\b(?:recebera|recebera o|tera|vai receber)\b/,
  ],
  hedges:
    /\b(?:nao|nunca|talvez|poderia|poderiamos|posso|podemos|gostaria|espero|sempre|senao|disse|disseram|tentar|tentarei|deveria)\b/,
  condition: /\b(?:se|caso|quando|assim que (?!possivel)|a menos que|desde que|logo que)\b/,
  notCondition: /\b(?:ver|verificar|checar|perguntar|confirmar|consultar|saber) (?:se|quando)\b/,
  when: {
    days: [
      [/\bdepois de amanha\b/, 2],
      [/\bamanha\b/, 1],
      [/\b(?:hoje|esta (?:tarde|noite|manha)|logo a tarde)\b/, 0],
    ],
    weekdays: [
      'segunda(?:-feira)?',
      'terca(?:-feira)?',
      'quarta(?:-feira)?',
      'quinta(?:-feira)?',
      'sexta(?:-feira)?',
      'sabado',
      'domingo',
    ],
    nextWeekday: null,
    months: ptMonths.split('|'),
    nextWeek: /\b(?:(?:na )?proxima semana|semana que vem|para a semana)\b/,
    endOfWeek: /\b(?:fim d(?:a|e) semana|esta semana|final da semana)\b/,
    endOfDay: /\b(?:fi(?:m|nal) do dia)\b/,
    parts: [
      [/\b(?:de|da|pela|a) manha\b/, 12],
      [/\btarde\b/, 18],
      [/\bnoite\b/, 21],
    ],
    span: /\b(?:em|dentro de|daqui a)(?: cerca de)? (?<n>meia|uma?|alguns|algumas|uns|\d{1,3}|dois|duas|tres|quatro|cinco|dez) (?<u>minutos?|horas?|dias?(?: uteis)?|semanas?)\b/,
    units: { minute: /^min/, hour: /^hora/, day: /^dia/, week: /^semana/ },
    times: [
      new RegExp(
        `\\b(?:as|a|ate as|antes das|pelas|das) (?<h>\\d{1,2}|${ptNumbers})(?:[:h](?<m>\\d{2})|h|(?<half> e meia))?(?: ?horas?)?(?: (?<mer>da (?:tarde|noite|manha)|pm|am))?(?![\\w%])(?! (?:dias|semanas|pessoas))`,
      ),
      /\b(?<h>\d{1,2})[h:](?<m>\d{2})?\b/,
    ],
    noon: /\bmeio[- ]dia\b/,
    numbers: count(ptNumbers, [
      ['um', 1],
      ['dois', 2],
      ['meia', 0.5],
      ['alguns', 3],
      ['algumas', 3],
      ['uns', 3],
    ]),
    dates: [new RegExp(`\\b(?<d>\\d{1,2}) de (?<mon>${ptMonths})\\b`), /\bdia (?<d>\d{1,2})\b/],
    later: /tarde|noite|pm/,
    earlier: /manha|am/,
  },
}

const itWill =
  '(?:chiamer|richiamer|inviier|invier|mander|scriver|contatter|ricontatter|risponder|confermer|passer|porter|pagher|verr|sar|verificher|controller|preparer|spedir|consegner|dar|dir|aggiorner|rimborser|avviser|inoltrer|torner|far|riparer|ordiner)'

export const italian: PromiseWords = {
  future: [new RegExp(`\\b${itWill}(?:o|emo)\\b`), /\b(?:mi|ci) far(?:o|emo) (?:sentire|vivi|viva)\b/],
  present: [
    /\b(?:la|ti|le|vi|lo|glielo|te lo) (?:chiamo|richiamo|invio|mando|scrivo|faccio sapere|contatto|confermo|rispondo|ricontatto|porto|avviso|richiamiamo|chiamiamo|inviamo|mandiamo|facciamo sapere|contattiamo|ricontattiamo|confermiamo)\b/,
    /\b(?:passo|pago|vengo|arrivo|chiamo|porto|mando|invio) \b/,
  ],
  ours: [
    /\b(?:qualcuno|un collega|una collega|il nostro \w+|la nostra \w+|il tecnico|un tecnico|il mio collega)(?: \w+){0,3} (?:chiamera|contattera|richiamera|passera|verra|inviera|ricontattera)\b/,
    /\b(?:ricevera|riceverai|avra|avrai)\b/,
  ],
  hedges:
    /\b(?:non|mai|forse|magari|potrei|potremmo|posso|possiamo|vorrei|dovrei|spero|sempre|altrimenti|ha detto|provero|cerchero)\b/,
  condition: /\b(?:se|qualora|quando|appena (?!possibile)|a meno che|nel caso|una volta che)\b/,
  notCondition:
    /\b(?:vedere|vediamo|controllare|controllo|controllero|verificare|verifichero|sapere|chiedere) (?:se|quando)\b/,
  when: {
    days: [
      [/\bdopodomani\b/, 2],
      [/\bdomani\b/, 1],
      [/\b(?:oggi|stasera|stamattina|questo pomeriggio|questa sera)\b/, 0],
    ],
    weekdays: ['lunedi', 'martedi', 'mercoledi', 'giovedi', 'venerdi', 'sabato', 'domenica'],
    nextWeekday: null,
    months: itMonths.split('|'),
    nextWeek: /\b(?:la (?:prossima settimana|settimana prossima))\b/,
    endOfWeek: /\b(?:fine settimana|questa settimana|fine della settimana)\b/,
    endOfDay: /\b(?:fine (?:della )?giornata|entro sera)\b/,
    parts: [
      [/\b(?:mattina|mattino|mattinata|stamattina)\b/, 12],
      [/\bpomeriggio\b/, 17],
      [/\b(?:sera|serata|stasera)\b/, 20],
    ],
    span: /\b(?:tra|fra|entro)(?: circa)? (?:(?<n>mezz|un)'|(?<n2>un paio di|una?|qualche|pochi|poche|\d{1,3}|due|tre|quattro|cinque|dieci) )(?<u>minut[oi]|or[ae]|giorn[oi]|settiman[ae])\b/,
    units: { minute: /^min/, hour: /^or/, day: /^giorn/, week: /^settiman/ },
    times: [
      new RegExp(
        `\\b(?:alle|per le|entro le|verso le|prima delle|dopo le|dalle|all')(?: ?)(?<h>\\d{1,2}|${itNumbers})(?:[:.](?<m>\\d{2})|(?<half> e mezz[ao]))?(?: (?<mer>di (?:sera|mattina|pomeriggio)|del (?:pomeriggio|mattino)))?(?![\\w%])(?! (?:giorni|settimane|persone))`,
      ),
      /\b(?<h>\d{1,2}):(?<m>\d{2})\b/,
    ],
    noon: /\bmezzogiorno\b/,
    numbers: count(itNumbers, [
      ['un', 1],
      ['mezz', 0.5],
      ['un paio di', 2],
      ['qualche', 3],
      ['pochi', 3],
      ['poche', 3],
    ]),
    dates: [new RegExp(`\\b(?<d>\\d{1,2}) (?<mon>${itMonths})\\b`), /\bil (?<d>\d{1,2})\b/],
    later: /pomeriggio|sera|stasera/,
    earlier: /mattin/,
  },
}
