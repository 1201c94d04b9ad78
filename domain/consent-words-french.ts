import type { StopWords } from './consent-language.ts'
import { anyOf, aroundOf, wholeOf } from './consent-words.ts'

const messages =
  '(?:(?:vos|tes|des|les|ces|de|d|dautres|aucun|aucuns|autres|ce genre de) )*(?:messages?|sms|textos?|texto|pub|pubs|publicites?|messages publicitaires)'
const deLaListe =
  '(?:de|des|a) (?:(?:votre|vos|la|cette|ta|tes|toutes vos|les|ces) )?(?:listes?|fichiers?|liste de (?:diffusion|contacts|messages|distribution)|base(?: de donnees)?|sms|messages|newsletter|textos)'
const ecrire =
  '(?:m ?ecrire|me contacter|me texter|me deranger|me harceler|m ?importuner|m ?embeter|me relancer|me spammer|(?:m ?envoyer|m ?adresser|envoyer) (?:(?:des|de|vos|ces|tous ces|d) )*(?:messages?|sms|textos?|pub|pubs)(?: a ce numero)?)'
const ecrivez =
  '(?:m ?ecri(?:vez|s)|me contacte[sz]?|me textez|me derange[sz]?|me harcele[sz]?|me relance[sz]?)'
const envoyez = '(?:m ?(?:envoyez|envoie|envoies|adressez))'

export const french: StopWords = {
  language: 'fr',
  ...aroundOf(
    'bonjour|bonsoir|salut|allo|sil vous plait|sil te plait|stp|svp|please|merci|merci bien|merci beaucoup|non merci|ok|desole|desolee|pardon|madame|monsieur|ecoutez|' +
      '(?:cest )?(?:un |le )?(?:mauvais|faux) numero|vous avez (?:fait )?(?:le |un )?mauvais numero|erreur de numero|vous vous trompez de (?:numero|personne)|(?:je ne suis |je suis |ca ne m|ca m)?(?:pas |plus )interesse[es]?|ca (?:ne )?minteresse (?:pas|plus)|je ne suis (?:pas|plus) interessee?|qui (?:etes vous|es tu)|je (?:ne )?vous connais pas|ca suffit|assez|cest du (?:spam|harcelement)|au revoir|adieu|(?:je vous (?:l)?ai|je l ?ai) deja (?:dit|demande)(?: plusieurs fois| mille fois)?|pour la derniere fois',
  ),
  asking:
    /^(?:(?:pouvez vous|pourriez vous|peux tu|pourrais tu|vous pouvez|tu peux)(?: sil vous plait| sil te plait)?|(?:je vous|je te) (?:prie|demande) de|(?:je veux|je voudrais|jaimerais) que vous|veuillez|merci de|priere de|vous devez|je vous prie de bien vouloir) /,
  clear: wholeOf(
    `(?:arretez?|arreter|cessez|cesse|cesser|stop|stoppez?|arretes)(?: tout de suite| maintenant)? de ${ecrire}(?: maintenant| tout de suite| immediatement| a ce numero)?`,
    `(?:arretez|arrete|arreter|cessez|stoppez|stopper) (?:les|vos|ces|tous ces|tes) (?:messages|sms|textos|envois)`,
    `stop (?:aux|les|a vos|a ces|vos) (?:messages|sms|textos)`,
    `(?:ne |n )?plus ${ecrire}`,
    `ne (?:${ecrivez}|${envoyez}) (?:plus|plus jamais)(?: (?:de |aucun |rien|d)?(?:messages?|sms|textos?|pub|rien)?)?(?: a ce numero)?`,
    `ne ${envoyez} plus (?:rien|${messages})(?: a ce numero)?`,
    `n ?ecrivez plus(?: a ce numero)?|necris plus(?: a ce numero)?`,
    `(?:de )?ne (?:plus|pas|plus jamais) ${ecrire}`,
    `(?:je )?(?:ne )?(?:veux|souhaite|desire|voudrais) plus (?:(?:recevoir|avoir) )?${messages}(?: de (?:vous|votre part|ta part))?`,
    `(?:je )?(?:ne )?(?:veux|souhaite|desire) plus (?:etre contactee?|que vous (?:m ?ecriviez|me contactiez)|rien recevoir)(?: par sms)?`,
    `plus aucun (?:message|sms|texto)(?: de votre part)?`,
    `plus de (?:messages|sms|textos) (?:sil vous plait|sil te plait|stp|svp|merci)`,
    `(?:sil vous plait|stp|svp) plus de (?:messages|sms|textos)`,
    `(?:desabonnez|desabonne|desinscrivez|desinscris) moi(?: ${deLaListe})?`,
    `(?:je (?:veux|voudrais|souhaite|desire)|jaimerais|comme demande)? ?me (?:desabonner|desinscrire)(?: ${deLaListe})?`,
    `(?:retirez|enlevez|supprimez|rayez|otez|effacez|retire|enleve|supprime) moi ${deLaListe}`,
    `(?:retirez|enlevez|supprimez|rayez|effacez|retire|enleve|supprime|retirer|enlever|supprimer|effacer) (?:mon|ce) (?:numero|tel|telephone)(?: de telephone)? ${deLaListe}`,
    `me (?:retirer|enlever|supprimer|rayer) ${deLaListe}`,
    `(?:je (?:veux|voudrais|souhaite) )(?:etre (?:retiree?|supprimee?|enlevee?)|sortir) ${deLaListe}`,
  ),
  alone: wholeOf(
    `(?:arretez|arrete|cessez) de m ?appeler`,
    `ne m ?(?:appelez|appelle) (?:plus|pas)`,
    `ne ${ecrivez} pas|ne ${envoyez} (?:rien|pas de messages)`,
    `(?:laissez|laisse|fichez|foutez) moi (?:tranquille|en paix|la paix)`,
    `(?:supprimez|effacez|supprime|efface) (?:mon|ce) numero`,
  ),
  and: / (?:et|puis|aussi) /,
  doubt: anyOf(
    'volant|conduis|reunion|occupee?|dors|demain|plus tard|tout a lheure|pour linstant|pour le moment|mdr|ptdr|blague|rigole|plaisante|(?:il|elle|on|ils) (?:ma |a |lui a )?(?:dit|ecrit)|disait|appelez moi|appelle moi|plutot|sauf|jusqua',
  ),
}

const messaggi =
  '(?:(?:vostri|i|i vostri|i tuoi|i suoi|altri|piu|questi|dei|di|nessun|alcun|alcuni) )*(?:messaggi|messaggio|sms|messaggini|pubblicita|promozioni)'
const dallaLista =
  '(?:dalla|dalle|dal|da|di) (?:(?:vostra|vostre|vostro|tua|sua|questa|la) )?(?:lista|liste|mailing list|lista (?:contatti|sms|messaggi|di contatti)|rubrica|database|elenco)'
const scrivermi =
  '(?:scrivermi|contattarmi|disturbarmi|tormentarmi|molestarmi|importunarmi|messaggiarmi|(?:mandarmi|inviarmi|mandare|inviare) (?:(?:dei|questi|altri|i) )?(?:messaggi|sms|pubblicita|promozioni)|scrivere a questo numero)'
const scrivete = '(?:scriv(?:ete|a|ere|i|iate|ano)|contatt(?:ate|i|are|iate)|disturb(?:ate|i|are))'
const mandate = '(?:mand(?:ate|i|are|iate)|invi(?:ate|i|are))'

export const italian: StopWords = {
  language: 'it',
  ...aroundOf(
    'ciao|salve|buongiorno|buonasera|buon giorno|buona sera|per favore|per piacere|per cortesia|please|grazie|grazie mille|no grazie|ok|si|scusate|scusi|scusa|allora|ma|vi prego|la prego|ti prego|(?:avete |ha |hai )?(?:sbagliato numero|il numero sbagliato)|numero sbagliato|e il numero sbagliato|non (?:mi interessa|sono interessat[oa])(?: piu)?|chi (?:siete|e|sei)|non vi conosco|basta|addio|(?:questo e |e )(?:spam|stalking|molestia)|(?:ve |te |gliel)?l?ho gia (?:detto|chiesto)(?: mille volte| piu volte)?|per lultima volta',
  ),
  asking:
    /^(?:(?:potete|potreste|puo|potrebbe|puoi|potresti)(?: per favore| per piacere)?|(?:vorrei|voglio|chiedo|vi chiedo|le chiedo) (?:che (?:voi )?|di )) ?/,
  clear: wholeOf(
    `(?:smettete|smetti|smetta|smettere|smettetela|smettila|la smetta|piantatela|finitela|smetterla)(?: subito)? di ${scrivermi}(?: subito| messaggi)?`,
    `non (?:mi )?${scrivete}(?:mi)? (?:piu|mai piu)(?: (?:a questo numero|messaggi|nulla|niente))?`,
    `non (?:scrivetemi|scrivermi|scrivimi|mi scrivete|contattatemi|contattarmi|contattami|disturbatemi|disturbarmi|messaggiatemi) (?:piu|mai piu)(?: messaggi)?(?: a questo numero)?`,
    `non (?:mi ${mandate}|mandatemi|inviatemi|mandarmi|inviarmi|mandami|inviami) (?:mai )?(?:piu )?(?:${messaggi}|niente|nulla)(?: piu)?`,
    `(?:basta|stop)(?: con(?: i| questi| tutti questi)?)? ?(?:questi )?(?:messaggi|sms|messaggini)`,
    `(?:niente|nessun)(?: piu| altri)? (?:messaggi|messaggio|sms)(?: piu)?`,
    `non (?:voglio|desidero|vogliamo|vorrei) (?:piu )?(?:ricevere )?(?:piu )?${messaggi}(?: (?:da voi|vostri|da parte vostra))?(?: piu)?`,
    `non (?:voglio|desidero) (?:piu )?essere (?:piu )?contattat[oa](?: piu)?`,
    `(?:toglietemi|toglimi|tolga mi|cancellatemi|cancellami|rimuovetemi|rimuovimi|eliminatemi|eliminami|levatemi|levami|cancellarmi|rimuovermi|togliermi) ${dallaLista}`,
    `(?:togliete|cancellate|rimuovete|eliminate|togli|cancella|rimuovi|elimina|cancellare|rimuovere|togliere) (?:il mio|questo) numero ${dallaLista}`,
    `(?:disiscrivetemi|disiscrivimi)(?: ${dallaLista})?`,
    `(?:voglio|vorrei|desidero) (?:disiscrivermi|cancellarmi ${dallaLista}|essere (?:rimoss[oa]|cancellat[oa]|tolt[oa]) ${dallaLista})(?: ${dallaLista})?`,
  ),
  alone: wholeOf(
    `(?:smettete|smetti|smetta|smettetela|smettila) di (?:chiamarmi|chiamare)`,
    `non (?:mi chiamate|chiamatemi|mi chiami|chiamarmi|scrivetemi|scrivermi|contattatemi|contattarmi)(?: piu)?`,
    `non mi (?:scrivete|scriva|contattate|contatti)`,
    `(?:lasciatemi|lasciami|mi lasci) in pace|lasciatemi stare`,
    `(?:cancellate|eliminate|cancella|elimina) (?:il mio|questo) numero`,
  ),
  and: / (?:e|ed|anche) /,
  doubt: anyOf(
    'guidando|guido|riunione|occupat[oa]|dormendo|dormo|domani|dopo|piu tardi|per ora|ahah\\w*|haha\\w*|scherzo|scherzando|ha detto|ha scritto|dice|chiamatemi|chiamami|mi chiami|piuttosto|finche|tranne',
  ),
}
