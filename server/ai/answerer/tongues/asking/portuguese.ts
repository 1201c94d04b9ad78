import type { Asking } from './asking.ts'

export const portuguese: Asking = {
  greeting:
    /^(?:ola|oi|bom dia|boa (?:tarde|noite)|e ai)\b[ ,!.]*(?:a todos|pessoal|equipe|tudo bem\??|bom dia|boa tarde)?[ ,!.]*/,
  thanks: /^(?:muito )?(?:obrigad[oa]|valeu|brigad[oa])\b/,
  bye: /^(?:tchau|adeus|ate (?:logo|mais|breve|amanha)|bom dia para voces|um abraco)[ !.]*$/,
  aboutAi:
    /\b(?:voce e|e voce|estou falando|falo|isso e|isto e|e um)\b.*\b(?:bot|robo|ia|pessoa|maquina|humano)\b/,
  carried:
    /\b(?:cancelar (?:minha|a|o|meu)|desmarcar|remarcar|reagendar|marcar|agendar|(?:mudar|alterar|trocar) (?:minha|a|o|meu) (?:consulta|horario)|minha consulta|meu horario marcado|(?:quero|preciso|gostaria de) (?:de )?(?:uma consulta|um horario)|tenho (?:alguma|uma) (?:consulta|marcacao)|falar com (?:uma pessoa|alguem|um humano|um atendente)|reclamacao|reclamar|absurdo|sangr\w+|vazamento de gas|cheiro de gas|inundad\w+|incendio|muita dor|dor forte)\b/,
  policy:
    /\b(?:ate quando|com quanta antecedencia|sem (?:custo|taxa|custos)|gratis|multa|o que acontece|cobram|politica)\b/,
  topics: [
    [
      'hours',
      /\b(?:horarios?(?: de (?:funcionamento|atendimento|abertura))?|a que horas? (?:abrem|abre|fecham|fecha)|que horas (?:abrem|abre|fecham|fecha)|quando (?:abrem|abre|fecham|fecha)|abrem|abre|abert[oa]s?|fecham|fecha|fechad[oa]s?|funcionam|funciona|atendem (?:aos?|no|na))\b/,
    ],
    ['duration', /\b(?:quanto tempo (?:dura|duram|demora|leva)|quanto (?:dura|demora)|duracao)\b/],
    [
      'price',
      /\b(?:quanto (?:custa|custam|e|fica|sai|cobram|custaria)(?: (?:por|o|a))?|qual (?:e )?o (?:preco|valor)(?: (?:da|do|de|para))?|quais (?:sao )?os (?:precos|valores)|precos?(?: (?:da|do|de|para))?|valor (?:da|do|de))\b/,
    ],
    [
      'services',
      /\b(?:que servicos|quais (?:sao )?(?:os )?servicos|servicos (?:oferecem|voces tem)|o que (?:voces )?(?:oferecem|fazem))\b/,
    ],
    ['phone', /\b(?:telefone|numero(?: de telefone)?|ligar|whatsapp)\b/],
    ['email', /\b(?:e-?mail|correio eletronico)\b/],
    ['website', /\b(?:site|pagina web|website)\b/],
    [
      'location',
      /\b(?:onde (?:ficam?|estao|e|fica|voces ficam|se encontram)|endereco|morada|como (?:chego|chegar)|localizacao|localizados)\b/,
    ],
  ],
  question:
    /\?|^(?:e |mas )?(?:que|quando|quanto|quanta|quantos|quantas|onde|como|quem|qual|quais|por que|porque|posso|podem|pode|tem|voces|ha|aceitam|abrem|fecham|oferecem|fazem|atendem|vendem|e possivel|ate|desde|da para)\b|(?:queria|gostaria de) (?:saber|perguntar)/,
  joint: /,? e (?=(?:quando|que|onde|quanto|como|posso|voces|tem|a que|qual)\b)/,
  negation: /(?<!^)\b(?:nao|sem|exceto|menos)\b/,
  weekdays: [
    /\bsegundas?(?:-feiras?| feiras?)?\b/,
    /\btercas?(?:-feiras?| feiras?)?\b/,
    /\bquartas?(?:-feiras?| feiras?)?\b/,
    /\bquintas?(?:-feiras?| feiras?)?\b/,
    /\bsextas?(?:-feiras?| feiras?)?\b/,
    /\bsabados?\b/,
    /\bdomingos?\b/,
  ],
  days: [
    [/\bfi(?:m|ns) de semana\b/, 'saturday and sunday'],
    [/\bdepois de amanha\b/, 'in 2 days'],
    [/\bamanha\b/, 'tomorrow'],
    [/\bhoje\b/, 'today'],
  ],
  now: /\b(?:agora|neste momento|ainda|no momento)\b/,
  holidays: /\b(?:feriados?)\b/,
  feasts: [
    [/\b(?:vespera de natal|noite de natal)\b/, 'christmas eve'],
    [/\bnatal\b/, 'christmas'],
    [/\b(?:reveillon|vespera de ano novo)\b/, "new year's eve"],
    [/\bano novo\b/, "new year's day"],
    [/\bsexta-feira santa\b/, 'good friday'],
    [/\bpascoa\b/, 'easter'],
  ],
  kinds: [
    { asked: /\bpor que\b(?! (?:preco|valor))/, told: /\b(?:porque|pois|para que|devido|motivo)\b/ },
    { asked: /\bquem\b/, told: /\b(?:quem|senhora?|dra?|equipe|dono|dona)\b/ },
    {
      asked: /\b(?:quant[oa]s?|que idade|custa)\b/,
      told: /\d|\b(?:um|uma|dois|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|doze|gratis|gratuit[oa]s?|meia)\b/,
    },
    {
      asked: /\b(?:quando|a que horas|desde quando|ate quando)\b/,
      told: /\d|\b(?:quando|dias?|semanas?|mes(?:es)?|anos?|horas?|segunda|terca|quarta|quinta|sexta|sabado|domingo|sempre|antes)\b/,
    },
  ],
}
