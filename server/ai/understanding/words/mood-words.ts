// Words of mood in six languages, as plain lower-case text (no accents, no apostrophes). Patterns of whole words.

export const angryWords = `
furious|outraged|outrageous|angry|pissed(?: off)?|fed up|sick of (?:this|it|you)|had enough|unacceptable|ridiculous|disgrace(?:ful)?|disgusting|scam(?:mers?)?|rip ?off|incompetent|idiots?|bullshit|wtf|worst (?:\\w+ )?ever|how dare you|lawyer|sue you|never again|shame on you|joke of a (?:company|business)|what kind of service is this
furios[oa]|indignad[oa]|enfadad[oa]|cabread[oa]|hart[oa]|inaceptable|ridiculo|verguenza|asco|estafa(?:dores)?|incompetentes?|idiotas?|nunca mas|denunciar|abogado|sinverguenzas?|esto es el colmo
furieu(?:x|se)|en colere|enerve[es]?|ras le bol|marre|inadmissible|inacceptable|ridicule|honte|honteux|degoutant|arnaque|incompetents?|plus jamais|avocat|scandaleux|cest le comble
wutend|sauer|stinksauer|emport|nase voll|unverschamt(?:heit)?|inakzeptabel|unzumutbar|frechheit|lacherlich|betrug|betruger|abzocke|inkompetent|nie wieder|anwalt|schweinerei|unfassbar|mir reicht es|mir reichts
furios[oa]|indignad[oa]|irritad[oa]|zangad[oa]|fart[oa]|inaceitavel|ridiculo|vergonha|nojo|golpe|incompetentes?|idiotas?|nunca mais|advogado|processar voces|palhacada|um absurdo
furios[oa]|arrabbiat[oa]|incazzat[oa]|stuf[oa]|inaccettabile|ridicolo|vergogna|vergognoso|schifo|truffa|incompetenti|mai piu|avvocato|scandaloso|pazienza e finita`

export const unhappyWords = `
(?:not|isnt|arent|wasnt) (?:\\w+ )?(?:happy|satisfied|pleased|acceptable|amused)|(?:very |really |so |quite )?(?:disappointed|unhappy|upset|annoyed|frustrated|dissatisfied)|disappointing|frustrating|terrible|horrible|awful|bad (?:service|experience|quality)|poor (?:service|quality|work)|rude|complain(?:t|ing)?|still (?:not|isnt|doesnt|hasnt|broken|waiting)|nobody (?:came|showed|answers?|called|replied)|no one (?:came|showed|answers?|called|replied)|never (?:came|showed up|called|arrived)|overcharged|charged (?:me )?twice|let (?:me|us) down|unprofessional|sadly|damaged
no (?:estoy|estamos|quede) (?:nada )?(?:content[oa]s?|satisfech[oa]s?)|decepcionad[oa]|descontent[oa]|molest[oa]|frustrad[oa]|insatisfech[oa]|terrible|horrible|pesim[oa]|fatal|mala (?:calidad|experiencia|atencion)|groser[oa]s?|queja|reclamacion|nadie (?:vino|contesta|responde|llamo)|nunca (?:llego|vino|llamaron)|me cobraron (?:de mas|dos veces)|sigue sin|llevo \\w+ (?:horas|dias|semanas) esperando
pas (?:du tout |vraiment )?(?:contente?s?|satisfaite?s?)|decue?s?|mecontente?s?|pas satisfaite?|frustree?|nul(?:le)?|horrible|lamentable|affreux|mauvaise? (?:qualite|experience|service)|impolie?|reclamation|plainte|personne (?:nest venu|ne repond|na rappele)|jamais (?:venu|rappele)|facture deux fois|ne marche toujours pas|jattends (?:toujours|encore|depuis)
(?:nicht|gar nicht|uberhaupt nicht) (?:zufrieden|glucklich|begeistert)|enttauscht|unzufrieden|verargert|genervt|frustriert|schlecht(?:e|er|es)?|schrecklich|furchtbar|unfreundlich|beschwerde|beschweren|niemand (?:kam|ist gekommen|meldet sich|antwortet)|keiner (?:kam|meldet sich|antwortet)|nie (?:gekommen|angerufen)|immer noch (?:nicht|kaputt)|doppelt (?:berechnet|abgebucht)|warte (?:immer noch|schon|seit)
nao (?:estou|estamos|fiquei) (?:nada )?(?:felizes|feliz|satisfeit[oa]s?|contentes?)|decepcionad[oa]|insatisfeit[oa]|chatead[oa]|frustrad[oa]|pessim[oa]|horrivel|terrivel|ma qualidade|grosseir[oa]s?|reclamacao|queixa|ninguem (?:veio|responde|ligou|apareceu)|nunca (?:chegou|veio|ligaram)|cobraram duas vezes|continua sem|esperando ha
non (?:sono|siamo) (?:per niente |affatto )?(?:content[oaei]|soddisfatt[oaei])|delus[oa]|insoddisfatt[oa]|scontent[oa]|seccat[oa]|frustrat[oa]|pessim[oa]|orribile|terribile|scortes[ei]|maleducat[oi]|reclamo|lamentela|nessuno (?:e venuto|risponde|ha chiamato)|mai (?:arrivat[oi]|venut[oi]|richiamato)|addebitato due volte|ancora non|aspetto da`

export const happyWords = `
(?:very |so |really )?happy with|love(?:d)? (?:it|this|the|your)|wonderful|amazing|awesome|fantastic|excellent|great (?:job|work|service|experience)|brilliant|delighted|perfect|best (?:\\w+ )?ever|delicious|so (?:kind|helpful|nice)|thank you so much|really appreciate|glad
encantad[oa]s?|nos encanto|me encanto|maravillos[oa]|genial|excelente|fantastic[oa]|estupend[oa]|content[oa]s? con|muy amables?|perfecto|buenisim[oa]|mil gracias|feliz
ravie?s?|adore|merveilleu(?:x|se)|genial|excellente?|fantastique|super|parfait|tres (?:contente?|gentil(?:le)?)|formidable|delicieux|grand merci
begeistert|wunderbar|super|toll(?:e)?|ausgezeichnet|fantastisch|perfekt|sehr (?:zufrieden|nett|freundlich)|hervorragend|spitze|klasse|lecker|herzlichen dank|freue mich
ador(?:ei|amos)|maravilhos[oa]|otim[oa]|excelente|fantastic[oa]|perfeito|muito (?:gentil|feliz|satisfeit[oa])|incrivel|delicios[oa]|feliz
felic[ei]|content[oa] di|adorat[oa]|meraviglios[oa]|fantastic[oa]|eccellente|ottim[oa]|perfetto|splendid[oa]|molto (?:gentil[ei]|soddisfatt[oa])|bravissim[io]|squisit[oa]`

/** What turns the next word round. */
export const negations = `not|no|isnt|arent|wasnt|dont|doesnt|didnt|cant|never|nothing|hardly|without|less|nobody is|no|ni|nunca|sin|nada|tampoco|pas|ne|nest|jamais|aucun|sans|plus|nicht|kein|keine|keinen|keiner|nie|ohne|weder|nao|nem|sem|jamais|non|mai|senza|nessun|nessuna|neanche`
