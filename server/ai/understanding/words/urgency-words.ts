// Words of urgency in six languages, as plain lower-case text (no accents, no apostrophes). Patterns of whole words.

/** Something is happening that cannot wait for an answer. */
export const alarmWords = `
burst(?:ed|ing)?(?: \\w+){0,2} pipes?|pipes?(?: \\w+){0,4} burst(?:ed)?|water (?:is |keeps )?(?:\\w+ )?(?:pouring|gushing|spraying|coming (?:through|out of) the (?:ceiling|walls?)|everywhere|all over)|(?:is|are|its|getting|got|been|keeps) (?:\\w+ )?flood(?:ing|ed)|flooded (?:basement|kitchen|bathroom|house|shop)|smell(?:s|ing)? (?:of |like )?gas|gas (?:smell|leak|is leaking)|leaking gas|carbon monoxide|(?:severe|unbearable|extreme|excruciating|agonising|agonizing) (?:\\w+ )?(?:pain|toothache)|in agony|(?:wont|doesnt|cant) stop bleeding|bleeding (?:heavily|a lot|wont stop|badly)|(?:cant|cannot|trouble|hard to) breath(?:e|ing)|chest pain|unconscious|passed out|is not breathing|having a seizure|overdose|on fire|there is a fire|theres a fire|smoke (?:is )?coming|sparks? (?:are )?(?:coming|flying)|electric shock|sewage (?:is )?(?:backing|coming|everywhere|overflow\\w*)|kill myself|suicid\\w+|throat is (?:closing|swelling)|(?:this|it|its|thats|have|got|had) (?:is )?(?:\\w+ )?an? (?:\\w+ )?emergency
agua por todas partes|(?:se )?(?:esta )?inund(?:ando|o|ado)|revento (?:un|una|el|la) (?:tubo|tuberia|cano|caneria)|(?:tuberia|tubo) (?:rota|roto|reventad[oa])|rompio una tuberia|(?:huele|olor) a gas|fuga de gas|dolor (?:insoportable|muy fuerte|terrible)|no (?:para|deja) de sangrar|no puedo respirar|no respira|dolor en el pecho|me duele el pecho|hay fuego|un incendio|sale humo|saltan chispas|es una (?:emergencia|urgencia)|cae agua del techo|no aguanto (?:mas )?el dolor|se desmayo
de leau partout|(?:est |sont )?inonde[es]*|(?:tuyau|canalisation) (?:a )?(?:eclate|rompue?)|a eclate|(?:sent|odeur de) (?:le )?gaz|fuite de gaz|douleur (?:insupportable|atroce)|narrete pas de saigner|(?:peux|arrive) (?:plus|pas) (?:a )?respirer|ne respire plus|mal a la poitrine|il y a le feu|un incendie|fumee (?:sort|qui sort)|des etincelles|cest une urgence|leau coule du plafond|au secours|sest evanouie?
uberall (?:ist )?wasser|wasser (?:ist )?uberall|rohrbruch|rohr (?:ist )?(?:geplatzt|gebrochen)|keller (?:lauft voll|steht unter wasser)|uberschwemm(?:t|ung)|riecht (?:\\w+ )?nach gas|gasgeruch|gasleck|unertragliche (?:schmerzen|zahnschmerzen)|hort nicht auf zu bluten|blutet stark|(?:bekomme|kriegt?|bekommt) (?:kaum |keine )luft|schmerzen in der brust|es brennt|feuer im|rauch (?:kommt|aus)|funken (?:aus|kommen)|(?:das|es) ist ein notfall|wasser kommt durch die decke|halte die schmerzen nicht|bewusstlos
agua por todo (?:lado|o lado)|(?:esta )?inund(?:ando|ou|ado)|estourou (?:um|o) cano|cano estourad[oa]|cheiro de gas|vazamento de gas|dor insuportavel|nao para de sangrar|nao consigo respirar|nao respira|dor no peito|pegando fogo|um incendio|saindo fumaca|saem faiscas|e uma (?:emergencia|urgencia)|caindo agua do teto|nao aguento mais (?:de |a )?dor|desmaiou
acqua (?:dappertutto|ovunque)|(?:si sta )?allag(?:ando|ato|ata)|scoppiato (?:un|il) tubo|tubo (?:scoppiato|rotto)|odore di gas|puzza di gas|fuga di gas|dolore (?:insopportabile|fortissimo)|non smette di sanguinare|non riesc[oe] a respirare|non respira|dolore al petto|un incendio|ce fuoco|esce fumo|scintille|e unemergenza|scende acqua dal soffitto|svenut[oa]`

export const hurryWords = `
urgent(?:ly)?|asap|as soon as possible|right now|right away|immediately|(?:come|need \\w+|help|please) now|hurry|cant wait|as fast as possible|time sensitive|today please|quickly please|desperate(?:ly)?|emergency
urgente(?:mente)?|cuanto antes|lo antes posible|ahora mismo|inmediatamente|de inmediato|ya mismo|deprisa|rapido por favor|no puede esperar|es una urgencia
urgent|en urgence|au plus vite|des que possible|le plus vite possible|tout de suite|immediatement|vite|sans attendre|rapidement svp
dringend|eilig|eilt|so schnell wie moglich|schnellstmoglich|sofort|umgehend|asap|jetzt gleich|kann nicht warten|notfall
urgente(?:mente)?|o quanto antes|o mais rapido possivel|agora mesmo|imediatamente|ja|rapido por favor|nao pode esperar
urgente(?:mente)?|il prima possibile|al piu presto|subito|immediatamente|adesso|in fretta|non puo aspettare`

export const calmWords = `
no (?:rush|hurry)|not (?:that |very |so |at all )?urgent|isnt (?:that )?urgent|whenever (?:you|it|is)|take your time|when you (?:have|get) (?:time|a (?:chance|moment|minute))|no (?:big )?deal|its not an emergency|(?:this is |its )?not an emergency|at your convenience|can wait|sometime next (?:week|month)|in no hurry|nothing urgent
sin prisa|no hay prisa|no es urgente|no corre prisa|cuando puedan?|no es una (?:emergencia|urgencia)|con calma
pas (?:du tout )?(?:presse|urgent)|rien durgent|quand vous (?:pouvez|pourrez|aurez le temps)|prenez votre temps|ce nest pas (?:une urgence|urgent)|sans urgence
(?:keine|ohne) eile|nicht (?:so |sehr )?(?:dringend|eilig)|eilt nicht|hat zeit|kein notfall|wenn sie zeit haben|in aller ruhe
sem pressa|nao tem pressa|nao e urgente|quando puder(?:em)?|nao e (?:uma )?(?:emergencia|urgencia)|com calma
senza fretta|nessuna fretta|non ce fretta|non e urgente|quando pot(?:ete|ra|rete)|non e (?:una |un)emergenza|con calma`

/** In front of an alarm: it did not happen, or not now, or is only asked about. */
export const hypotheticalWords = `
if|in case|whenever|ever|last (?:year|month|week|winter|summer|time)|yesterday|used to|years ago|months? ago|weeks? ago|prevent|avoid|what (?:should|do) (?:i|you|we) do when|do you (?:handle|do|fix|deal|repair|treat|offer|have|cover|come)|is (?:it|that|this|an?|some) (?:\\w+ ){0,3}(?:normal|ok|common)|how much|what does|price|cost|insurance for|difference between|could|might
si|en caso|el ano pasado|la semana pasada|ayer|hace (?:un|dos|tres|unos)|evitar|prevenir|cuanto cuesta|atienden|hacen|que hago si|tienen
si|en cas|lannee derniere|la semaine derniere|hier|il y a (?:un|deux|trois|quelques)|eviter|combien|faites vous|est ce que vous|que faire|prevenir
wenn|falls|im fall|letztes jahr|letzte woche|gestern|vor (?:einem|einer|zwei|drei|jahren)|verhindern|vermeiden|was kostet|machen sie|kommen sie bei|was tun|konnte
se|em caso|ano passado|semana passada|ontem|ha (?:um|dois|tres|uns)|evitar|quanto custa|voces fazem|atendem|o que faco|prevenir
se|in caso|anno scorso|settimana scorsa|ieri|fa|evitare|quanto costa|fate|cosa faccio|prevenire`

/** The same person, about the same thing, once more. */
export const againWords = `
(?:second|third|fourth|fifth|2nd|3rd|4th) (?:time|message|email|mail|try|attempt) (?:i|we|that i|that we|im|ive|writing|asking|contacting|today|now)?|(?:asked|wrote|written|called|texted|messaged|emailed|contacted) (?:you )?(?:\\w+ )?(?:twice|before|already|again|several times|many times|three times)|(?:asking|writing|contacting|messaging|texting) (?:you )?again|already (?:asked|wrote|called|told you)|still (?:havent|have not|no) (?:heard|answer|reply|response|received an answer)|(?:no|never got an?) (?:answer|reply|response)|no one (?:has )?(?:answered|replied|got back)|nobody (?:has )?(?:answered|replied|got back)|waiting for (?:an answer|a reply|a response|your reply|your answer)|how many times
(?:segunda|tercera|cuarta|2a|3a) vez que|(?:ya|otra vez|de nuevo) (?:les |le |os )?(?:escribi|pregunte|llame|he escrito|he preguntado)|(?:escribo|pregunto) (?:otra vez|de nuevo)|sigo (?:sin|esperando) (?:una )?respuesta|nadie (?:me )?(?:contesta|responde|ha contestado)|cuantas veces
(?:deuxieme|troisieme|2e|3e|2eme|3eme) (?:fois|message)|(?:jai|je vous ai) deja (?:ecrit|demande|appele)|je (?:vous )?(?:reecris|redemande|relance)|toujours pas de (?:reponse|nouvelles)|personne ne (?:me )?repond|sans reponse|combien de fois
(?:zweite|dritte|vierte|zum zweiten|zum dritten) (?:mal|nachricht)|(?:habe|hatte) (?:\\w+ )?(?:schon|bereits) (?:\\w+ )?(?:geschrieben|gefragt|angerufen)|(?:frage|schreibe) (?:\\w+ )?(?:nochmal|noch einmal|erneut)|immer noch keine (?:antwort|ruckmeldung)|keiner (?:antwortet|meldet sich)|niemand (?:antwortet|meldet sich)|wie oft
(?:segunda|terceira|2a|3a) vez que|ja (?:escrevi|perguntei|liguei|mandei)|(?:escrevo|pergunto) (?:de novo|outra vez|novamente)|(?:sem|ainda sem) resposta|ninguem (?:me )?(?:responde|respondeu)|quantas vezes
(?:seconda|terza|2a|3a) volta che|(?:ho|vi ho) gia (?:scritto|chiesto|chiamato)|(?:scrivo|chiedo) (?:di nuovo|ancora|unaltra volta)|ancora (?:nessuna risposta|senza risposta)|nessuno (?:mi )?(?:risponde|ha risposto)|quante volte`
