import type { StopWords } from './consent-language.ts'
import { anyOf, aroundOf, wholeOf } from './consent-words.ts'

const mensajes =
  '(?:(?:sus|tus|los|estos|esos|mas|otros|de|este tipo de|tantos|ningun|ningunos) )*(?:mensajes?|mensajitos|msj|msjs|sms|textos|mensajes de texto|publicidad|promociones)'
const ustedes =
  '(?: (?:de ustedes|de usted|de ti|suyos|tuyos|a este numero|a mi numero|a mi celular|a mi movil))?'
const nunca = '(?: (?:mas|nunca mas|nunca|ya|jamas))'
const deAqui =
  '(?:de|a) (?:(?:su|sus|tu|la|esta|esa|las|todas) )*(?:lista|listas|base de datos|base|sms|mensajes|lista de (?:contactos|mensajes|envios|correo|distribucion))'
const escribirme =
  '(?:escribirme|mensajearme|textearme|contactarme|molestarme|acosarme|(?:mandarme|enviarme|mandar|enviar) (?:mas )?(?:mensajes|sms|textos|mensajes de texto|publicidad|promociones)(?: a este numero)?|escribir a este numero|mensajear|textear)'
const escriban =
  '(?:escrib(?:a|an|as|ais)|texte(?:e|en|es)|mensaje(?:e|en|es)|contact(?:e|en|es|eis)|molest(?:e|en|es|eis))'
const manden = '(?:mand(?:e|en|es|eis)|envi(?:e|en|es|eis))'

export const spanish: StopWords = {
  language: 'es',
  ...aroundOf(
    'hola|buenas|buenos dias|buenas tardes|buenas noches|por favor|please|gracias|muchas gracias|ok|no gracias|ya|oiga|oigan|oye|mire|miren|perdon|disculpe|disculpen|se lo pido|les pido|le pido|' +
      '(?:este )?(?:es )?(?:un )?numero equivocado|(?:tienen?|tiene el|tienen el) (?:el )?numero equivocado|se equivoco de numero|se equivocaron de numero|(?:ya )?no (?:me interesa|estoy interesad[oa])(?: nada)?|no se quien(?:es)? (?:eres|son|es)|quien (?:eres|es|son)|basta|ya basta|adios|chau|(?:esto )?es (?:spam|acoso|muy molesto)|(?:ya )?(?:se )?(?:lo|les|le) (?:he )?(?:dije|dicho|pedi|pedido)(?: mil veces| muchas veces| varias veces)?|ultima vez|por ultima vez',
  ),
  asking:
    /^(?:(?:me )?(?:puede|pueden|podria|podrian|puedes|podrias)(?: por favor)?|quiero que|quisiera que|les pido que|le pido que|le ruego que|les ruego que|necesito que) /,
  clear: wholeOf(
    `no (?:quiero )?mas (?:mensajes|mensajitos|sms|textos|msjs?|mensajes de texto|publicidad)${ustedes}`,
    `basta de ${mensajes}${ustedes}`,
    `(?:deje|dejen|deja|dejad|pare|paren|para|parad|dejar|parar) de ${escribirme}(?: ya| de una vez)?`,
    `(?:paren?|detengan?|cancelen?|cancelar|parar|cancela|para) (?:de mandar )?(?:ya )?(?:los|estos|sus|tus) (?:mensajes|sms|textos)`,
    `no me (?:vuelvan?|vuelvas) a (?:escribir|contactar|mandar (?:mensajes|nada)|enviar (?:mensajes|nada)|molestar|textear|mensajear)${nunca}?`,
    `no (?:vuelvan?|vuelvas) a (?:escribirme|contactarme|molestarme|mandarme (?:mensajes|nada)|enviarme (?:mensajes|nada))${nunca}?`,
    `(?:ya )?no me ${escriban}${nunca}(?: mensajes)?`,
    `ya no me ${escriban}`,
    `(?:ya )?no me ${manden} (?:mas )?(?:${mensajes}|nada)(?: mas)?${ustedes}`,
    `(?:ya )?no (?:me )?${manden} mas(?: (?:mensajes|sms|textos|nada|publicidad))?`,
    `no (?:escriban|escriba|escribas) mas(?: a este numero)?`,
    `(?:ya )?no (?:quiero|deseo|quisiera|queremos|deseamos) (?:(?:mas|seguir) )?(?:(?:recibir|recibiendo) )?${mensajes}${ustedes}(?: mas)?`,
    `(?:ya )?no (?:quiero|deseo) que me (?:${escriban}|${manden}(?: mas)? ${mensajes})(?: mas)?`,
    `(?:ya )?no (?:quiero|deseo) (?:mas )?(?:que me contacten|ser contactad[oa])(?: mas)?`,
    `(?:quiero|quisiera|deseo|solicito)? ?(?:darme|dame|denme|deme|me doy) de baja(?: ${deAqui})?`,
    `(?:me )?(?:puede|pueden) dar de baja ${deAqui}`,
    `(?:quitenme|quiteme|quitame|saquenme|saqueme|sacame|borrenme|borreme|borrame|eliminenme|elimineme|eliminame|sacarme|quitarme|borrarme|eliminarme) ${deAqui}`,
    `(?:quiten|quite|quita|saquen|saque|saca|borren|borre|borra|eliminen|elimine|elimina|quitar|borrar|eliminar) (?:mi|este) (?:numero|telefono) ${deAqui}`,
    `(?:quiero|quisiera|deseo) (?:salir|que me (?:quiten|saquen|borren|eliminen)) ${deAqui}`,
  ),
  alone: wholeOf(
    `no me (?:${escriban}|${manden} nada|llame|llamen|llames)(?: mas)?`,
    `(?:deje|dejen|deja) de llamarme`,
    `(?:dejenme|dejeme|dejame) en paz`,
    `(?:borren|borre|borra|eliminen|elimine|elimina) (?:mi|este) numero`,
  ),
  and: / (?:y|e|tambien) /,
  doubt: anyOf(
    'conduciendo|manejando|reunion|ocupad[oa]|dormid[oa]|durmiendo|luego|despues|manana|por ahora|jaja\\w*|jeje\\w*|broma|bromeo|dijo|dice|dijeron|llameme|llamame|llamenme|hasta que|salvo|excepto',
  ),
}

const mensagens =
  '(?:(?:suas|tuas|as|os|essas|estas|vossas|mais|outras|de|esse tipo de|nenhuma) )*(?:mensagens|mensagem|msgs|sms|torpedos|textos|propaganda|promocoes)'
const daLista =
  '(?:da|dessa|desta|de|na) (?:(?:sua|tua|vossa|a) )?(?:lista|lista de (?:contatos|contactos|mensagens|envio|transmissao|sms)|base de dados|base)'
const escreverMe =
  '(?:me )?(?:escrever|contatar|contactar|incomodar|perturbar|(?:mandar|enviar) (?:mais )?(?:mensagens|mensagem|message|messages|sms|propaganda|torpedos))(?:-?me| me)?(?: (?:pra|para) mim| (?:pra|para) este numero)?'
const escrevam =
  '(?:escrev(?:a|am|as|ais)|contat(?:e|em|es)|contact(?:e|em|es)|incomod(?:e|em|es)|perturb(?:e|em|es))'
const mandem = '(?:mand(?:e|em|es|a)|envi(?:e|em|es|a))'

export const portuguese: StopWords = {
  language: 'pt',
  ...aroundOf(
    'ola|oi|bom dia|boa tarde|boa noite|por favor|por gentileza|please|obrigad[oa]|muito obrigad[oa]|ok|nao obrigad[oa]|ja|gente|pessoal|desculpe|peco|numero errado|(?:esse|este) (?:numero )?(?:e|esta) (?:o numero )?errado|(?:ja )?nao (?:tenho interesse|estou interessad[oa]|me interessa)(?: nenhum)?|quem (?:e|es|sao)(?: voces?)?|nao (?:te |os |vos )?conheco(?: voces?)?|chega|basta|tchau|adeus|(?:isto|isso) e (?:spam|assedio)|ja (?:pedi|falei|disse)(?: mil vezes| varias vezes)?|pela ultima vez',
  ),
  asking:
    /^(?:(?:voces? )?(?:pode|podem|poderia|poderiam|podes|podias)(?: por favor)?|(?:eu )?(?:quero|queria|gostaria|peco|preciso) que(?: voces?)?) /,
  clear: wholeOf(
    `(?:pare|parem|para|parar|deixe|deixem|deixa) (?:ja )?de ${escreverMe}`,
    `nao (?:me )?(?:${mandem}|${escrevam})(?: me)? mais(?: (?:mensagens|mensagem|message|sms|nada|msgs|propaganda))?`,
    `nao (?:me )?${mandem}(?: me)? (?:mais )?${mensagens}(?: mais)?`,
    `nao (?:me )?${mandem} mais nada`,
    `nao (?:quero|desejo|queremos) (?:mais )?(?:(?:receber|que me mandem|que me enviem) )?(?:mais )?${mensagens}(?: (?:de voces|suas|vossas))?(?: mais)?`,
    `nao (?:quero|desejo) (?:mais )?(?:ser contat?actad[oa]|ser contatad[oa]|ser contactad[oa])(?: mais)?`,
    `(?:chega|basta) de ${mensagens}`,
    `(?:sem mais|nada de|mais nenhuma) (?:mensagens|mensagem|sms)`,
    `(?:me )?(?:tire|tirem|tira|retire|retirem|remova|removam|exclua|excluam)(?: me)? ${daLista}`,
    `(?:tire|tirem|tira|retire|retirem|remova|removam|exclua|excluam|apague|apaguem) (?:o )?(?:meu|este|esse) (?:numero|telefone|contato) ${daLista}`,
    `(?:quero|queria|gostaria de|desejo)? ?(?:me )?(?:descadastrar|descadastre|descadastrem)(?: me)?(?: ${daLista})?`,
    `(?:quero|queria|gostaria de|desejo) (?:sair|ser removid[oa]|ser retirad[oa]) ${daLista}`,
    `(?:quero|queria|gostaria de) (?:cancelar o recebimento|parar de receber|deixar de receber) (?:de )?${mensagens}`,
  ),
  alone: wholeOf(
    `(?:pare|parem) de (?:me )?(?:ligar|mandar|enviar)(?: me)?`,
    `nao (?:me )?(?:${escrevam}|ligue|liguem|ligues)(?: me)?(?: mais)?`,
    `(?:me deixe|me deixem|me deixa|deixe me|deixem me|deixa me) em paz`,
    `(?:apague|apaguem|remova|removam|retire|retirem|exclua|excluam) (?:o )?(?:meu|este|esse) numero`,
  ),
  and: / (?:e|tambem) /,
  doubt: anyOf(
    'dirigindo|conduzindo|reuniao|ocupad[oa]|dormindo|depois|mais tarde|amanha|por enquanto|kkk+|rsrs\\w*|haha\\w*|brincadeira|brincando|disse|diz|falou|disseram|me ligue|me liga|liga me|ligue me|ate que|exceto',
  ),
}
