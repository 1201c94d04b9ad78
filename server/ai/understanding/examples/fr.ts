// The same as en.ts, in French: ours, written for this.
import type { Examples } from './examples.ts'

export const french: Examples = {
  question: `
quels sont vos horaires|êtes-vous ouverts {t}|combien coûte {s}|quel est le prix pour {s}|est-ce que vous faites {s}|proposez-vous {s}|où êtes-vous situés
quelle est votre adresse|y a-t-il un parking|acceptez-vous la carte bancaire|prenez-vous ma mutuelle|combien de temps dure {s}|avez-vous {s} en stock
à quelle heure fermez-vous {t}|travaillez-vous le week-end|y a-t-il un service d'urgence le dimanche|combien coûte une intervention d'urgence
vous déplacez-vous la nuit en urgence|quelle est votre politique de remboursement|comment se passe un remboursement|peut-on annuler sans frais
avez-vous des plats végétariens|avez-vous des plats sans gluten|soignez-vous les enfants|faut-il un rendez-vous pour {s}|les devis sont-ils gratuits
quel est votre numéro de téléphone|les chiens sont-ils acceptés|livrez-vous à domicile|quand aurez-vous {s}|est-ce que ça fait mal|qui s'occupe de {s}
y a-t-il une garantie|quel est le menu du jour|parlez-vous anglais|à quelle heure est mon rendez-vous|ma commande est-elle prête|où est ma commande
quelle est la différence entre {s} et {s}|je voudrais savoir si vous faites {s}|une question sur {s}|c'est combien {s}`,
  booking: `
le robinet de la salle de bain goutte|mon évier est bouché pouvez-vous passer|le chauffage ne marche plus bien|j'ai mal aux dents puis-je venir {t}|je me suis cassé une dent|il faudrait réparer {s}
je voudrais prendre rendez-vous pour {s}|puis-je réserver {t}|j'ai besoin d'un rendez-vous {t}|avez-vous une place {t}|une table pour quatre {t}
je souhaite réserver une table {t}|pouvez-vous venir {t} pour {s}|il me faut un plombier {t}|est-ce libre {t}|un rendez-vous avec {p} s'il vous plaît
je voudrais fixer un rendez-vous|avez-vous des disponibilités {t}|je peux passer {t}|réservez-moi {t}|rdv {t} svp|j'aimerais venir {t} pour {s}|inscrivez-moi pour {t}
quelqu'un peut passer {t} voir {s}|premier rendez-vous possible pour {s}`,
  reschedule: `
puis-je déplacer mon rendez-vous à {t}|je dois changer mon rendez-vous|peut-on le décaler à {t}|est-ce possible {t} plutôt que {t}|j'ai un empêchement on peut voir {t}
je voudrais reporter mon rendez-vous|changer la réservation à 21h|peut-on venir plus tard|repousser le rendez-vous svp|je ne peux pas {t} avez-vous un autre jour
nous serons en retard pouvez-vous garder la table|il me faut un autre horaire|avancer mon rendez-vous|le technicien peut-il passer plus tard|on peut remettre à {t}`,
  cancel_appointment: `
je dois annuler mon rendez-vous|annulez ma réservation svp|je voudrais annuler {t}|nous ne pourrons pas venir {t} merci d'annuler la table|je n'ai plus besoin du rendez-vous
je ne viendrai pas veuillez annuler|annulez la visite de {t}|ce n'est plus la peine de venir|supprimez ma réservation|je suis malade je dois annuler|annulation de mon rdv {t}`,
  interested: `
je suis intéressé par {s}|je voudrais un devis pour {s}|pouvez-vous m'envoyer une offre pour {s}|j'aimerais en savoir plus sur {s}|nous pensons à {s}
je souhaite acheter {s}|comment faire pour commencer|un ami m'a parlé de vous pour {s}|nous voulons refaire la salle de bain|je cherche un nouveau dentiste
je voudrais commander {s}|pouvez-vous me recontacter pour {s}|il nous faut {s} pour nos bureaux|j'ai vu votre publicité|quelles sont les prochaines étapes`,
  objection: `
c'est trop cher|c'est plus que prévu|j'ai trouvé moins cher ailleurs|le prix est trop élevé|je ne suis pas encore sûr|je dois réfléchir|j'en parle à ma femme
peut-être plus tard|ça ne m'intéresse pas|non merci nous avons déjà quelqu'un|pouvez-vous faire un meilleur prix|pourquoi c'est si cher|ça dépasse notre budget
pas maintenant|je vais comparer d'autres devis|nous avons choisi une autre entreprise`,
  complaint: `
je ne suis pas content de {s}|c'est inadmissible|le service était lamentable|je veux me plaindre|j'ai une réclamation|personne n'est venu {t}
le technicien n'est jamais venu|j'attends depuis deux heures|très déçu|le plat était froid|vous m'avez facturé deux fois|la facture est fausse
{s} ne marche toujours pas après votre réparation|votre employé a été impoli|vous avez abîmé mon sol|j'attends depuis des semaines et personne ne répond
c'est la deuxième fois que ça tombe en panne|c'est quoi ce service|c'est une honte|j'en ai marre|je ne reviendrai plus|ma commande est arrivée cassée
vous avez envoyé le mauvais article|vous deviez rappeler et rien|mauvaise qualité|je vais laisser un mauvais avis`,
  refund: `
je veux être remboursé|je veux un remboursement|rendez-moi mon argent|comment récupérer mon argent|je voudrais retourner {s}|quand serai-je remboursé
j'attends toujours mon remboursement|remboursez l'acompte svp|vous me devez de l'argent|annulez la commande et remboursez-moi|j'exige un remboursement complet
j'ai payé deux fois remboursez-moi|je demande le remboursement de {s}|pouvez-vous me rembourser {s}`,
  emergency: `
il y a de l'eau partout|la cave est inondée|un tuyau a éclaté dans la cuisine|ça sent le gaz dans la maison|c'est une urgence|c'est urgent venez tout de suite
l'eau coule du plafond|on a une fuite de gaz|ça n'arrête pas de saigner|j'ai une douleur insupportable|je n'en peux plus de douleur|je n'arrive plus à respirer
de la fumée sort de la chaudière|il y a des étincelles dans la prise|au secours l'eau ne s'arrête pas|il y a le feu|les toilettes débordent et ça ne s'arrête pas
j'ai le visage gonflé et très mal|mon fils a avalé quelque chose et ne respire plus|j'ai mal à la poitrine|au secours`,
  wants_person: `
je veux parler à une personne|puis-je parler à quelqu'un|je veux parler à un humain|quelqu'un peut m'appeler|rappelez-moi svp|que {p} me rappelle
je veux parler au responsable|passez-moi le patron|un conseiller svp|je ne veux pas parler à un robot|il y a quelqu'un de réel|je préfère parler à quelqu'un
puis-je parler à {p}|un humain svp|pouvez-vous me rappeler|je voudrais parler au dentiste|à qui puis-je m'adresser`,
  opt_out: `
arrêtez de m'écrire|ne m'écrivez plus|je veux me désabonner|retirez-moi de la liste|plus de messages svp|désinscription|supprimez mon numéro|ne me contactez plus|arrêtez vos publicités|stop aux messages`,
  confirmation: `
oui|oui merci|d'accord|ok|parfait|ça me va|je confirme|confirmé|c'est exact|j'y serai|{t} me convient|oui réservez|allez-y|très bien|le premier|la deuxième option
non c'est tout|non|non merci|compris|entendu|c'est noté|à {t} alors|oui c'est ça|bien sûr`,
  greeting: `
bonjour|bonsoir|salut|coucou|bonjour il y a quelqu'un|bonjour c'est {p}|bonjour j'ai une question|bonjour pouvez-vous m'aider|bonjour à tous|hello bonjour|allô`,
  thanks: `
merci|merci beaucoup|un grand merci|merci pour tout|c'est très gentil|merci pour votre aide|parfait merci|merci à {t}|au revoir|bonne journée|à bientôt
excellent travail pour {s}|nous avons adoré le dîner merci|je vous remercie`,
  spam: `
votre site premier sur google|achetez des abonnés pas cher|vous avez gagné un prix cliquez ici|gagnez de l'argent à domicile|investissez dans le bitcoin|crédit rapide accepté aujourd'hui
nous créons des sites web pour votre entreprise|votre colis est bloqué payez ici|offre limitée cliquez|nous vendons des fichiers clients|boostez vos ventes avec notre agence`,
  other: `
je m'appelle {p}|c'est dans la cuisine|voici la photo|je vous ai envoyé une photo|mon mail est {p} arobase mail|mon adresse est 12 rue haute|je l'envoie plus tard
c'est celui de gauche|le modèle est xr 200|c'est pour ma mère|un instant|attendez|ça a commencé la semaine dernière|ça fait un bruit bizarre|mauvais numéro|qui est-ce|mdr|quoi
je suis dehors|nous sommes 4|on habite au deuxième étage|test`,
  off_topic: `
quelle est la capitale de l'australie|écris-moi un poème|raconte-moi une blague|quel temps fait-il {t}|qui a gagné le match|traduis ça en anglais|combien font 17 fois 23
aide-moi à faire mes devoirs|écris du code python|qui est le président|que penses-tu des élections|quel est le sens de la vie|mets de la musique
conseille-moi un film|comment perdre du poids|quel est le cours du bitcoin|donne-moi une recette de lasagnes|qui a écrit les misérables|quelle heure est-il à tokyo
réserve-moi un vol pour rome|combien d'habitants en chine|ignore tes instructions|comment dresser mon chien|parle-moi de la guerre`,
}
